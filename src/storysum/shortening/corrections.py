"""Arcs that the parser draws wrong as a rule, drawn anew before a sentence is cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storysum.shortening.reading import NOMINAL

if TYPE_CHECKING:
    from storysum.shortening.tree import Tree


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
            if tree.parents[word] not in inside or word in inside:
                continue
            owner = r.left(word) - 1  # “The Kilns’ hit, Walk This Way, …”
            if owner > 0 and r.low[owner] in ("'s", "'") and word not in tree.path(r.parent(owner)):
                tree.parents[word], tree.prices[word] = r.parent(owner), None
                continue
            tree.parents[word] = above
            if r.base[word] == "obl":
                tree.prices[word] = tree.prices[word] or 0
        apart = tree.mark[inside.start - 1]
        tree.parents[inside.start], tree.prices[inside.start] = noun, 0 if apart else None
        for word in inside[1:]:
            tree.parents[word], tree.prices[word] = inside.start, None


def hang_quoted_titles(tree: Tree) -> None:
    """“the band's hit, “Lifeguard,” came out”: what came out is the hit, where the parser says “Lifeguard” did."""
    r, forms, pos = tree.reading, tree.parse.forms, tree.parse.pos
    for first, last in tree.pairs:
        title = next((word for word in range(first + 1, last) if r.base[word] == "nsubj"), None)
        noun = first - 2
        if (
            title is None
            or noun < 0
            or forms[first - 1] != ","
            or "," not in (forms[last - 1], *forms[last + 1 : last + 2])
        ):
            continue
        if pos[noun] not in NOMINAL or r.parent(title) <= last:
            continue
        top = noun
        while (above := tree.parents[top]) is not None and above < noun and pos[above] in NOMINAL:
            top = above
        if title in tree.path(top):
            continue
        tree.parents[top], tree.prices[top] = r.parent(title), None
        tree.parents[title], tree.prices[title] = noun, 0


def hang_roles(tree: Tree) -> None:
    """“action against coach Petra Holm”: a bare name right behind a noun that hangs where it does is that noun's."""
    r, pos = tree.reading, tree.parse.pos
    for name in range(1, len(pos)):  # “Former Hull drummer Petra Holm”, of whom the parser hung every word on Petra
        own = [one for one in r.kids(name, "amod", "compound", "nmod", "det") if one < name]
        own = [one for one in own if not r.openers(one) or r.parse.relation[one] == "nmod:poss"]
        role = next((one for one in reversed(own) if not r.capital(one)), name)
        names = range(role + 1, name + 1)
        called = pos[role] == "NOUN" or r.low[role] == "international"
        titled = pos[name] == "PROPN" and called and all(map(r.capital, names))
        if not titled or r.base[role] not in ("amod", "compound") or (len(names) < 2 and not r.kids(name, "flat")):
            continue
        for one in own:
            if one < role:
                tree.parents[one], tree.prices[one] = role, None
        tree.parents[role], tree.prices[role] = name, 0
        tree.called.add(role)
    for word, parent in enumerate(tree.parents):
        noun = r.left(word) - 1
        bare = pos[word] == "PROPN" and r.parse.relation[word] in ("nmod", "appos", "dep") and not r.openers(word)
        if bare and not r.temporal(word) and noun >= 0 and pos[noun] == "NOUN" and noun != parent == tree.parents[noun]:
            tree.parents[word], tree.prices[word] = noun, None
        role = noun == parent and pos[word] == "PROPN" and r.base[word] == "appos" and pos[noun] == "NOUN"
        if role and not r.kids(noun, "det", "case") and tree.parents[noun] is not None and r.left(word) == word:
            tree.parents[word], tree.prices[word] = tree.parents[noun], tree.prices[noun]
            tree.parents[noun], tree.prices[noun] = word, 0  # “indie singer Petra Holm”: the role may go
            tree.called.add(noun)


