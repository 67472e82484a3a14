"""Reporting clauses that a rule reads more surely than the weights: too rare in news to be learned, or misparsed.

Each looks at words right beside a quotation, or at a verb on which it hangs; whatever it does not know is left to
the weights.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from storysum.model.span import Span
from storysum.quotations.lexicon import VERBS, lexicon
from storysum.quotations.mentions import NAME, PRONOUN, Mention
from storysum.quotations.scene import Scene
from storysum.quotations.sentences import Sentence
from storysum.text.reporting import telling

_REPORT, _JUDGE, _CALL = (VERBS.index(kind) for kind in ("report", "judge", "call"))
_INFORMED = frozenset("told informed assured warned asked reminded advised notified texted emailed instructed".split())
_TELLING = frozenset(("told", "tells", "telling"))
_ASKED = frozenset(("told", "tells", "asked", "asks"))  # a name behind them is whom they tell
_GENITIVE = ("'s", "’s", "'", "’")
_PHRASE = 16  # words beside a quotation that are looked at
# Words by the letters of `_coded`: said a relieved Pike; said Foss's neighbour and friend Lena Quist.
_AFTER = re.compile(r"t((?:n+g)?w*(?:aw+)?n+)(?=\Z|s|o(?!w*n)|p(?!n))")
_LETTER = {**dict.fromkeys(_GENITIVE, "g"), **dict.fromkeys(("of", "for"), "o"), "and": "a", "but": "p"}


def second_hand(scene: Scene, own: Sequence[Mention]) -> Mention | None:
    """Who is told of by another, of the mentions of a quotation's own sentence.

    Holm quoted Pike as saying “…”; “…,” Holm was told by Pike; called “…” by Pike; “…,” Pike said, according to
    Holm; “…,” Kiln's Abel Pike said.
    """
    found = (one for one in own if _is_quoted(scene, one) or _is_agent(scene, one) or _is_reported(scene, one))
    return next(found, None)


def _is_quoted(scene: Scene, mention: Mention) -> bool:
    """Whether another quotes somebody as saying the words, or is told them by somebody."""
    parse, low, verb = scene.words.parse, scene.words.low, mention.verb
    relation = parse.relation[mention.head]
    if verb > 0 and relation == "nsubj" and low[verb - 1 : verb + 1] == ["as", "saying"]:
        verb, relation = parse.head[verb] - 1, "obj"  # the parser's subject of “saying”
    if relation == "nsubj" and mention.first > scene.last and low[verb] in _TELLING and parse.relation[verb] == "ccomp":
        return parse.head[verb] - 1 in scene.above  # “…,” Holm says Pike told her
    if verb not in scene.above:
        return False
    if scene.words.verbs[verb] == _REPORT and " as saying " in f"{' '.join(low[verb : verb + _PHRASE])} ":
        return relation in ("nsubj:pass", "obj", "iobj")
    return _written(scene, verb) in _INFORMED and relation == "obl:agent" and low[mention.first - 1] == "by"


def _written(scene: Scene, verb: int) -> str:
    """A verb as the writer has it."""
    return scene.text[scene.sentence.starts[verb] : scene.sentence.ends[verb]].lower()


def _is_agent(scene: Scene, mention: Mention) -> bool:
    """Whether a few words are somebody's by a passive: called “…” by Pike, described by Pike as “…”."""
    low, at, behind = scene.words.low, scene.first - 1, mention.first == scene.last + 2
    if not scene.partial or at < 0 or low[mention.first - 1] != "by":
        return False
    at -= at > 0 and low[at] == "as"
    if not behind and mention.last == at:
        at = mention.first - 2
    called = (behind or at == mention.first - 2) and scene.words.verbs[at] in (_REPORT, _JUDGE, _CALL)
    plain = mention.kind == NAME or mention.first < mention.last  # not by coincidence
    return called and plain and scene.words.parse.relation[mention.head] != "nmod:poss"


