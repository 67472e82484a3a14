"""Which marks of a sentence stay in a cut, by the words that stay around them."""

from __future__ import annotations

from collections.abc import Sequence, Set
from itertools import pairwise
from typing import TYPE_CHECKING

from storysum.marks import CLOSERS, DOUBLE, OPENING, SINGLE
from storysum.model.parse import Parse

if TYPE_CHECKING:
    from storysum.shortening.tree import Tree

STOPS = frozenset((".", "!", "?", "…", "...", "?!", "!!", ".."))
_CLOSERS = {**CLOSERS, "(": (")",), "[": ("]",), "{": ("}",)}
_ONLY_CLOSING = (DOUBLE - OPENING) | {")", "]", "}"}
PAUSES = frozenset((",", ";", ":", "–", "—", "-", "--", "‒", "―", "、"))
_HELD = ("conj", "acl", "advcl", "appos", "parataxis", "nmod")


def marks(tree: Tree, kept: set[int]) -> set[int]:
    """The marks that stay: pairs around kept words, a final stop, and the pauses that are still needed."""
    first, forms = min(kept), tree.parse.forms
    found = {mark for mark, word in tree.inside.items() if word in kept and (forms[mark] not in PAUSES or mark > first)}
    for end in range(tree.last + 1, len(tree.parse)):
        # “… called it ‘a car crash.’”: without the quotation its stop goes, too; rendering adds a new one.
        gone = any(first < end < last and tree.inside[first] not in kept for first, last in tree.pairs)
        if forms[end] in STOPS and not gone:
            found.add(end)
    for before, after in pairwise(sorted(kept)):
        between = [word for word in range(before + 1, after) if tree.mark[word]]
        pauses = [word for word in between if word not in tree.inside and forms[word] not in STOPS]
        if len(between) == after - before - 1:
            found.update(pauses)
        elif pauses and not any(word in found and forms[word] in PAUSES for word in between):
            found.update(_pause(tree, before, after, pauses, kept))
    return found


def _pause(tree: Tree, before: int, after: int, pauses: Sequence[int], kept: set[int]) -> list[int]:
    """The pauses, at most one, that stay between two kept words where words between them went."""
    last = pauses[-1]
    at_end = all(tree.mark[word] or word in tree.omissible for word in range(last, after))
    if at_end and len(pauses) == 1:
        return [last]
    if _closes(tree, before, after, kept):
        return [last if at_end else pauses[0]]
    in_date = last - 2 in pauses and tree.parse.forms[last - 1].isdigit()  # “on May 14, 1994, to play”
    return [last] if not in_date and _opens(tree, after, before, kept) else []


def _after_pause(tree: Tree, word: int) -> bool:
    """Whether a pause, not a bracket, stands before the subtree of a word."""
    return tree.reading.after_comma(word) and tree.parse.forms[tree.reading.left(word) - 1] in PAUSES


def _opens(tree: Tree, after: int, before: int, kept: Set[int]) -> bool:
    """Whether the kept part of a conjunct, a clause or an apposition behind a pause begins at the word `after`."""
    r = tree.reading
    for word in tree.path(after):
        if word in tree.path(before) or any(before >= one in kept for one in tree.parse.subtree(word)):
            return False
        if r.base[word] in ("conj", "parataxis") and tree.parents[word] == before != r.parent(word):
            return False  # “after their singer [, who is 81,] fell”
        if r.base[word] in _HELD[:5] and not r.kids(word, "cc") and _after_pause(tree, word):
            return r.base[word] != "parataxis" or r.is_clause(word)
    return False


def _closes(tree: Tree, before: int, after: int, kept: set[int]) -> bool:
    """Whether a phrase that opened with a pause ends at the word `before`."""
    r, above = tree.reading, set(tree.path(after))
    for word in tree.path(before):
        if word in above:
            return False
        if r.base[word] == "ccomp" and r.parent(word) >= after:
            return True  # “It leaked, the label said”
        if tree.parents[word] == after:
            return False  # “…, the singer [, Petra Holm,] said”
        if r.base[word] in ("obl", "advcl") and r.left(word) == min(kept) and r.parent(word) > before:
            return True  # “As expected, [drummer] Petra Holm has”
        if r.base[word] in _HELD[1:] and _after_pause(tree, word) and any(one < r.left(word) for one in kept):
            return True
    return False


def bracketed(parse: Parse) -> list[tuple[int, int]] | None:
    """The indices of the opening and closing mark of each pair; None if a bracket or quotation mark has no partner."""
    found: list[tuple[int, int]] = []
    waiting: list[tuple[int, tuple[str, ...]]] = []
    for place, form in enumerate(parse.forms):
        if waiting and form in waiting[-1][1]:
            found.append((waiting.pop()[0], place))
        elif form in _CLOSERS and (form not in SINGLE or _opens_single(parse, place)):
            waiting.append((place, _CLOSERS[form]))
        elif form in _ONLY_CLOSING:
            return None
    # A single quotation mark without a partner is an apostrophe.
    return None if any(parse.forms[place] not in SINGLE for place, _ in waiting) else found


def _opens_single(parse: Parse, place: int) -> bool:
    spans = parse.words
    apart = place == 0 or spans[place].start > spans[place - 1].end
    return apart and place + 1 < len(spans) and spans[place + 1].start == spans[place].end