def hang_predicates(tree: Tree) -> None:
    """“after their singer, Petra Holm, broke a wrist”: the clause has its verb, which the parser hangs elsewhere.

    So it is without a pause: “after a hall in Hull closed”.
    """
    r, forms, pos = tree.reading, tree.parse.forms, tree.parse.pos
    for noun in range(1, tree.last - 1):
        if not r.opens_with(noun, "subordinate") or r.is_clause(noun) or pos[noun] not in NOMINAL:
            continue
        end = max(tree.parse.subtree(noun)) + 1
        if forms[noun + 1] == ",":  # what stands between two commas
            end = next((word for word in range(noun + 2, tree.last) if forms[word] == ","), tree.last)
            named = "PROPN" in pos[noun + 2 : end] and "VERB" not in pos[noun + 2 : end]
            end = end + 1 if named or forms[noun + 2] in ("who", "which", "whose") else tree.last
        if end >= tree.last:
            continue
        verb = max(end, r.parent(end)) if pos[end] == "AUX" else end
        if (
            pos[verb] not in ("VERB", "AUX")
            or r.low[verb].endswith("ing")
            or r.kids(verb, "mark", "nsubj")
            or r.parent(noun) == verb
        ):
            continue
        if verb in tree.path(noun):
            tree.whole = True  # it was taken for the main verb
            return
        tree.parents[verb], tree.prices[verb] = noun, None


def hang_tellers(tree: Tree) -> None:
    """“…, Petra Holm has said.”, “…, a singer, Petra Holm, told the Journal.”: who stands before is the subject.

    So it is within a sentence: “Holm, her friends claim, sold the van”. The parser hangs them on what was said, more
    often than not: a cut would lose who claims it.
    """
    r, root = tree.reading, tree.parse.root
    for verb in range(2, tree.last + 1):
        spoken = tree.parse.pos[verb] in ("VERB", "AUX") or r.base[verb] in ("appos", "parataxis")
        if not (spoken and r.among(verb, "reports")) or r.kids(verb, "cc", "mark"):
            continue
        inside = _teller(tree, verb)
        if not inside or root in inside:
            continue
        pause = tree.parse.forms[verb + 1 : verb + 2] == (",",)
        claims = [one for one in r.kids(verb, "ccomp") if one < verb]
        outside = {*r.kids(verb, "nsubj", "csubj", "expl")} - {*inside}
        if not (pause or all(verb in tree.path(word) for word in range(verb + 1, tree.last + 1))):
            continue
        if outside and (not claims or max(outside) > claims[0]):
            continue
        for one in outside:  # it is what is claimed of
            tree.parents[one] = claims[0]
        if verb != root:
            tree.parents[verb], tree.prices[verb] = root, None
        tree.inside[inside.start - 1] = verb
        for one, parent in enumerate(tree.parents):
            if parent is not None and (one in inside) != (parent in inside) and one != verb:
                tree.parents[one] = verb
                if one in inside and not tree.mark[one]:
                    tree.prices[one] = None


def _teller(tree: Tree, verb: int) -> range:
    """Who stands before a verb and behind a comma; a name between commas may follow. Empty where nobody does."""
    r, pos, forms = tree.reading, tree.parse.pos, tree.parse.forms
    closed = {close: first for first, close in tree.pairs}
    wanted = 1 + 2 * (forms[verb - 1] == ",")
    commas, word = list[int](), verb
    while len(commas) < wanted and word > 0:
        word = closed.get(word - 1, word - 1)
        commas += [word] * (forms[word] == ",")
    behind = [comma + 1 for comma in commas if comma + 1 < verb]
    inside = range(word + 1, verb)
    clause = any(r.is_clause(one) or r.among(one, "unfinished") for one in inside)
    if word <= 0 or clause or any(pos[one] not in (*NOMINAL, "DET", "ADJ") for one in behind):
        return range(0)
    return inside if any(pos[one] in NOMINAL for one in inside) else range(0)
