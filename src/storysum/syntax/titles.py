"""Names of several words that the parser reads as one: a title in quotation marks, a name with a hyphen.

“Walk This Way” is a command to the parser, and the Run of Run-D.M.C. a verb. Where it saw a verb in such a name, the
sentence is read again with one word for the name; the first word of the name gets what was read, the others are `flat`
under it.
"""

from collections.abc import Sequence
from itertools import accumulate

from attrs import evolve

from storysum.marks import CLOSERS
from storysum.model.parse import Parse
from storysum.model.span import Span

_LONGEST = 8  # words of a title
_SMALL = 3  # letters of a word that a title may have in small letters: of, the, and
_HYPHENS = frozenset("-‐")
_STOPS = frozenset(",.!?")
_SURE = 9999
_ANY = "Hamlet"
_VERBS = frozenset(("VERB", "AUX"))
_MARKS = _HYPHENS.union(CLOSERS)


def sizes(parse: Parse) -> list[int]:
    """Of how many words each word to be read is made, in order; more than one only where a verb was seen in a name."""
    if _MARKS.isdisjoint(parse.forms):
        return [1] * len(parse)
    found, at = [], 0
    while at < len(parse):
        size = _title(parse.forms, parse.words, at) or _hyphenated(parse.forms, parse.words, at)
        found.append(size if _VERBS.intersection(parse.pos[at : at + size]) else 1)
        at += found[-1]
    return found


def _title(forms: Sequence[str], spans: Sequence[Span], start: int) -> int:
    """The length of a title that starts right behind a mark and ends before its partner; 0 where none does."""
    closing = CLOSERS.get(forms[start - 1], ()) if start and spans[start - 1].end == spans[start].start else ()
    if not closing or not forms[start][0].isupper():
        return 0
    end = next((at for at in range(start, min(start + _LONGEST + 1, len(forms))) if forms[at] in closing), start)
    end -= forms[end - 1] in _STOPS  # “Walk This Way,”
    inside = forms[start:end]
    capitals = [form[0].isupper() or form[0].isdigit() for form in inside]
    if sum(capitals) < 2 or not capitals[-1]:  # none, or speech
        return 0
    plain = all(form.replace("'", "").replace("’", "").isalnum() for form in inside)
    small = all(capital or len(form) <= _SMALL for capital, form in zip(capitals, inside, strict=True))
    return len(inside) if plain and small else 0


def _hyphenated(forms: Sequence[str], spans: Sequence[Span], start: int) -> int:
    """The length of a name whose parts open on capitals and have hyphens between, without a space; 0 if it is none."""
    end = start + 1
    while end + 1 < len(forms) and forms[end] in _HYPHENS and forms[start][0].isupper() and forms[end + 1][0].isupper():
        if spans[end - 1].end < spans[end].start or spans[end].end < spans[end + 1].start:
            break
        end += 2
    return end - start if end > start + 1 else 0


def read_as(forms: Sequence[str], counts: Sequence[int]) -> tuple[str, ...]:
    """The words to be read: a title that every reader knows for any title, and names with their hyphens.

    >>> read_as(["“", "Walk", "This", "Way", "”", "won", "."], [1, 3, 1, 1, 1])
    ('“', 'Hamlet', '”', 'won', '.')
    >>> read_as(["Run", "-", "D.M.C", "won", "."], [3, 1, 1])
    ('Run-D.M.C', 'won', '.')
    """
    runs = (forms[end - size : end] for end, size in zip(accumulate(counts), counts, strict=True))
    return tuple("".join(run) if len(run) == 1 or run[1] in _HYPHENS else _ANY for run in runs)


def parted(parse: Parse, whole: Parse, counts: Sequence[int]) -> Parse:
    """The parse of the words to be read as one of the words of the text, which another parse has."""
    first = [end - size for end, size in zip(accumulate(counts), counts, strict=True)]
    head, relation, pos, margin = [], [], [], []
    for word, size in enumerate(counts):
        above = parse.parent(word)
        head += [0 if above is None else first[above] + 1, *[first[word] + 1] * (size - 1)]
        inner = ["punct" if form in _HYPHENS else "flat" for form in whole.forms[first[word] + 1 : first[word] + size]]
        relation += [parse.relation[word], *inner]
        pos += [parse.pos[word], *("PUNCT" if name == "punct" else parse.pos[word] for name in inner)]
        margin += [parse.margin[word], *[_SURE] * (size - 1)]
    return evolve(whole, head=tuple(head), relation=tuple(relation), pos=tuple(pos), margin=tuple(margin))
