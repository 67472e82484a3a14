"""Arcs that the parser draws wrong as a rule, drawn anew before a sentence is cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storysum.shortening.reading import NOMINAL

if TYPE_CHECKING:
    from storysum.shortening.tree import Tree


_TOLD = 4  # words: “told the Hull Journal”


def hang_titles(tree: Tree) -> None:
    """“…, Walk This Way, …”: words in a row with capitals that the parser read as a clause are a name.

    It hangs on the noun before it, and what hung on it from outside on what the clause hung on.
    """
    r, forms, spans = tree.reading, tree.parse.forms, tree.parse.words
    if sum(map(str.islower, forms)) < len(forms) / 2:
        return  # a title, or all capitals
    start = 1
    while start < len(forms):
        end = start
        while end < len(forms) and r.capital(end) and (end == start or spans[end].start == spans[end - 1].end + 1):
            end += 1
        inside = range(start, end)
        start = max(end, start + 1)
        tops = (word for word in inside if tree.parents[word] not in inside and tree.parse.pos[word] == "VERB")
        noun = next((word for word in range(inside.start - 1, -1, -1) if tree.parse.pos[word] in NOMINAL), None)
        above = next((tree.parents[word] for word in tops), None)
        if len(inside) < 2 or noun is None or above is None or not set(inside).isdisjoint(tree.path(above)):
            continue
        for word in range(len(forms)):
            if tree.parents[word] in inside and word not in inside:
                tree.parents[word] = above
        apart = tree.mark[inside.start - 1]
        tree.parents[inside.start], tree.prices[inside.start] = noun, 0 if apart else None
        for word in inside[1:]:
            tree.parents[word], tree.prices[word] = inside.start, None


def hang_roles(tree: Tree) -> None:
    """“action against coach Petra Holm”: a bare name right behind a noun that hangs where it does is that noun's."""
    r, pos = tree.reading, tree.parse.pos
    for word, parent in enumerate(tree.parents):
        noun = r.left(word) - 1
        bare = pos[word] == "PROPN" and r.parse.relation[word] in ("nmod", "appos", "dep") and not r.openers(word)
        if bare and not r.temporal(word) and noun >= 0 and pos[noun] == "NOUN" and noun != parent == tree.parents[noun]:
            tree.parents[word], tree.prices[word] = noun, None


def hang_tellers(tree: Tree) -> None:
    """“…, Petra Holm has said.”, “…, a spokesman told the Journal.”: who stands before such a verb is its subject.

    The parser hangs them on what was said, more often than not: a cut would lose who claims it.
    """
    r, last = tree.reading, tree.last
    end = next((word for word in range(last, max(-1, last - _TOLD), -1) if r.among(word, "reports")), 0)
    if not end or r.is_clause(end) or any(end not in tree.path(word) for word in range(end + 1, last + 1)):
        return
    closed = {close: first for first, close in tree.pairs}
    word = end - 1
    while word > 0 and tree.parse.forms[word] != ",":
        word = closed.get(word, word) - 1
    inside = range(word + 1, end)
    named = word > 0 and any(tree.parse.pos[one] in NOMINAL for one in inside)
    if not named or not set(inside).isdisjoint(tree.path(end)):
        return
    for one, parent in enumerate(tree.parents):
        if parent is not None and (one in inside) != (parent in inside) and one != end:
            tree.parents[one] = end
            if one in inside and not tree.mark[one]:
                tree.prices[one] = None
