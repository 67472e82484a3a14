"""Reporting clauses that a rule reads more surely than the weights: too rare in news to be learned, or misparsed.

Each looks at words right beside a quotation, or at a verb on which it hangs; whatever it does not know is left to
the weights.
"""

import re
from collections.abc import Sequence
from itertools import islice

from storysum.model.span import Span
from storysum.quotations.lexicon import NOUNS, VERBS, lexicon
from storysum.quotations.mentions import NAME, NOUN, PRONOUN, Mention
from storysum.quotations.names import is_first_name, names_in
from storysum.quotations.scene import Scene
from storysum.quotations.sentences import Sentence
from storysum.text.reporting import role_gender, telling

_REPORT, _JUDGE, _CALL = (VERBS.index(kind) for kind in ("report", "judge", "call"))
_LETTERS = frozenset("letter text message email e-mail note card postcard telegram voicemail tweet statement".split())
_ROLE, _REPORTED = NOUNS.index("role"), NOUNS.index("report")
_HEARING = frozenset(
    "hear hears heard recall recalls recalled remember remembers remembered forget forgets forgot forgotten overheard"
    " watched saw".split()
)
_TELLING = frozenset(("told", "tells", "telling"))
_INFORMED = frozenset("told informed assured warned asked reminded advised notified texted emailed instructed".split())
_PROMPTED = _INFORMED | {"pressed", "questioned", "challenged", "quizzed", "confronted"}
_LEARNING = frozenset(("heard", "hears", "learned", "learnt", "learns"))
_ASKED = frozenset(("told", "tells", "asked", "asks"))  # a name behind them is whom they tell
_NOMINAL = frozenset(("DET", "ADJ", "NOUN", "PROPN", "PUNCT"))
_ARTICLES = frozenset(("the", "a", "an"))
_SAYING = re.compile(r" as (?:saying|telling|having (?:said|told))\b")
_READS = re.compile(r"(?:, )?(?:(?:which|that) )?(?:reads?|reading|says|said|saying)(?: :)?")
_PHRASE = 16  # words beside a quotation that are looked at
# Words by the letters of `_coded`. In the first group no mark is before the name; in others it stands behind a role and
# a comma.
_ROLE_OF = r"[gnwr]*r[wr]*[os][^p]*[nw]pnn+"
_ROLE_AND_NAME = r"[gnwr]*r[wr]*pnn+"
_AFTER = re.compile(
    r"t(?:((?:n+g)?[wr]*(?:a[wr]+)?n+)(?=\Z|s|o(?![wr]*n)|p(?!n))"
    rf"|({_ROLE_AND_NAME}|{_ROLE_OF})(?=\Z|p))|({_ROLE_AND_NAME}|{_ROLE_OF})p{{1,2}}[td]"
)
_BEFORE = re.compile(
    rf"(?:(?:\A|p)(?:([wr]*n+)|({_ROLE_AND_NAME})p{{1,2}})|(?:\A|[^n]p)({_ROLE_OF})p{{1,2}})"
    r"(?:t(?:s[sw]{1,2})?|d[swr]{1,3})p\Z"
)
_GENITIVE = ("'s", "’s", "'", "’")
_LETTER = {**dict.fromkeys(_GENITIVE, "g"), **dict.fromkeys(("of", "for"), "o"), "and": "a", "but": "p"}


def second_hand(scene: Scene, own: Sequence[Mention]) -> Mention | None:
    """Who is told of by another, of the mentions of a quotation's own sentence.

    Holm quoted Pike as saying “…”; “…,” Holm was told by Pike; Holm says Pike told her “…”; Holm heard Pike say “…”;
    a letter from Pike saying “…”; described by Pike as “…”; Holm recalls Pike's advice: “…”; in the words of Pike, “…”;
    Holm left and, according to Pike, “…”; “…,” Pike said, according to Holm; “…,” Kiln's Abel Pike said.
    """
    low, first = scene.words.low, scene.first
    for mention in own:
        k = mention.last + 1
        before = low[max(0, mention.first - 2) : mention.first]
        owner = scene.words.parse.relation[mention.head] == "nmod:poss"
        if before == ["according", "to"] and low[k:first] == [","] and not _has_told(scene, mention.first):
            return mention
        if before == ["told", "by"] and not owner and (mention.last < first or scene.last + 6 > mention.first):
            return mention
        if _is_heard(scene, mention) or _is_reported(scene, mention):
            return mention
        if before[-1:] in (["by"], ["from"]) and scene.partial and _is_agent(scene, mention):
            return mention
        if k < first and (_tells_within(scene, mention) or _is_recalled(scene, mention)):
            return mention
        if before == ["words", "of"] and scene.partial and not scene.classes and mention.kind != PRONOUN:
            return mention
        written = before[-1:] == ["from"] and not _LETTERS.isdisjoint(low[max(0, mention.first - 3) : mention.first])
        if written and k < first and _READS.fullmatch(" ".join(low[k:first])):
            return mention
    return None


