"""From words to a `Parse`: long sentences in windows, the network's scores, the best tree, its relations."""

import math
from collections.abc import Sequence
from itertools import chain, islice

import numpy as np
from attrs import evolve

from storysum.model.parse import Parse
from storysum.model.span import Span
from storysum.syntax.compression import with_keep
from storysum.syntax.network import WINDOW, Array, Network, Scores, States, in_batches, network
from storysum.syntax.titles import parted, read_as, sizes
from storysum.syntax.tokenizer import words
from storysum.syntax.trees import best_trees
from storysum.syntax.valency import Valency, settle
from storysum.threads import in_one_thread


def parse_words(
    sentences: Sequence[Sequence[str]], states: list[States] | None = None, *, keep: bool = True
) -> tuple[Parse, ...]:
    """Parse sentences whose words are given.

    Args:
        sentences: The words of each, as UD cuts them.
        states: Gets, for each, what the network's last layer has of its words.
        keep: Whether to say what an editor would keep, too.

    Returns:
        One `Parse` for each, in order; each is what it would be alone. Its `words` are empty.

    Cost:
        Linear in the words: a sentence of more than `WINDOW` words is read in windows; the root of each hangs
        on the one before as parataxis.

    >>> (she,) = parse_words([["She", "sold", "the", "van", "."]])
    >>> she.pos[3], she.head[0]
    ('NOUN', 2)
    """
    return read(network(), [tuple(one) for one in sentences], states=states, keep=keep)


def parse(
    text: str, sentences: Sequence[Span], states: list[States] | None = None, *, keep: bool = True
) -> tuple[Parse, ...]:
    """Parse sentences of a text, given as spans; `states` and `keep` as for `parse_words`.

    Returns:
        One `Parse` for each, in order, with its words as spans of the text.

    >>> (she,) = parse("She sold the van.", [Span(0, 17)])
    >>> [word.of("She sold the van.") for word in she.words]
    ['She', 'sold', 'the', 'van', '.']
    """
    spans = [words(one.of(text), one.start) for one in sentences]
    layers = list[States]()
    found = list(read(network(), [tuple(word.of(text) for word in one) for one in spans], spans, layers, keep=False))
    counts = {index: count for index, one in enumerate(found) if max(count := sizes(one), default=1) > 1}
    if counts:  # a verb was seen in a title
        inner = list[States]()
        again = read(
            network(), [read_as(found[index].forms, count) for index, count in counts.items()], (), inner, keep=False
        )
        for (index, count), one, layer in zip(counts.items(), again, inner, strict=True):
            found[index], layers[index] = parted(one, found[index], count), np.repeat(layer, count, axis=0)
    if states is not None:
        states += layers
    return tuple(with_keep(found, layers, network()) if keep else found)


@in_one_thread
def read(
    reader: Network,
    forms: Sequence[tuple[str, ...]],
    spans: Sequence[tuple[Span, ...]] = (),
    states: list[States] | None = None,
    *,
    keep: bool = True,
) -> tuple[Parse, ...]:
    """Parses by a network; the spans of the words where there is a text."""
    windows = [one[start : start + WINDOW] for one in forms for start in range(0, len(one), WINDOW)]
    read_windows = chain.from_iterable(_read(reader, batch) for batch in in_batches(windows))
    blank = np.zeros((0, len(reader.arrays["enter.norm.bias"])), np.int8)
    found, layers = [], []
    for one, own in zip(forms, spans or [()] * len(forms), strict=True):
        parts = list(islice(read_windows, math.ceil(len(one) / WINDOW)))
        found.append(_joined(one, own, [part for part, _ in parts]))
        layers.append(parts[0][1] if len(parts) == 1 else np.concatenate([blank, *(layer for _, layer in parts)]))
    if states is not None:
        states += layers
    return tuple(with_keep(found, layers, reader) if keep else found)


def _read(reader: Network, sentences: Sequence[tuple[str, ...]]) -> list[tuple[Parse, States]]:
    """Parses of sentences that fit into a window, and the last layer's states."""
    pos, relations = (np.array(reader.names[name], dtype=object) for name in ("pos", "relations"))
    scores = reader.scores(sentences)
    heads = best_trees([one.arcs for one in scores])
    chosen = _relations(reader, scores, heads)
    found, start = [], 0
    for forms, one, head in zip(sentences, scores, heads, strict=True):
        parse = Parse(
            forms,
            pos=tuple(pos[one.pos.argmax(axis=1)].tolist()),
            head=tuple(head),
            relation=tuple(relations[chosen[start : start + len(forms)]].tolist()),
            margin=_margins(one.arcs, head),
        )
        found.append((parse, one.states))
        start += len(forms)
    return found


def _relations(reader: Network, scores: Sequence[Scores], heads: Sequence[list[int]]) -> list[int]:
    """The relation of each word to its head; heads change where they break what holds of it (`valency`)."""
    labels, root = reader.relations(scores, heads), reader.names["relations"].index("root")
    labels[:, root] = -np.inf  # the root is called so, and nothing else is
    chosen: list[int] = labels.argmax(axis=1).tolist()
    valency, start = Valency.of(reader.names["relations"]), 0
    for one, head in zip(scores, heads, strict=True):
        own = chosen[start : start + len(head)]
        own[head.index(0)] = root

        def to(word: int, above: int, one: Scores = one) -> Array:
            found = reader.relation(one, word, above)
            found[root] = -np.inf
            return found

        settle(one.arcs, head, own, valency, to)
        chosen[start : start + len(own)] = own
        start += len(own)
    return chosen


def _margins(scores: Array, head: Sequence[int]) -> tuple[int, ...]:
    """By how much each arc won over the next best, in sixteenths."""
    rows, arcs = np.arange(len(head)), scores.copy()
    won = arcs[rows, head]
    arcs[rows, head] = -np.inf
    arcs[rows, rows + 1] = -np.inf
    apart = np.clip(np.rint((won - arcs.max(axis=1)) * np.float32(16)), -9999, 9999)
    return tuple(apart.astype(int).tolist())


def _joined(forms: tuple[str, ...], spans: tuple[Span, ...], windows: Sequence[Parse]) -> Parse:
    if len(windows) == 1:
        return evolve(windows[0], words=spans) if spans else windows[0]
    head: list[int] = []
    relation: list[str] = []
    root = 0
    for one in windows:
        before = len(head)
        for at, name in zip(one.head, one.relation, strict=True):
            head.append(at + before if at else root)
            relation.append(name if at or not root else "parataxis")
        root = before + one.head.index(0) + 1
    others = {name: tuple(chain.from_iterable(getattr(one, name) for one in windows)) for name in ("pos", "margin")}
    return Parse(forms, words=spans, head=tuple(head), relation=tuple(relation), **others)
