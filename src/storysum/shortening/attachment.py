"""The true heads of words that the parser tends to attach wrongly: each function returns such a head, or None."""

from collections.abc import Callable
from functools import cache
from itertools import takewhile

from storysum.marks import OPENING
from storysum.shortening.claims import exception
from storysum.shortening.reading import ANY, ARTICLES, MODIFIERS, NOMINAL, Reading, asked, has_rank, word_list

_CLAUSES = ("acl:relcl", "ccomp", "advcl", "conj", "parataxis", "root")
_FAR = 12  # words to look back for a comparative
_SAVE = frozenset(("except", "bar", "save", "excepting"))
_FIXED = frozenset(("det", "aux", "cop", "flat", "expl", "nsubj", "mark"))
_PUT, _WHERE = frozenset(("put", "puts", "putting")), frozenset(("on", "at", "in", "into", "under", "up"))
_OFTEN = frozenset(("times", "once", "twice"))
_DASHES = frozenset("-–‐‑")
_PAIRS = {"than": "than", "as": "as", "that": "so"}  # what opens a comparison, and the word that announces it


def counted_from(r: Reading, word: int) -> int | None:
    """The time right before a phrase that gives its starting point: twenty years, hours [after the fire]."""
    time = r.left(word) - 1
    if time < 0 or not r.opens_with(word, "since") or word in r.parse.ancestors(time):
        return None
    counted = r.has(time, "det", "a", "an") or bool(r.kids(time, "nummod")) or r.low[time].endswith("s")
    return time if (r.among(time, "times") and counted) or (r.low[time] == "time" and r.ranked(time)) else None


def rank_before(r: Reading, word: int) -> int | None:
    """The ranked noun that a phrase limits to a period, group or purpose, wherever it hangs: her first win [since May].

    Or the word that counts how often something happened since then: closed twice, sold only one van [since May].
    """
    opens, first = {r.low[one] for one in r.openers(word)}, r.left(word) - 1
    counted = any(r.low[one] in ("a", "an") or r.base[one] == "nummod" for one in r.kids(word))  # e.g. “in four years”
    counted &= (r.among(word, "times") or r.low[word] == "row") and not opens.isdisjoint(("in", "for"))
    counted |= r.low[first + 1 : word + 1] in (("this", "year"), ("this", "season"))
    narrows = counted or "since" in opens or (r.base[word] in ("acl", "advcl") and "to" in opens)
    if not narrows and "for" in opens and first >= 0 and r.base[first] in ("obj", "nsubj"):
        return first if has_rank(r, first) else None  # its largest crowd [for a weekday]
    if r.base[word] not in ("obl", "nmod", "advcl", "acl") or not narrows:
        return None
    above = list(r.parse.ancestors(word))
    within = list(takewhile(lambda one: r.parse.relation[one] not in _CLAUSES, above))
    beside = reversed(r.kids(r.parent(word), "obj", "obl", "xcomp"))
    near = [first, *beside, *above[: len(within) + 1]]
    before = (one for one in r.kids(r.parent(word)) if one < word and "since" in opens)
    often = (one for one in before if r.low[one] in _OFTEN or r.first(one) in ("only", "just"))
    return next((one for one in near if 0 <= one < word and has_rank(r, one)), next(often, None))


def told_of_it(r: Reading, word: int) -> int | None:
    """The predicate of “it was” that a relative clause explains: it was the label, not the band, [that paid]."""
    above = r.parse.ancestors(word)[:2] if r.parse.relation[word] == "acl:relcl" else ()
    was = (one for one in above if one < word and r.kids(one, "cop"))
    return next((one for one in was if any(r.low[it] == "it" for it in r.kids(one, "nsubj", "expl"))), None)


def compared(r: Reading, word: int) -> int | None:
    """The word to which a phrase with “than”, “as” or “that” belongs: more copies in a week [than all others]."""
    first = r.left(word)
    opener = r.low[first]
    if opener not in _PAIRS or (r.parent(word) != word and r.left(r.parent(word)) == first):
        return None
    if opener == "as" and first and r.low[first - 1] in ("twice", "times", "half"):
        return first - 1
    for one in range(first - 1, max(-1, first - _FAR), -1):
        comparative = r.among(one, "comparatives") or (r.low[one].endswith("er") and r.parse.pos[one] in ("ADJ", "ADV"))
        if r.low[one] == _PAIRS[opener] and r.base[one] == "advmod" and one + 1 < first:
            return one
        if opener == "than" and comparative:
            return one
    return None