def _is_reported(scene: Scene, mention: Mention) -> bool:
    """Whether somebody tells right behind a quotation, and another is the source, or a firm stands before the name."""
    low, forms, start, k = scene.words.low, scene.sentence.forms, scene.last + 1, mention.last + 1
    if mention.first < start or lexicon().telling.isdisjoint(low[k : k + 1]):
        return False
    if mention.first == start:
        return any(low[one : one + 3] == [",", "according", "to"] for one in range(k + 1, len(low)))
    owned = low[mention.first - 1] in _GENITIVE and forms[mention.first][0].isupper()
    return owned and all(form[0].isupper() or form == "the" for form in forms[start : mention.first - 1])


def teller_behind(scene: Scene, own: Sequence[Mention]) -> Mention | None:
    """Who plainly tells right behind a quotation, of the mentions of its sentence: “…?” asked Pike; “…,” Pike said."""
    low, parse, start = scene.words.low, scene.words.parse, scene.last + 1
    if _REPORT in scene.words.verbs[: scene.first]:
        return None
    for mention in own:
        k = mention.last + 1
        asks = scene.end == 3 and low[start : start + 1] == ["asked"] and mention.first == start + 1
        tells = scene.end in (1, 3) and mention.first == start and not lexicon().telling.isdisjoint(low[k : k + 1])
        if asks and parse.relation[mention.head] != "nmod:poss":
            return mention
        if tells and parse.pos[k + 1 : k + 2] in ((), ("PUNCT",), ("ADP",)):
            return mention
    return None


def inner_teller(scene: Scene, own: Sequence[Mention]) -> Mention | None:
    """Whose words another tells of, by the nearest verb of speech above them and its subject.

    Holm said Pike called it “…”; what the judge called “…”; Holm says Pike told her “…”; Holm thanked the fans who
    said “…”; Holm said Pike asked: “…”.
    """
    words, low, first = scene.words, scene.words.low, scene.first
    tellers = [k for k in scene.above[1:] if words.verbs[k] in (_REPORT, _JUDGE, _CALL) and k in words.subjects]
    if not tellers or tellers[0] > first:
        return None
    verb = tellers[0]
    mention = next((one for one in own if one.verb == verb and words.parse.relation[one.head] == "nsubj"), None)
    if mention is None or words.subjects.isdisjoint(scene.above[scene.above.index(verb) + 1 :]):
        return None
    objects = any(words.parse.relation[one] == "obj" for one in words.parse.children(verb))
    called = words.verbs[verb] == _CALL and (objects or low[mention.first - 1] == "what")
    direct = low[first - 1] == ":" and not scene.partial and _written(scene, verb) in telling()
    plain = mention.kind != PRONOUN and (called or direct)
    told = low[verb] in ("told", "tells") and first - verb < 7
    return mention if plain or told or mention.is_who else None


def beside(scene: Scene) -> Span | None:
    """Who stands right behind a quotation with only a verb of speech between: said a relieved Pike."""
    sentence, start = scene.sentence, scene.last + 1
    found = _AFTER.match(_coded(sentence, start, start + _PHRASE)) if scene.end in (1, 3) else None
    # Who is “the Italian” is not told by that name.
    if found is None or (sentence.forms[start + 1].lower() in ("the", "a", "an") and found[1][1] == "n"):
        return None
    return Span(sentence.starts[start + 1], sentence.ends[start + found.end(1) - 1])


def _coded(sentence: Sentence, start: int, end: int) -> str:
    """A letter for each word: t says, n name, g genitive, a and, o of, s small, p mark, w and q others."""
    known, found = lexicon(), ""
    for form, quoted in islice(zip(sentence.forms, sentence.quoted, strict=True), start, end):
        low = form.lower()
        if quoted >= 0 or low in _ASKED:
            found += "q"
        elif form in known.telling:
            found += "t"
        elif low in _LETTER:
            found += _LETTER[low]
        elif not form[0].isalpha():
            found += "p"
        elif low in known.stops or low in known.dates:
            found += "s"
        else:
            found += "n" if form[0].isupper() and low not in known.small else "w"
    return found
