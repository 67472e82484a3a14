"""Corrections of arcs that the parser often gets wrong, made before a sentence is cut."""

from __future__ import annotations

from collections.abc import Set
from typing import TYPE_CHECKING

from storysum.shortening.reading import NOMINAL

if TYPE_CHECKING:
    from storysum.shortening.tree import Tree

GIVEN_NAME = 8
"""The price, in sixteenths of log-odds, of leaving out a given name if the story also uses the surname alone."""


def correct(tree: Tree, surnames: Set[int]) -> None:
    """Apply all corrections to a tree, in this order; `surnames` are the words that can stand for a full name."""
    _hang_titles(tree)
    _hang_quoted_titles(tree)
    _hang_roles(tree)
    _hang_predicates(tree)
    _hang_subjects(tree)
    _hang_clauses(tree)
    _hang_tellers(tree)
    _hang_names(tree, surnames)


def _hang_titles(tree: Tree) -> None:
    """Make capitalised words in a row that the parser read as a clause one name: “…, Walk This Way, …”.

    The name is attached to the noun before it, and outside dependents of its words to the head of the clause.
    """
    r, forms, spans = tree.reading, tree.parse.forms, tree.parse.words
    if sum(map(str.islower, forms)) < len(forms) / 2:
        return  # the sentence is itself a title, or all in capitals
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


def _hang_quoted_titles(tree: Tree) -> None:
    """Make the noun before a quoted title the subject instead of the title: “the band's hit, “Lifeguard,” came out”."""
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


def _hang_roles(tree: Tree) -> None:
    """Attach a bare name to the noun right before it, or that noun as a role to the name: “coach Petra Holm”."""
    r, pos = tree.reading, tree.parse.pos
    for name in range(1, len(pos)):  # “Former Hull drummer Petra Holm”: the parser attached every word to Petra
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
        role = noun == parent and pos[word] == "PROPN" and r.base[word] in ("appos", "flat") and pos[noun] == "NOUN"
        if role and not r.kids(noun, "det", "case") and tree.parents[noun] is not None and r.left(word) == word:
            tree.parents[word], tree.prices[word] = tree.parents[noun], tree.prices[noun]
            first = r.parent(noun) if r.base[noun] == "conj" else noun
            told_of_one = any(r.among(one, "singular") for one in r.kids(r.parent(first), "aux", "cop"))
            another = first != noun and (pos[first] == "NOUN" or told_of_one)  # “singer and drummer Petra Holm has”
            # “indie singer Petra Holm”: the role may be left out.
            tree.parents[noun], tree.prices[noun] = word, None if another else 0
            for one, above in enumerate(tree.parents):
                if above == noun and r.base[one] in ("conj", "cc"):
                    tree.parents[one], tree.prices[one] = word, None  # “… and the band The Kilns”
            tree.called.add(noun)


def _hang_predicates(tree: Tree) -> None:
    """Attach a verb to the subject of its clause: “after their singer, Petra Holm, broke a wrist”.

    The parser attached it elsewhere, also without a pause: “after a hall in Hull closed”. If no verb is found behind a
    noun with a conjunction, all of the phrase must stay: “unless [a buyer who has the cash comes forward]”.
    """
    r = tree.reading
    for noun in range(1, tree.last - 1):
        if not r.opens_with(noun, "subordinate") or r.is_clause(noun) or tree.parse.pos[noun] not in NOMINAL:
            continue
        verb = _predicate(tree, noun)
        if verb is not None and verb == r.parent(noun):
            tree.prices[noun] = None  # the noun is its subject: “while those in Hull rose”
            continue
        if verb is not None and verb in tree.path(noun):
            tree.whole = True  # the parser took it for the main verb: do not cut the sentence
            return
        if verb is not None:
            tree.parents[verb], tree.prices[verb] = noun, None
        elif any(r.among(one, "conjunctions") and r.low[one + 1 : one + 2] != ("of",) for one in r.openers(noun)):
            for word in () if r.kids(noun, "cop") else tree.parse.subtree(noun):
                tree.prices[word] = None


def _predicate(tree: Tree, noun: int) -> int | None:
    """The verb right behind a noun phrase that opens a clause; None where no verb stands there."""
    r, forms, pos = tree.reading, tree.parse.forms, tree.parse.pos
    end = max(tree.parse.subtree(noun)) + 1
    goes_on = end <= tree.last and r.low[end].endswith("ing") and r.base[end] in ("advcl", "acl")
    if goes_on and end not in tree.path(noun):
        tree.parents[end] = noun  # “after a coach carrying fans overturned”
        end = max(tree.parse.subtree(end)) + 1
    if forms[noun + 1] == ",":  # skip an insertion between two commas
        end = next((word for word in range(noun + 2, tree.last) if forms[word] == ","), tree.last)
        named = "PROPN" in pos[noun + 2 : end] and "VERB" not in pos[noun + 2 : end]
        end = end + 1 if named or forms[noun + 2] in ("who", "which", "whose") else tree.last
    if end >= tree.last:
        return None
    verb = max(end, r.parent(end)) if pos[end] == "AUX" else end
    other = r.low[verb].endswith("ing") or r.kids(verb, "mark", "nsubj")
    return None if pos[verb] not in ("VERB", "AUX") or other else verb