def _is_reported(scene: Scene, mention: Mention) -> bool:
    """Whether somebody tells right behind a quotation, and another is the source, or a firm stands before the name."""
    low, start, k = scene.words.low, scene.last + 1, mention.last + 1
    if lexicon().telling.isdisjoint(low[k : k + 1]) or mention.first < start:
        return False
    if mention.first == start:
        return any(low[one : one + 3] == [",", "according", "to"] for one in range(k + 1, len(low)))
    firm = scene.sentence.forms[start : mention.first - 1]
    owned = mention.first < mention.last and low[mention.first - 1] in _GENITIVE
    named = mention.kind == NAME and owned and scene.sentence.forms[mention.first][0].isupper()
    return named and all(form[0].isupper() or form == "the" for form in firm)


def teller_behind(scene: Scene, own: Sequence[Mention]) -> Mention | None:
    """Who plainly tells right behind a quotation, of the mentions of its sentence: “…?” asked Pike; “…,” Pike said."""
    low, pos, start = scene.words.low, scene.words.parse.pos, scene.last + 1
    if low[scene.first - 1 : scene.first] == [":"] or _has_told(scene, scene.first):
        return None
    for mention in own:
        k = mention.last + 1
        asks = low[start : start + 1] == ["asked"] and mention.first == start + 1 and scene.end == 3
        owner = scene.words.parse.relation[mention.head] == "nmod:poss" or "".join(low[k : k + 1]) in _GENITIVE
        if asks and not owner and (mention.kind != PRONOUN or low[mention.head] in ("he", "she", "they")):
            return mention
        tells = mention.first == start and pos[k : k + 1] == ("VERB",) and low[k] in lexicon().telling
        if tells and pos[k + 1 : k + 2] in ((), ("PUNCT",), ("ADP",)) and scene.end in (1, 3):
            return mention
    return None


def _has_told(scene: Scene, end: int) -> bool:
    """Whether somebody tells before a word: the mayor added, according to the agency, “…”."""
    return any(scene.words.verbs[word] == _REPORT and scene.words.low[word] != "read" for word in range(end))


def _is_heard(scene: Scene, mention: Mention) -> bool:
    """Whether somebody tells by whom another is told, from whom another hears, or whom another quotes."""
    verb, relation, parse = mention.verb, scene.words.parse.relation[mention.head], scene.words.parse
    written = _written(scene, verb)
    if relation == "nsubj" and mention.first > scene.last and parse.relation[verb] == "ccomp" and written in _TELLING:
        outer = parse.head[verb] - 1  # “…,” Holm says Pike told her
        return outer in scene.above and scene.words.verbs[outer] == _REPORT
    if written.startswith(("quot", "cit")) and scene.words.low[mention.last + 1 : scene.first] == [":"]:
        return relation != "nsubj"
    if relation == "nsubj" and written == "saying" and scene.words.low[verb - 1] == "as":
        verb, relation = parse.head[verb] - 1, "obj"  # the parser's subject of “saying”
    if verb not in scene.above:
        return False
    if _as_saying(scene, verb):
        return relation in ("nsubj:pass", "obj", "iobj")
    if relation == "obl" and scene.words.low[mention.first - 1] == "from":
        return written in _LEARNING
    by = scene.words.low[mention.first - 1] == "by" and relation == "obl:agent"
    return by and written in _INFORMED and _of(scene, verb, "nsubj:pass")