def described_by(r: Reading, word: int) -> int | None:
    """The verb that an “as” phrase describes the object of: described the end of the tour [as a disgrace]."""
    above = r.parse.ancestors(word) if r.opens_with(word, "as") else ()
    verbs = (one for one in above if one < word and r.among(one, "describing"))
    return next((one for one in verbs if r.kids(one, "obj", "nsubj")), None)


def called_so(r: Reading, word: int) -> int | None:
    """The object that is called by a quoted word: called the feud between two bands [“bitter”]."""
    first = r.left(word)
    mark = first + 1 if r.low[first] in ARTICLES else first - 1
    before = min(mark, first) - 1
    if before < 0 or r.parse.pos[before] in ("PUNCT", "CCONJ"):
        return None
    above = next((one for one in r.parse.ancestors(word) if r.base[one] == "obj" and one < first), None)
    told = above is not None and r.among(r.parent(above), "calling") and r.parse.forms[mark] in OPENING
    return above if told else None


def done_to(r: Reading, word: int) -> int | None:
    """The verb “have” or “get” to which a participle belongs: had the statue in front of the hall [taken down]."""
    done = ":" not in r.parse.relation[word] and r.parse.pos[word] == "VERB"
    if not done or r.low[word].endswith("ing") or r.kids(word, "mark", "nsubj") or r.after_comma(word):
        return None
    above = takewhile(lambda one: r.base[one] in ("obj", "nmod") or r.among(one, "having"), r.parse.ancestors(word))
    return next((one for one in above if r.parse.pos[one] == "VERB" and r.among(one, "having")), None)


def ago(r: Reading, word: int) -> int | None:
    """The measure right before a word that counts from now or another point: a day [earlier], two goals [behind]."""
    if not word or r.parent(word - 1) == word:
        return None
    apart = r.among(word, "apart") and r.among(word - 1, "times")
    return word - 1 if apart or (r.among(word, "measuring") and r.kids(word - 1, "nummod")) else None


def up_to(r: Reading, word: int) -> int | None:
    """The number to which an “up” or “to” before it belongs: close [up to] nine shops."""
    number = word + 1 + (r.low[word] == "up")
    bound = r.low[number - 2 : number] == ("up", "to") and r.parse.pos[number : number + 1] == ("NUM",)
    return number if bound and r.low[number].replace(",", "").isalnum() else None


def to_do(r: Reading, word: int) -> int | None:
    """The verb or noun that a “to” clause completes: no reason [to leave]; urging all who swim there [to stay out]."""
    noun = r.left(word) - 1
    if not r.opens_with(word, "to"):
        return None
    if r.after_comma(word) and (r.parse.pos[noun - 1] != "PROPN" or r.parse.pos[noun] != "PUNCT"):
        return None  # a pause rules it out, except behind a name: ordered its owner, Petra Holm, [to leave]
    if noun >= 0 and r.among(noun, "of doing") and r.parse.pos[noun] == "NOUN":
        return noun
    if r.base[word] == "xcomp":
        return None
    wished = (one for one in r.parse.ancestors(word)[:2] if r.base[one] == "obl" and r.first(one) == "for")
    above = next(wished, word)
    if above < word and r.low[r.parent(above)].startswith("call"):
        return above  # called for the hall [to be sold]
    verbs = (*r.parse.ancestors(word), *r.kids(r.parent(word), "conj"))
    verb = next((one for one in verbs if one < word and r.among(one, "asking")), word)
    objects = [one for one in r.kids(verb, "obj", "iobj", "nsubj") if one < word]
    paid = r.low[verb].startswith(("pay", "paid"))  # “paid a baker [to do it]” but not “paid £9 to do it”
    somebody = objects and not (paid and any(not r.kids(one, "det") for one in objects if one > verb))
    return verb if verb < word and somebody and not r.kids(verb, "xcomp", "ccomp") else None


def in_relative(r: Reading, word: int) -> int | None:
    """The last word of a relative clause that a phrase belongs to, not the verb: a band that fell [in May] sold it."""
    last, verb = r.left(word) - 1, r.parent(word)
    if last < 0 or word > verb or r.after_comma(word):
        return None
    clauses = (kid for one in r.kids(verb, "nsubj") if one < word for kid in r.kids(one, "acl"))
    return last if any(last in r.parse.subtree(kid) for kid in clauses) else None


def beside_a_contrast(r: Reading, word: int) -> int | None:
    """The noun right before a phrase of a rejected alternative: rather than one night [at the arena]."""
    last = r.left(word) - 1
    if last < 0 or r.parse.pos[last] not in NOMINAL:
        return None
    top = next((one for one in r.parse.path(last) if r.parent(one) == r.parent(word)), None)
    if top is None or top < r.parent(word) or r.first(top) not in ("rather", "instead"):
        return None
    return last