def _hang_tellers(tree: Tree) -> None:
    """Attach a speaker to the verb of saying: “…, Petra Holm has said.”, “…, a singer, Petra Holm, told the Journal.”.

    Also within a sentence: “Holm, her friends claim, sold the van”. The parser mostly attaches the speaker to what was
    said, so that a cut would lose who claims it.
    """
    r, root = tree.reading, tree.parse.root
    for verb in range(2, tree.last + 1):
        spoken = tree.parse.pos[verb] in ("VERB", "AUX") or r.base[verb] in ("appos", "parataxis") or verb == tree.last
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
        for one in outside:  # the subject of what is claimed
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
    """The words between a comma and a verb that name the speaker; a name between commas may follow. Empty if none."""
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


def _hang_subjects(tree: Tree) -> None:
    """Make the last item of a list no subject: “who paid for a van, a bus and a horse has been jailed”.

    The parser takes an item that “and” joins behind a relative clause for a subject, though the verb is singular.
    """
    r, root = tree.reading, tree.parse.root
    if not any(r.among(one, "singular") for one in (root, *r.kids(root, "aux", "cop"))):
        return
    tops = [one for one in r.kids(root, "nsubj", "dislocated") if one < root and r.kids(one, "acl")]
    for top in tops[:1]:
        for word in (*r.kids(top, "conj"), *(one for one in r.kids(root, "nsubj") if one > top)):
            cc = r.left(word) if r.base[r.left(word)] == "cc" else r.left(word) - 1
            last = next((one for one in range(cc - 1, top, -1) if tree.parse.pos[one] in NOMINAL), top)
            if r.base[cc] == "cc" and top != last == cc - 1 and word not in tree.path(last):
                tree.parents[word], tree.prices[word] = last, None
                tree.parents[cc], tree.prices[cc] = word, None
                tree.prices[top] = None


def _hang_clauses(tree: Tree) -> None:
    """Attach an opening to its clause: “…, and in the final they won”, “…, and the bill, which is high, came”.

    The parser makes its noun a conjunct of the noun before.
    """
    r, pos, root = tree.reading, tree.parse.pos, tree.parse.root
    for noun in range(1, tree.last):
        joint = r.kids(noun, "cc")[:1]
        paused = joint and tree.parse.forms[joint[0] - 1] == "," and len(r.kids(r.parent(noun), "conj")) == 1
        if r.base[noun] != "conj" or pos[noun] not in NOMINAL or not paused:
            continue
        start = tree.parse.subtree(noun)[-1] + 1
        start += tree.parse.forms[start : start + 1] == (",",)
        subjects = (one for one in range(start, tree.last) if r.base[one] == "nsubj")
        subject = next((one for one in subjects if r.left(one) == start), None)
        verb = start if subject is None else r.parent(subject)
        if verb > tree.last:
            continue
        bare = subject is not None or (pos[verb] == "VERB" and not r.kids(verb, "nsubj", "cc", "mark", "case"))
        told = pos[verb] in ("VERB", "AUX") and bare and verb not in tree.path(noun)
        if told and verb > noun and r.base[verb] in ("conj", "parataxis", "advcl") and not r.kids(verb, "mark"):
            tree.parents[noun], tree.prices[noun] = verb, None
            tree.parents[joint[0]], tree.prices[joint[0]] = verb, None
            tree.parents[verb], tree.prices[verb] = root, 0


def _hang_names(tree: Tree, surnames: Set[int]) -> None:
    """Attach the other words of a name to a surname that the story uses alone, so that they may go: “[Petra] Holm”."""
    for head, above in enumerate(tree.parents):
        last = max(tree.reading.kids(head, "flat"), default=head)
        named = range(head, last + 1)
        if last not in surnames or above is None or any(tree.parse.pos[one] != "PROPN" for one in named):
            continue
        if not set(named).isdisjoint(tree.path(above)):
            continue  # a list or a speaker was attached below the name
        for word, parent in enumerate(tree.parents):
            if parent == head:
                tree.parents[word] = last
        tree.called.update(named)
        tree.parents[last], tree.prices[last] = above, tree.prices[head]
        for word in named[:-1]:  # “Samuel L” of “Samuel L Jackson” stays or goes together
            first = word == head
            tree.parents[word], tree.prices[word] = (last, GIVEN_NAME) if first else (head, None)