def hears(scene: Scene, mention: Mention) -> bool:
    """Whether somebody is told what is quoted, or hears it: Pike in “…,” Pike was told."""
    verb = mention.verb
    behind = mention.sentence is scene.sentence and mention.first > scene.last
    if behind and scene.partial and scene.words.low[0] in _PROMPTED:
        return True  # asked about a plan that fans call “…”, Pike laughed
    if mention.sentence is not scene.sentence or verb not in scene.above or _as_saying(scene, verb):
        return False
    relation, written = scene.words.parse.relation[mention.head], _written(scene, verb)
    if relation == "nsubj:pass":
        return written in _INFORMED and _of(scene, verb, "aux:pass") and not _of(scene, verb, "xcomp")
    from_whom = (one for one in scene.words.parse.children(verb) if one > verb and scene.words.low[one - 1] == "from")
    return relation == "nsubj" and written in _LEARNING and next(from_whom, None) is not None


def _written(scene: Scene, verb: int) -> str:
    """A verb as the writer has it."""
    return scene.text[scene.sentence.starts[verb] : scene.sentence.ends[verb]].lower() if verb >= 0 else ""


def _of(scene: Scene, verb: int, relation: str) -> bool:
    return any(scene.words.parse.relation[one] == relation for one in scene.words.parse.children(verb))


def _as_saying(scene: Scene, verb: int) -> bool:
    said = " ".join(scene.words.low[verb : verb + _PHRASE])
    return scene.words.verbs[verb] == _REPORT and _SAYING.search(said) is not None


def _is_agent(scene: Scene, mention: Mention) -> bool:
    """Whether words are somebody's by a passive or a noun: called “…” by Pike, the claim by Pike that it was “…”."""
    words, low, verbs = scene.words, scene.words.low, scene.words.verbs
    bare = mention.kind == NOUN and mention.first == mention.last and not low[mention.last].endswith("s")
    if words.parse.relation[mention.head] == "nmod:poss" or (bare and role_gender(low[mention.last]) is None):
        return False  # nor is it called so by coincidence
    if low[mention.last + 1 : mention.last + 2] == ["that"]:
        return words.parse.head[mention.head] - 1 in scene.above and words.nouns[mention.first - 2] == _REPORTED
    if low[mention.first - 1] == "from":
        return False
    if mention.last < scene.first:
        return low[mention.last + 1 : scene.first] == ["as"] and verbs[mention.first - 2] in (_REPORT, _JUDGE, _CALL)
    at = scene.first - 1 - (scene.first > 0 and low[scene.first - 1] == "as")
    return mention.first == scene.last + 2 and at >= 0 and verbs[at] in (_REPORT, _JUDGE, _CALL)


def _tells_within(scene: Scene, mention: Mention) -> bool:
    """Whether somebody tells within what another says or heard, right before the quotation."""
    words, low, first, k = scene.words, scene.words.low, scene.first, mention.last + 1
    while k < first and (low[k] in (",", "had", "have", "has", "used", "to") or words.parse.pos[k] == "ADV"):
        k += 1
    told = low[k] in ("told", "tells", "tell")
    if words.verbs[k] != _REPORT or not k < first <= k + (2 if scene.partial else 5) + told:
        return False
    if not {",", "that"}.isdisjoint(low[k : first - 1]):
        return False
    outer, head = words.parse.head[mention.head] - 1, mention.head
    if low[outer] in _HEARING and outer < head and outer in words.subjects:
        return words.parse.relation[head] in ("obj", "iobj")
    inner = low[max(0, mention.first - 1)] == "what" or (outer == k and k in scene.above)
    if not inner or not (told or mention.kind == NAME or words.nouns[head] == _ROLE):
        return False
    tells = (one for one in range(mention.first) if words.verbs[one] == _REPORT or low[one] in _HEARING)
    return any(one in words.subjects for one in tells)


def inner_teller(scene: Scene, own: Sequence[Mention]) -> Mention | None:
    """Whose words another tells of, by the nearest verb of speech above them and its subject right before it.

    Holm said Pike called it “…”; what the judge called “…”; Holm thanked the fans who said “…”; Holm said Pike asked:
    “…”. In “Holm said Pike was sure that “…””, Holm's words are quoted.
    """
    words, low, first = scene.words, scene.words.low, scene.first
    tellers = [k for k in scene.above[1:] if words.verbs[k] in (_REPORT, _JUDGE, _CALL) and k in words.subjects]
    verb = tellers[0] if tellers else first + 1
    if verb > first or not any(k < verb and k in words.subjects for k in scene.above[scene.above.index(verb) + 1 :]):
        return None
    mention = next((one for one in own if one.verb == verb and words.parse.relation[one.head] == "nsubj"), None)
    if mention is None or any(words.parse.pos[k] not in ("AUX", "ADV") for k in range(mention.last + 1, verb)):
        return None
    if mention.is_who:
        return mention
    called = low[mention.first - 1] == "what" or (_of(scene, verb, "obj") and low[verb + 1] != "as")
    if words.verbs[verb] == _CALL or low[first - 1] == "as":
        return mention if called and mention.kind != PRONOUN else None
    direct = not scene.partial and low[first - 1] in (",", ":") and _written(scene, verb) in telling()
    return mention if direct and mention.kind != PRONOUN else None


