"""What stands in marks but was not said: a short table of what a rule knows better than the weights.

News has few titles, slogans and lyrics to learn from. Each rule looks at the parse and at a class of words; what
it is worth is told in docs/concepts/quotations.md (`python benchmarks/quotes/run.py --rules`).
"""

import re
from collections.abc import Callable, Sequence

from storysum.quotations.lexicon import NOUNS, VERBS
from storysum.quotations.scene import NOT, Scene

_WORK, _WORDING, _INSCRIBED = (NOUNS.index(kind) for kind in ("work", "wording", "inscribed"))
_CALL, _SING, _REPORT, _JUDGE = (VERBS.index(kind) for kind in ("call", "sing", "report", "judge"))
_READS = frozenset(("read", "reads", "reading", "said", "says", "saying"))
_DENYING = frozenset(
    "deny denies denied denying reject rejects rejected dismiss dismisses dismissed dispute disputes disputed"
    " refute refutes refuted rebut rebuts rebutted".split()
)
_CLAIMED = frozenset(
    "that being having was were had claims claim reports rumours rumors suggestions allegations".split()
)
_ELSE = frozenset((",", "as", "but", ";", ":"))  # “rejected the claim as ‘absurd’”: his own word
_OWN_WORDS = frozenset(("any", "ever", "never", "at", "absolutely", "deliberately"))
# Works that the classes of nouns count among what speaks, or what words are written on.
_WORKS = frozenset("album ballad book episode film memoir movie musical play poem series show song".split())
_LABEL = re.compile(r"[A-Z][A-Z.'’-]*(?: [A-Z][A-Z.'’-]*){0,3}: ")
_CLAUSE = frozenset((",", "and", "but"))  # “who voted no, said”: another clause
_NO = frozenset(("nobody", "no-one", "none", "no", "nor", "neither", "anyone", "anybody"))


def _named(scene: Scene) -> bool:
    """The noun right before says what the words are: the song “…”, the chorus, “…”, known as “…”."""
    low, first = scene.words.low, scene.first
    if not first:
        return False
    at = first - 1 - (low[first - 1] in (",", "--", "—") and first > 1)
    kind = scene.words.nouns[at] if scene.sentence.quoted[at] < 0 else 0
    if (kind == _WORK or low[at] in _WORKS) and scene.capitals in (2, 3):
        return True
    if kind in (_WORK, _WORDING):
        return not (scene.partial and kind == _WORK and scene.length > 2)
    return low[at] in ("known", "titled", "entitled", "dubbed", "nicknamed") or low[max(0, at - 2)] == "known"


def _inscribed(scene: Scene) -> bool:
    """What is written on a thing: the sign read “…”, badges that said “…”, “…,” Pike's badge says."""
    words = scene.words
    near = slice(max(0, scene.first - 5), scene.first)
    if not _READS.isdisjoint(words.low[near]) and not {_INSCRIBED, _WORDING}.isdisjoint(words.nouns[near]):
        return True
    after = scene.outside(scene.last + 2, scene.last + 8)
    things = [
        k for k in after if words.nouns[k - 1] in (_INSCRIBED, _WORDING) and scene.sentence.forms[k - 1].islower()
    ]
    return any(words.low[k] in _READS for k in things)


def _sung(scene: Scene) -> bool:
    """What is sung: “…,” she sings."""
    around = scene.outside(scene.first - 3, scene.first) + scene.outside(scene.last + 1, scene.last + 4)
    return any(scene.words.verbs[k] == _SING for k in around)


def _denied(scene: Scene) -> bool:
    """What nobody said: Pike never said “…”, no critic called it “…”, if anyone says “…”, Pike denies being “…”."""
    words, first = scene.words, scene.first
    if scene.partial and any(words.low[k] in _DENYING and _is_what(words.low[k + 1 : first]) for k in scene.above[1:]):
        return words.low[first + 1] not in _OWN_WORDS
    near = [k for k in scene.outside(first - 4, first) if words.verbs[k] in (_REPORT, _JUDGE, _CALL)]
    if not near:
        return False
    verb = near[-1]
    if any(words.low[k] in _DENYING and words.low[k + 1 : k + 2] == ["that"] for k in scene.outside(verb - 6, verb)):
        return True  # denied that she had said: “…”
    start = max([max(0, verb - 4), *(k + 1 for k in range(verb) if words.low[k] in _CLAUSE)])
    before = words.low[start:verb]
    return not NOT.isdisjoint(before[-3:]) or not _NO.isdisjoint(before)


def _is_what(between: Sequence[str]) -> bool:
    """Whether words between a verb that denies and a quotation bring on what is denied, in the words of others."""
    return not _CLAIMED.isdisjoint(between) and _ELSE.isdisjoint(between)


def _title(scene: Scene) -> bool:
    """A title by its capitals, which no reporting clause stands right beside."""
    titled = scene.capitals == 2 or (scene.capitals == 3 and scene.end > 3)
    if not titled or (scene.alone and scene.end in (2, 3)):
        return False
    words, first, last = scene.words, scene.first, scene.last
    in_list = first > 1 and scene.sentence.quoted[first - 2] >= 0  # “Marl”, “High Ditch” and “Furrow”
    led = first > 0 and words.low[first - 1] in (",", ":") and not in_list
    told = scene.end in (1, 3) and any(words.verbs[k] == _REPORT for k in scene.outside(last + 1, last + 4))
    judged = not {_JUDGE, _CALL}.isdisjoint(words.verbs[max(0, first - 4) : first])
    return not (led or told or judged)


def _figure(scene: Scene) -> bool:
    """A bare number: “808”."""
    return len(scene.inside) == 1 and scene.inside[0].isdigit()


def _transcribed(scene: Scene) -> bool:
    """A turn of a transcript with its label: “PIKE: It was late”."""
    return _LABEL.match(" ".join(scene.inside[:5])) is not None


NOT_SAID: dict[str, Callable[[Scene], bool]] = {
    "named by the noun before": _named,
    "inscribed": _inscribed,
    "sung": _sung,
    "denied": _denied,
    "a title": _title,
    "a figure": _figure,
    "a turn with its label": _transcribed,
}
"""Rules that say that a stretch is no speech."""


def is_ruled_out(scene: Scene) -> bool:
    """Whether the table says that a stretch is no speech."""
    return any(rule(scene) for rule in NOT_SAID.values())
