"""What an editor who shortens a sentence would keep of it: four more convolutions, over the tree and its words.

Of each word the parser's last layer, that of its head, and its relation go in; out come the log-odds that it
stays, and that it stays where its head does. In whole numbers like the parser, which was fitted before and does
not know of it: only sentences that are to be cut need it. `training/compression.py` is the same as it is trained.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain

import numpy as np
from attrs import evolve

from storysum.model.parse import Parse
from storysum.syntax.network import WINDOW, Array, Network, States, in_batches, maxout, network, sixteenths
from storysum.threads import in_one_thread

DILATIONS = (1, 2, 4, 8)
_MOST = 127


@in_one_thread
def with_keep(parses: Sequence[Parse], states: Sequence[States], reader: Network | None = None) -> list[Parse]:
    """The parses with what an editor would keep (`keep`, `odds`, `stays`), by the network’s states of their words."""
    reader = reader or network()
    windows = [window for one, layer in zip(parses, states, strict=True) for window in _windows(one, layer)]
    layers = iter([layer for _, layer in windows])
    odds, stays = list[int](), list[int]()
    for batch in in_batches([window for window, _ in windows]):
        some = _log_odds(reader, [next(layers) for _ in batch], batch)
        odds += some[0]
        stays += some[1]
    table, found, start = reader.arrays["keep.table"].tolist(), [], 0
    for one in parses:
        own = slice(start, start := start + len(one))
        keep = tuple([table[odd + _MOST] for odd in odds[own]])
        found.append(evolve(one, keep=keep, odds=tuple(odds[own]), stays=tuple(stays[own])))
    return found


def _windows(parse: Parse, states: States) -> Iterator[tuple[Parse, States]]:
    """A sentence as the parser read it: a long one in pieces, each with a root."""
    if len(parse) <= WINDOW:
        yield parse, states
        return
    for start in range(0, len(parse), WINDOW):
        own = slice(start, start + WINDOW)
        head = tuple(one - start if start < one <= start + WINDOW else 0 for one in parse.head[own])
        relation = tuple(name if one else "root" for one, name in zip(head, parse.relation[own], strict=True))
        yield Parse(parse.forms[own], pos=parse.pos[own], head=head, relation=relation), states[own]


def _log_odds(reader: Network, states: Sequence[States], parses: Sequence[Parse]) -> tuple[list[int], list[int]]:
    """In sixteenths: that each word of some sentences stays, and that it stays where its head does; the root does."""
    lengths = list(map(len, parses))
    if "compression.keep.weight" not in reader.arrays or not sum(lengths):  # it is fitted last
        return [0] * sum(lengths), [0] * sum(lengths)
    numbers = {name: number for number, name in enumerate(reader.names["relations"])}
    relations = [numbers[name] for one in parses for name in one.relation]
    whole = np.concatenate(states).astype(np.float32)
    starts = np.repeat(np.cumsum([0, *lengths[:-1]]), lengths)
    head = np.array([*chain.from_iterable(one.head for one in parses)]) - 1
    root, apart = head < 0, head - (np.arange(len(head)) - starts)
    above = np.where(root, 0, head + starts)

    def linear(name: str, x: Array) -> Array:
        return reader.linear(f"compression.{name}")(x)

    of_head = np.where(root[:, None], np.float32(0), reader.linear("compression.head").of(whole)[above])
    both = reader.linear("compression.word").of(whole) + of_head + reader.arrays["compression.relation"][relations]
    x = maxout(both, reader.norm("compression.norm"))
    x = reader.convolved(x, lengths, "compression.layers", DILATIONS)
    keep = linear("keep", np.maximum(linear("inner", x), 0))
    arc = linear("dependent", x) + linear("governor", x)[above]
    arc = arc + reader.arrays["compression.arc_relation"][relations] + reader.at("compression.distance", apart)
    stays = np.where(root, _MOST, sixteenths(linear("stays", np.maximum(arc, 0))[:, 0]))
    return sixteenths(keep[:, 0]).astype(int).tolist(), stays.astype(int).tolist()


@cache
def unlikely(odds: int) -> int:
    """How unlikely that is of which these are the log-odds: -ln of its chance; both in sixteenths."""
    return int(network().arrays["compression.unlikely"][min(_MOST, max(-_MOST, odds)) + _MOST])