def _is_recalled(scene: Scene, mention: Mention) -> bool:
    """Whether a quotation is what somebody owns that another recalls: Holm remembers Pike's advice: “…”."""
    parse, low, noun = mention.sentence.parse, scene.words.low, scene.first - 2
    owned = parse.relation[mention.head] == "nmod:poss" and parse.head[mention.head] - 1 == noun
    return owned and low[noun + 1] == ":" and low[parse.head[noun] - 1] in _HEARING


def is_denied(mention: Mention) -> bool:
    """Whether a mention is of whom it was not: Pike in “it was Holm, and not the drummer, Abel Pike, who said”."""
    sentence, at = mention.sentence, mention.antecedent if mention.is_who else mention.first
    denied = (k for k in range(max(0, at - 5), at) if sentence.forms[k].lower() == "not" and sentence.quoted[k] < 0)
    return any(_NOMINAL.issuperset(sentence.parse.pos[k + 1 : at]) for k in denied)


def owns_subject(mention: Mention) -> bool:
    """Whether a mention owns what something is done to: Pike in “Pike's plan was called a farce”."""
    parse = mention.sentence.parse
    owned = parse.head[mention.head] - 1
    return parse.relation[mention.head] == "nmod:poss" and parse.relation[owned] == "nsubj:pass"


def beside(scene: Scene) -> Span | None:
    """Who stands beside a quotation with only a verb of speech between, or a role: said a relieved Pike; Pike said.

    A role may have the name behind it, which the parser often ties to another: said a lawyer for Holm, Abel Pike.
    """
    sentence, first, start = scene.sentence, scene.first, scene.last + 1
    after = _AFTER.match(_coded(sentence, start, start + _PHRASE)) if scene.end in (1, 3) else None
    # Who is “the Italian” is not told by that name.
    if after is not None and not (after[1] and sentence.forms[start + 1].lower() in _ARTICLES and after[1][1] == "n"):
        return _named(scene, start, after)
    start = max(0, first - _PHRASE)
    before = _BEFORE.search(_coded(sentence, start, first))
    if before is None or (start and not before.start()):
        return None
    return _named(scene, start, before)


def _named(scene: Scene, start: int, found: re.Match[str]) -> Span | None:
    """The words of the group that was found; behind a role “of” something only a first name tells a person."""
    group, sentence = found.lastindex or 0, scene.sentence
    span = Span(sentence.starts[start + found.start(group)], sentence.ends[start + found.end(group) - 1])
    name = span.of(scene.text).rpartition(",")[2]
    plain = group == 1 or {"o", "s"}.isdisjoint(found[group])
    return span if plain or any(one.known for one in names_in(name)) else None


def _coded(sentence: Sentence, start: int, end: int) -> str:
    """A letter for each word: t says, n name, g genitive, a and, o of, r role, s small, p mark, d told, q w others."""
    known, found = lexicon(), ""
    rows = zip(sentence.forms, [*sentence.forms[1:], ""], sentence.quoted, sentence.parse.pos, strict=True)
    for form, following, quoted, pos in islice(rows, start, end):
        low = form.lower()
        if quoted < 0 and following[:1].isupper() and is_first_name(form):
            found += "n"  # Will Pike
        elif quoted >= 0 or pos == "AUX":
            found += "q"
        elif form in known.telling:
            found += "d" if low in _ASKED else "t"
        elif low in _LETTER:
            found += _LETTER[low]
        elif not form[0].isalpha():
            found += "n" if form in "-‐" and found.endswith("n") else "p"
        elif low in known.stops or low in known.dates:
            found += "s"
        elif form[0].isupper() and low not in known.small:
            found += "n"
        else:
            found += "r" if low == "one" or role_gender(low) is not None else "w"
    return found
