"""The words that a headline can leave out: articles, “that”, and auxiliaries without which the verb says the same."""

from storysum.shortening.reading import ARTICLES, Reading, counted

_TOLD = ("root", "ccomp", "parataxis", "acl")
_UNDONE = frozenset(("since", "yet"))


def omissible(r: Reading) -> set[int]:
    """The words that a headline leaves out where it needs the room."""
    looks = (_is_article, _is_that, _is_perfect, _is_copula)
    return {word for word in range(len(r.parse)) if any(look(r, word) for look in looks)}


def determiners(r: Reading) -> set[int]:
    """All articles, “its” and “their”, to leave out where nothing fits otherwise; not those of “a few”, “a lot of”."""
    found = {word for word, low in enumerate(r.low) if low in ARTICLES and r.base[word] == "det"}
    found = {word for word in found if word < r.parent(word) and not _is_amount(r, word)}
    owners = {word for word in range(len(r.parse)) if r.among(word, "owners") and r.base[word] == "nmod"}
    return owners | {word for word in found if not r.among(r.parent(word), "amounts")}


def _is_article(r: Reading, word: int) -> bool:
    """Whether a word is an article that may go: of a thing, of a name of several words, or of a name in capitals.

    “A” right before its noun stays, unless it opens the sentence: “without penny” is no English.
    """
    head = r.parent(word)
    if r.base[word] != "det" or r.low[word] not in ARTICLES or word >= head or _is_amount(r, word):
        return False
    above = r.parent(head)
    if r.opens_with(head, "of") and (r.parse.pos[above] == "NUM" or r.among(above, "quantifiers")):
        return False  # “two of the songs” is not “two of songs”
    if any(one < word and r.base[one] not in ("case", "mark", "cc", "punct") for one in r.kids(head)):
        return False
    if r.parse.pos[head] == "PROPN":
        of = any(r.opens_with(one, "of") for one in r.kids(head, "nmod"))  # the Bank of England
        short = r.parse.forms[word + 1].isupper() and len(r.low[word + 1]) > 1  # the EU
        return of or short or r.parse.pos[word + 1 : word + 3] == ("PROPN", "PROPN")
    if word and word + 1 == head and r.low[word] != "the":
        return False
    return r.parse.pos[head] == "NOUN" and not r.among(head, "amounts")


def _is_amount(r: Reading, word: int) -> bool:
    """Whether an article is part of an amount: “a few”, “a hundred”."""
    return r.among(word + 1, "limits") or (r.low[word] == "a" and r.among(word + 1, "round numbers"))


def _is_that(r: Reading, word: int) -> bool:
    """Whether a word is the “that” of “the label said that it leaked”."""
    verb = r.parent(r.parent(word))
    opens = r.low[word] == "that" and r.base[word] == "mark" and r.base[r.parent(word)] == "ccomp"
    return opens and word == verb + 1 and r.among(verb, "reports") and r.parse.pos[verb] == "VERB"


def _is_perfect(r: Reading, word: int) -> bool:
    """Whether a word is the “has” of “has sold the van”, which “sold the van” tells as well.

    The object must follow, so that “sold” cannot be read as a passive, and “since” and “yet” must not occur.
    """
    verb = r.parent(word)
    if not r.among(word, "perfect") or r.kids(verb, "aux") != [word] or r.base[verb] not in _TOLD or word > verb:
        return False
    same = r.low[verb].endswith("ed") or r.among(verb, "same in the past")
    behind = any(one > verb for one in r.kids(verb, "obj", "ccomp", "xcomp")) or r.among(verb, "reports")
    behind |= any(r.parse.relation[one] == "compound:prt" for one in r.children[verb])  # has signed up
    told = any(one < word for one in r.kids(verb, "nsubj")) and not r.negated(verb)
    return same and behind and told and _UNDONE.isdisjoint(r.low)


