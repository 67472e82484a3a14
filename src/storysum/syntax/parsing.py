"""From words to a `Parse`: long sentences in windows, the network's scores, the best tree, its relations."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from storysum.model.parse import Parse
from storysum.model.span import Span
from storysum.syntax.network import Network, network
from storysum.syntax.tokenizer import words
from storysum.syntax.trees import best_tree

__all__ = ["WINDOW", "parse", "parse_words"]

WINDOW = 200
"""A sentence of more words is read in windows of so many; the root of each hangs on the one before as parataxis."""
_BATCH = 20_000  # words that go through the network at once: memory stays bounded


def parse_words(sentences: Sequence[Sequence[str]]) -> tuple[Parse, ...]:
    """Parse sentences whose words are given.

    Args:
        sentences: The words of each, as UD cuts them.

    Returns:
        One `Parse` for each, in order; each is what it would be alone. Its `words` are empty.

    Cost:
        Linear in the words: a sentence of more than `WINDOW` words is read in windows.

    >>> (read,) = parse_words([["She", "sold", "the", "van", "."]])
    >>> read.pos[3], read.head[0]
    ('NOUN', 2)
    """
    return _parses([tuple(one) for one in sentences], [()] * len(sentences))


def parse(text: str, sentences: Sequence[Span]) -> tuple[Parse, ...]:
    """Parse sentences of a text, given as spans.

    Returns:
        One `Parse` for each, in order, with its words as spans of the text.

    >>> (read,) = parse("She sold the van.", [Span(0, 17)])
    >>> [word.of("She sold the van.") for word in read.words]
    ['She', 'sold', 'the', 'van', '.']
    """
    spans = [
        tuple(Span(word.start + one.start, word.end + one.start) for word in words(one.of(text))) for one in sentences
    ]
    return _parses([tuple(word.of(text) for word in one) for one in spans], spans)


def _parses(forms: Sequence[tuple[str, ...]], spans: Sequence[tuple[Span, ...]]) -> tuple[Parse, ...]:
    reader = network()
    windows = [(place, start) for place, one in enumerate(forms) for start in range(0, len(one), WINDOW)]
    read: dict[int, list[Parse]] = {place: [] for place in range(len(forms))}
    batch: list[tuple[int, int]] = []
    size = 0
    for place, start in [*windows, (-1, 0)]:
        if batch and (place < 0 or size > _BATCH):
            found = _read(reader, [forms[where][at : at + WINDOW] for where, at in batch])
            for (where, _), one in zip(batch, found, strict=True):
                read[where].append(one)
            batch, size = [], 0
        batch.append((place, start))
        size += min(WINDOW, len(forms[place]) - start)
    return tuple(_joined(forms[place], spans[place], read[place]) for place in range(len(forms)))


def _read(reader: Network, sentences: Sequence[tuple[str, ...]]) -> list[Parse]:
    """Parses of sentences that fit into a window."""
    found = []
    pos, relations = (np.array(reader.names[name], dtype=object) for name in ("pos", "relations"))
    table = reader.arrays["keep.table"]
    root = reader.names["relations"].index("root")
    for forms, scores in zip(sentences, reader.scores(sentences), strict=True):
        head = best_tree(scores.arcs)
        rows = np.arange(len(head))
        arcs = scores.arcs.copy()
        won = arcs[rows, head]
        arcs[rows, head] = -np.inf
        arcs[rows, rows + 1] = -np.inf
        margin = np.clip(np.rint((won - arcs.max(axis=1)) * np.float32(16)), -9999, 9999)
        label = reader.relations(scores, head)
        # The root is called so, and nothing else is.
        label[:, root] = -np.inf
        chosen = label.argmax(axis=1)
        chosen[np.array(head) == 0] = root
        odds = scores.keep.astype(int)
        found.append(
            Parse(
                forms=forms,
                words=(),
                pos=tuple(pos[scores.pos.argmax(axis=1)]),
                head=tuple(head),
                relation=tuple(relations[chosen]),
                keep=tuple(table[odds + 127].tolist()),
                odds=tuple(odds.tolist()),
                margin=tuple(margin.astype(int).tolist()),
            )
        )
    return found


def _joined(forms: tuple[str, ...], spans: tuple[Span, ...], windows: Sequence[Parse]) -> Parse:
    head: list[int] = []
    relation: list[str] = []
    root = 0
    for one in windows:
        before = len(head)
        for at, name in zip(one.head, one.relation, strict=True):
            head.append(at + before if at else root)
            relation.append(name if at or not root else "parataxis")
        root = before + one.head.index(0) + 1
    return Parse(
        forms=forms,
        words=spans,
        pos=tuple(name for one in windows for name in one.pos),
        head=tuple(head),
        relation=tuple(relation),
        keep=tuple(value for one in windows for value in one.keep),
        odds=tuple(value for one in windows for value in one.odds),
        margin=tuple(value for one in windows for value in one.margin),
    )