def excepted(r: Reading, word: int) -> int | None:
    """The noun that an exception belongs to, wherever it hangs: lost every match of the winter [except the first]."""
    first = r.left(word)
    but = first if r.low[first] == "but" else first - 1
    if but > 0 and r.low[but] == "but" and exception(r, but - 1):
        return but - 1
    opens = r.low[first] in _SAVE or r.low[first : first + 2] == ("other", "than") or r.low[word] == "exception"
    if not opens or r.base[word] not in MODIFIERS or (r.parent(word) != word and r.left(r.parent(word)) == first):
        return None
    nouns = (one for one in range(first - 1, -1, -1) if r.parse.pos[one] in NOMINAL)
    return next((one for one in nouns if r.any_among((one, *r.kids(one, "det", "amod")), "quantifiers")), None)


def each(r: Reading, word: int) -> int | None:
    """The number or noun that is counted per unit of time: four times [a week], 300 crowns [a month]."""
    first = r.left(word)
    if not r.among(word, "times") or word != first + 1 or r.low[first] not in ("a", "an", "per") or not first:
        return None
    counted = first - 1
    return counted if r.kids(counted, "nummod") or r.parse.pos[counted] == "NUM" else None


def joined_low(r: Reading, word: int) -> int | None:
    """The subordinate clause that a conjunct continues without a pause: left after the label fell [and said that …]."""
    verb, joint = r.parent(word), r.left(word)
    if r.base[joint] != "cc" or r.after_comma(word) or word < verb:
        return None
    last = joint - 1
    clauses = (one for one in r.kids(verb, "advcl") if verb < one < word and r.is_clause(one))
    if r.is_clause(word):  # “if he wins and the club agrees”: with a subject of its own it continues conditions only
        above = (one for one in r.parse.path(last) if r.base[one] == "advcl" and verb < one)
        clauses = (one for one in above if r.opens_with(one, "restricting") and one not in r.parse.ancestors(word))
    return next((one for one in clauses if last in r.parse.subtree(one)), None)


def with_it_so(r: Reading, word: int) -> int | None:
    """The “with” phrase behind a pause to which what follows it belongs: closed, with the owner [ill] [until May]."""
    if r.after_comma(word) or r.is_clause(word):
        return None
    before = (one for one in r.kids(r.parent(word), "obl") if r.parent(word) < one < word and r.after_comma(one))
    return next((one for one in before if r.first(one) == "with"), None)


def with_another(r: Reading, word: int) -> int | None:
    """The singular subject that a conjunct joins, where the verb is plural: the Duke of Hull [and his wife] are."""
    subject = next((one for one in r.parse.ancestors(word) if r.base[one] not in ("nmod", "appos", "conj")), word)
    one = r.base[subject] == "nsubj" and r.parse.pos[subject] in ("NOUN", "PROPN")
    verb = r.parent(subject)
    plural = any(r.low[helper] in ("are", "were", "have") for helper in (verb, *r.kids(verb, "aux", "cop")))
    alone = subject < word and not r.low[subject].endswith("s") and not r.kids(subject, "conj", "nummod")
    return subject if one and plural and alone else None


def put_where(r: Reading, word: int) -> int | None:
    """The verb “put” to which a phrase of place behind its object belongs: put the school in Hull [at risk]."""
    if r.first(word) not in _WHERE:
        return None
    verb = next((one for one in r.parse.ancestors(word) if r.low[one] in _PUT), word)
    what = r.kids(verb, "obj") if verb < word and not r.kids(verb, "obl", "advmod") else []
    return verb if what and r.parse.subtree(what[0])[-1] == r.parse.subtree(word)[-1] else None


def so_long(r: Reading, word: int) -> int | None:
    """The time right before a phrase of custody: 12 years [in jail]."""
    first = r.left(word)
    return first - 1 if r.among(word, "custody") and first and r.among(first - 1, "times") else None


def aged(r: Reading, word: int) -> int | None:
    """The people right before an age that limits them: pupils [under 15], anyone [over 21]."""
    noun = r.left(word) - 1
    if r.parse.pos[word] != "NUM" or noun < 0 or r.low[noun + 1] not in ("under", "over", "aged", "below", "above"):
        return None
    many = r.parse.pos[noun] == "NOUN" and r.low[noun].endswith("s")
    return noun if many or r.among(noun, "indefinites") or r.among(noun, "people") else None