def _is_copula(r: Reading, word: int) -> bool:
    """Whether a word is the “is” of “Holm is to sell the van”, “is selling it”, “is in talks”."""
    root, behind = r.parse.root, word + 1
    if not _says_little(r, word):
        return False
    while r.base[behind] == "advmod" and behind < root:
        behind += 1
    to_do = r.low[behind] == "to" and r.parent(behind) == root
    doing = (
        r.low[behind].endswith("ing") and r.parse.pos[behind] in ("VERB", "AUX") and root in (behind, r.parent(behind))
    )
    return to_do or doing or (r.base[behind] == "case" and r.parent(behind) == root)


def _says_little(r: Reading, word: int) -> bool:
    """Whether a word is the “is” of the main clause, behind a subject that is a name or a noun.

    It stays in “the aim is to”, where the subject contains a clause (“the band that won [is] in talks”), and where
    another verb with an auxiliary is joined.
    """
    root = r.parse.root
    of_it = word < root == r.parent(word) and r.base[word] in ("cop", "aux")
    if not (of_it and r.among(word, "copula")) or r.negated(root):
        return False
    subjects = [one for one in r.kids(root, "nsubj") if one < word]
    inside = [one for subject in subjects for one in r.parse.subtree(subject)]
    if any(map(r.is_clause, inside)) or any(r.kids(one, "aux", "cop") for one in r.kids(root, "conj")):
        return False
    return bool(subjects) and not any(r.among(one, "aims") or r.parse.pos[one] == "PRON" for one in subjects)


def auxiliaries(r: Reading) -> dict[int, int]:
    """The auxiliaries that may go where the word behind their predicate stays, each with that predicate.

    “Holm [has been] told to wait”, “[is] critical of it”. The verb is that of the main clause or of a claim in it, and
    not negated. Its form, or the word right behind it, must show that it is no active past tense.
    """
    root, found = r.parse.root, dict[int, int]()
    for verb in (root, *r.kids(root, "ccomp")):
        helpers = r.kids(verb, "aux")
        told = verb <= root and r.kids(verb, "nsubj") and not r.negated(verb) and not r.kids(verb, "mark")
        if not told or not helpers or r.parse.relation[helpers[-1]] != "aux:pass":
            continue
        if all(r.among(word, "passive") for word in helpers) and (_is_shown(r, verb) or is_participle(r, verb)):
            found[helpers[-1]] = verb
    complements = [one for one in r.kids(root, "xcomp", "obl", "ccomp") if r.left(one) == root + 1]
    if r.parse.pos[root] == "ADJ" and complements:
        found.update((one, root) for one in r.kids(root, "cop") if _says_little(r, one))
    return found


def is_participle(r: Reading, verb: int) -> bool:
    """Whether a passive verb form cannot be read as its past tense: stolen, arrested."""
    if r.parse.pos[verb] == "ADJ":
        return False
    if r.low[verb].endswith(("en", "wn")):
        return True
    known, objects = counted("participles"), r.kids(verb, "obj", "iobj", "ccomp", "xcomp")
    behind = "to do" if _to_do(r, verb) else "object" if any(one > verb for one in objects) else ""
    said = (verb, *[one for one in r.children[verb] if r.parse.relation[one] == "compound:prt"][:1])
    before = "past before " + "".join(r.low[said[-1] + 1 : said[-1] + 2])  # “Holm paid for it”
    form = "-".join(r.low[one] for one in said)
    return form in known[""] and form in known[behind] and form not in known.get(before, ())


def _is_shown(r: Reading, verb: int) -> bool:
    """Whether the word right behind a verb shows that it is passive: taken [by], found [dead], told [to] wait."""
    if r.low[verb + 1 : verb + 2] == ("by",) or verb + 1 in r.kids(verb, "xcomp"):
        return True
    return _to_do(r, verb) and r.low[verb] in counted("participles")["to do"]


def _to_do(r: Reading, verb: int) -> bool:
    """Whether an infinitive with “to” stands right behind a verb: told [to wait], told [not to wait]."""
    to = verb + 1 + (r.low[verb + 1 : verb + 2] == ("not",))
    return r.low[to : to + 1] == ("to",) and r.base[to] == "mark"
