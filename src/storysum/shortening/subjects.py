"""Repairs of parses in which the parser missed the subject or the main verb."""

from attrs import evolve

from storysum.model.parse import Parse
from storysum.shortening.reading import word_list


def with_main_verb(parse: Parse) -> Parse:
    """Make a verb without subject the root if the parser took a noun for it: “Plans to rent a van have been dropped”.

    The noun becomes the subject. A form in -s that opens a sentence is a noun: nothing before it could be its subject.
    """
    low, base = [form.lower() for form in parse.forms], [one.partition(":")[0] for one in parse.relation]
    root = parse.root if parse.roots else 0
    noun = parse.pos[root : root + 1] in (("NOUN",), ("PRON",)) or (root == 0 and low[0].endswith("s"))
    above = {base[one] for one in parse.children(root)} if parse.roots else {"nsubj"}
    if not noun or not above.isdisjoint(("nsubj", "csubj", "expl", "cop", "aux", "case")) or low[-1] in ("?", ":"):
        return parse
    for verb in range(root + 1, len(parse)):
        kids = parse.children(verb)
        helper = next((one for one in kids if base[one] in ("aux", "cop") and root < one < verb), verb)
        own = {base[one] for one in kids if base[one] != "mark" or one < helper}
        hangs = base[verb] in ("parataxis", "acl", "advcl", "ccomp") and low[helper] in word_list("finite")
        if hangs and own.isdisjoint(("nsubj", "csubj", "expl", "cc", "mark")) and ":" not in low[:helper]:
            head, relation, pos = list(parse.head), list(parse.relation), list(parse.pos)
            for one in (root, *(kid for kid in parse.children(root) if kid > verb)):
                head[one] = verb + 1
            head[verb], relation[verb], relation[root], pos[root] = 0, "root", "nsubj", "NOUN"
            return evolve(parse, head=tuple(head), relation=tuple(relation), pos=tuple(pos))
    return parse


def with_subject(parse: Parse) -> Parse:
    """A parse whose missing subject is an apposition of the opening phrase: “Unlike most drummers, Holm has rested”."""
    base, root = [one.partition(":")[0] for one in parse.relation], parse.root if parse.roots else 0
    above = {base[one] for one in parse.children(root)} if parse.roots else {"nsubj"}
    told = "cop" in above or parse.pos[root : root + 1] in (("VERB",), ("AUX",))
    if not told or not above.isdisjoint(("nsubj", "csubj", "expl")) or parse.forms[-1] == "?":
        return parse
    for front in (one for one in parse.children(root) if one < root and base[one] in ("obl", "nmod", "advcl")):
        for word in (one for one in parse.children(front) if front < one < root and base[one] == "appos"):
            behind = parse.subtree(word)[-1] + 1
            if parse.forms[behind : behind + 1] != (",",):
                head, relation = list(parse.head), list(parse.relation)
                head[word], relation[word] = root + 1, "nsubj"
                return evolve(parse, head=tuple(head), relation=tuple(relation))
    return parse