def said_what(r: Reading, word: int) -> int | None:
    """The verb in -ing right before its “that” clause, or a question word: left after admitting [that she had lied]."""
    verb = r.left(word) - 1
    if verb > 0 and r.among(verb, "unfinished") and r.kids(verb, "case") and r.is_clause(word):
        return verb if word not in r.parse.ancestors(verb) else None
    that = r.low[verb + 1] == "that" and r.kids(word, "mark")[:1] == [verb + 1]
    if not that or verb < 0 or not r.low[verb].endswith("ing") or r.parse.pos[verb] != "VERB":
        return None
    return verb if r.low[verb][:-3] + "ed" in word_list("reports") and word not in r.parse.ancestors(verb) else None


def bare_participle(r: Reading, word: int) -> int | None:
    """The noun right before a participle in -ing without dependents: a form of muscle [wasting]."""
    noun = r.left(word) - 1
    bare = noun >= 0 and not r.children[word] and r.low[word].endswith("ing")
    return noun if bare and r.parse.pos[noun] == "NOUN" else None


def behind_participle(r: Reading, word: int) -> int | None:
    """The participle behind a noun that the next phrase completes: called off a strike planned [for May]."""
    last = r.left(word) - 1
    if last < 1 or r.parse.pos[last - 1 : last + 1] != ("NOUN", "VERB") or r.children[last]:
        return None
    behind = r.base[last] == "xcomp" or (r.base[last] == "acl" and r.parent(last) == last - 1)
    return last if behind and word not in r.parse.ancestors(last) else None


def part_of_a_day(r: Reading, word: int) -> int | None:
    """The time phrase right behind a “late” or “early” that modifies it: said [late] on Monday."""
    if r.low[word] not in ("early", "late", "earlier", "later"):
        return None
    beside = r.kids(r.parent(word), "obl", "nmod")
    return next((one for one in beside if r.left(one) == word + 1 and r.openers(one) and r.temporal(one)), None)


def next_score(r: Reading, word: int) -> int | None:
    """The previous score in a list of scores: beat her 4-6, 7-6, [6-3]."""
    if not _is_score(r, word):
        return None
    last = next((one for one in range(word - 1, 1, -1) if r.parse.pos[one] != "PUNCT"), 0)
    return last - 2 if 0 < last < word - 1 and _is_score(r, last - 2) else None


def _is_score(r: Reading, first: int) -> bool:
    return r.parse.pos[first : first + 3 : 2] == ("NUM", "NUM") and r.parse.forms[first + 1] in _DASHES


def kept_from(r: Reading, word: int) -> int | None:
    """The verb of accusing or preventing that a phrase with “of” or “from” completes: accused him [of trying to]."""
    if r.first(word) not in ("of", "from"):
        return None
    above = (one for one in r.parse.ancestors(word)[:2] if one < word and r.parse.pos[one] == "VERB")
    verb = next(above, word)  # only a near verb: cleared him of theft but found him guilty [of lying]
    doing = r.parse.pos[word] == "VERB" and r.among(verb, "placing") and r.kids(verb, "obj", "nsubj")
    return verb if verb < word and doing and not r.after_comma(word) else None


# The checks, each with the relations of the words that it applies to; the first that finds a head wins.
_BELONGINGS = (
    (ANY, counted_from),
    (ANY, rank_before),
    (ANY, compared),
    ("obl nmod advcl xcomp", described_by),
    ("appos amod nmod acl conj", called_so),
    (ANY, excepted),
    (ANY, each),
    ("acl", told_of_it),
    ("acl advcl xcomp", done_to),
    ("advmod case compound", ago),
    ("obl nmod", beside_a_contrast),
    (ANY, up_to),
    ("advcl acl xcomp", to_do),
    ("obl advcl", in_relative),
    ("conj", joined_low),
    ("conj", with_another),
    ("obl advcl advmod", with_it_so),
    ("nmod obl", put_where),
    (ANY, so_long),
    (ANY, aged),
    (ANY, said_what),
    ("acl", bare_participle),
    ("obl nmod", behind_participle),
    ("advmod", part_of_a_day),
    (ANY, next_score),
    ("acl advcl nmod obl", kept_from),
)


@cache
def _looks(relation: str) -> list[Callable[[Reading, int], int | None]]:
    return [] if relation in _FIXED else asked(_BELONGINGS, relation)


def belongs(r: Reading, word: int) -> int | None:
    """The word to which another belongs where the parser attached it elsewhere; None where it hangs right. Cached."""
    if word not in r.belongings:
        found = (look(r, word) for look in _looks(r.base[word]))
        r.belongings[word] = next((one for one in found if one is not None), None)
    return r.belongings[word]
