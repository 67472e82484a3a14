"""The features of a candidate for the speaker of one utterance, and those by which speech is told from titles."""

from functools import reduce
from itertools import groupby
from operator import or_

from storysum.quotations import templates as t
from storysum.quotations.lexicon import NOUNS
from storysum.quotations.mentions import NAME, PRONOUN, Mention
from storysum.quotations.scene import NOT, RELATION, SUBJECTS, TAG, Scene, Words

_STEPS = (0, 1, 2, 3, 4, 4, 5, 5, 5, 6, 6, 6, 6, 6, 7, 7, 7, 7, 7, 7, 7, 7, 7)  # distances in words
_FAR = 8
_DEEP = 5  # relations of a path
_POSSESSIVE = RELATION["nmod:poss"]
_NOBODY = NOUNS.index("nobody")


def own(scene: Scene, mention: Mention, between: int, order: int) -> list[int]:
    """The features of a candidate in the utterance's own sentence.

    So many others stand `between` it and the quotation; its `order` is 1 for the first of the sentence, 2 for the
    last before the quotation, 3 for both, else 0.
    """
    words, above, partial = scene.words, scene.above, scene.partial
    numbers, verbs, parse, head, kind = words.numbers, words.verbs, words.parse, mention.head, mention.kind
    left = mention.last < scene.first
    side = int(left)
    lo, hi = (mention.last + 1, scene.first) if left else (scene.last + 1, mention.first)
    gap, steps = min(hi - lo, 6), _steps(hi - lo + 1)
    meet, path = _path(words, words.climb(head), above)
    meeting, turn = (verbs[meet], numbers[meet]) if meet >= 0 else (0, 0)
    verb, role = words.verb_of(mention)
    verb_class, word = (verbs[verb], numbers[verb]) if verb >= 0 else (0, 0)
    link = _link(scene, verb)
    nearness = _FAR if verb < 0 else _steps(scene.first - verb if verb < scene.first else verb - scene.last)
    role_side, class_side, partial_side = role * 2 + side, verb_class * 2 + side, partial * 2 + side
    stands = reduce(or_, words.between[lo : min(hi, lo + 40)], 0)
    kinds = [one for one, _ in groupby(words.kinds[lo : min(hi, lo + 24)])]
    string = 0
    if hi - lo < 6:
        for number in numbers[lo:hi]:
            string = (string * 4099 + (number or 1)) % (1 << 35)
    subject = int(verb >= 0 and role in SUBJECTS and not parse.head[verb])
    before_two, before = [0, 0, *numbers[max(0, mention.first - 2) : mention.first]][-2:]
    after, after_two = [*numbers[mention.last + 1 : mention.last + 3], 0, 0][:2]
    chain, telling, first_class = _chain(scene, verb)
    tell_class, tell_word = (verbs[telling], numbers[telling]) if telling >= 0 else (0, 0)
    shares = 8 * (int(telling == verb) + 2 * int(chain == 0)) + chain
    found = [
        t.PATH + (path << 22),
        t.PATH_KIND + (path << 22) + (kind << 10),
        t.PATH_CLASS + (path << 22) + (meeting << 10),
        t.PATH_VERB + (path << 22) + (turn << 10),
        t.CHAIN + (chain << 22) + (verb_class << 10) + first_class * 2 + side,
        t.INHERITED + (tell_word << 22) + (shares << 10) + role,
        t.INHERITED_CLASS + (tell_class << 22) + (shares << 10) + role_side,
        t.VERB + (word << 22) + (role << 10) + side,
        t.CLASS + (verb_class << 22) + (role << 10) + partial_side,
        t.CLASS_NEAR + (verb_class << 22) + (nearness << 10) + side,
        t.VERB_LINK + (word << 22) + (link << 10) + side,
        t.LINK + (link << 22) + (role << 10) + verb_class,
        t.LINK_PARTIAL + (link << 22) + (role << 10) + partial_side,
        t.HOLDS + (scene.hold << 22) + (verb_class << 10) + role,
        t.HOLDER + ((numbers[scene.holder] if scene.holder >= 0 else 0) << 22) + (link << 10) + role,
        t.DISTANCE + (steps << 22) + (side << 10) + kind,
        t.BETWEEN + (between << 22) + (side << 10) + kind,
        t.BEFORE + (before << 22) + (side << 10),
        t.AFTER + (after << 22) + (side << 10),
        t.BEFORE_TWO + (before << 22) + (before_two << 10),
        t.AFTER_TWO + (after << 22) + (after_two << 10),
        t.Q_BEFORE_TWO + (scene.before << 22) + (scene.before_two << 10) + role_side,
        t.Q_AFTER_TWO + (scene.after << 22) + (scene.after_two << 10) + role_side,
        t.CUES + (scene.cues << 22) + (role << 10) + class_side,
        t.PATTERN + (_packed(kinds[:8], 4) << 22) + (side << 10) + kind,
        t.PATTERN_NEAR + (_packed([*kinds[:2], 0, *kinds[-3:]], 4) << 22) + (side << 10) + kind,
        t.STRING + (string << 22) + ((gap * 2 + side) << 10) + kind,
        t.PLACES + (nearness << 22) + (_apart(verb, mention) << 10) + class_side,
        t.KIND + (kind << 22) + (words.rel[head] << 10) + side,
        t.NOUN_CLASS + (words.nouns[head] << 22) + (side << 10) + partial,
        t.Q_BEFORE + (scene.before << 22) + (side << 10) + role,
        t.Q_AFTER + (scene.after << 22) + (side << 10) + role,
        t.STANDS + (stands << 22) + (side << 10) + kind,
        t.FIRST + (order << 22) + (partial << 10) + kind,
        t.ROOT + (subject << 22) + (kind << 10) + side,
    ]
    if kind != NAME:
        found.append(t.WORD + (numbers[head] << 22) + (side << 10))
        found.append(t.ARTICLE + (numbers[mention.first] << 22) + (words.nouns[head] << 10))
    if verb >= 0 and any(words.low[child] in NOT for child in parse.children(verb)):
        found.append(t.DENIED + (1 << 22) + (verb_class << 10))
    if words.rel[head] == _POSSESSIVE:
        found.append(t.POSSESSIVE + (numbers[parse.head[head] - 1] << 22) + (link << 10))
    if verb >= 0 and parse.head[verb]:
        found.append(t.SHARED + (word << 22) + (verbs[parse.head[verb] - 1] << 10) + words.rel[verb])
    if mention.plural or (kind == PRONOUN and words.low[head] in ("they", "we")):
        found.append(t.NUMBER + (1 << 22))
    return found


def _steps(gap: int) -> int:
    """A distance in words as a small number."""
    return _STEPS[gap] if 0 <= gap < len(_STEPS) else _FAR


def _path(words: Words, climb: tuple[int, ...], above: tuple[int, ...]) -> tuple[int, int]:
    """Where two ways up a tree meet (-1: nowhere), and the relations from the foot of one to that of the other."""
    meet = next((one for one in climb if one in above), -1)
    if meet < 0:
        return meet, 0
    ups, downs = climb.index(meet), above.index(meet)
    path = [*(words.rel[one] for one in climb[:ups]), *(64 | words.rel[one] for one in reversed(above[:downs]))]
    return meet, _packed(path, 7) if len(path) <= _DEEP else 0


def _link(scene: Scene, verb: int) -> int:
    """How a verb holds the quotation: 1 directly, 2 to 4 further up, 5 hangs on it, 6 beside, 7 no verb, 8 within."""
    if verb < 0:
        return 7
    if verb in scene.above:
        return min(4, scene.above.index(verb)) or 8
    return 5 if scene.root in scene.words.climb(verb) else 6


def _chain(scene: Scene, verb: int) -> tuple[int, int, int]:
    """Of the words above a quotation up to a verb: the subjects below that, the verb that tells, the first class."""
    words, inner, telling, first = scene.words, 0, -1, 0
    for one in scene.above[1:]:
        first = first or words.verbs[one]
        if telling < 0 and (words.verbs[one] or one == verb):
            telling = one
        if one == verb:
            return min(inner, 6), telling, first
        inner += one in words.subjects
    return 6, telling, first


def _packed(values: list[int], bits: int) -> int:
    """Small numbers as one, each of so many bits."""
    return reduce(lambda packed, one: packed << bits | one, values, 0)


def _apart(verb: int, mention: Mention) -> int:
    """How far a mention stands from its verb, in steps; 16 and more behind it."""
    if verb < 0:
        return 15
    behind = verb < mention.first
    return _steps(mention.first - verb if verb <= mention.last else verb - mention.last) + 16 * behind


def elsewhere(scene: Scene, mention: Mention, away: int, order: int, often: int) -> list[int]:
    """The features of a candidate in another sentence, its `order` there from the first, `often` named, up to 5 times.

    It stands `away`: 1 to 3 before in the paragraph, 4 to 6 in the one before, 8 after, 9 in the next one.
    """
    words, kind = scene.words_of(mention.sentence), mention.kind
    verb, role = words.verb_of(mention)
    verb_class, word = (words.verbs[verb], words.numbers[verb]) if verb >= 0 else (0, 0)
    shape = scene.shape * 2 + scene.partial
    speaks = int(bool(mention.sentence.inside)) + 2 * int(verb_class == 1 and role in SUBJECTS)
    found = [
        t.AWAY + (away << 22) + (kind << 10) + role,
        t.AWAY_CLASS + (away << 22) + (verb_class << 10) + role,
        t.AWAY_ALONE + (away << 22) + (shape << 10) + kind,
        t.AWAY_SPEAKS + (away << 22) + (speaks << 10) + kind,
        t.AWAY_ORDER + (away << 22) + (order << 10) + role,
        t.AWAY_VERB + (word << 22) + (int(away > 7) << 10) + role,
        t.AWAY_MARK + (words.numbers[-1] << 22) + (away << 10) + role,
        t.OFTEN + (often << 22) + (away << 10) + kind,
        t.NOUN_CLASS + (words.nouns[mention.head] << 22) + (2 << 10) + scene.partial,
    ]
    if kind != NAME:
        found.append(t.WORD + (words.numbers[mention.head] << 22) + (2 << 10))
    return found


def nobody(scene: Scene, candidates: int) -> list[int]:
    """The features of nobody; so many candidates stand in the sentence."""
    shape, partial = scene.shape + 4 * int(scene.alone), scene.partial
    holder = scene.words.verbs[scene.holder] if scene.holder >= 0 else 0
    return [
        t.NOBODY + (shape << 22) + (partial << 10) + scene.length,
        t.NOBODY_BEFORE + (scene.before << 22) + (partial << 10),
        t.NOBODY_AFTER + (scene.after << 22) + (partial << 10),
        t.NOBODY_HOLD + (scene.hold << 22) + (holder << 10) + partial,
        t.NOBODY_VERBS + (scene.classes << 22) + (partial << 10),
        t.NOBODY_NEAR + (min(candidates, 7) << 22) + (partial << 10),
    ]


def speech(scene: Scene) -> list[int]:
    """The features by which an utterance is told from titles, scare quotes and the like, whoever spoke it."""
    words, first, last, length = scene.words, scene.first, scene.last, scene.length
    capitals, holder, relation, end = scene.capitals, scene.holder, scene.hold, scene.end
    tags = [TAG.get(pos, 0) for pos in words.parse.pos]
    before, after = (tags[first - 1] if first else 0), (tags[last + 1] if last + 1 < len(tags) else 0)
    held = (words.numbers, tags, words.verbs, words.nouns)
    word, tag, verb, noun = (some[holder] for some in held) if holder >= 0 else (0, 0, 0, 0)
    near = next((words.nouns[k] for k in reversed(scene.outside(first - 4, first)) if words.nouns[k]), 0)
    others = min(3, len(scene.sentence.inside) - 1)
    case = capitals * 8 + end
    denied = int(not NOT.isdisjoint(words.low[max(0, first - 6) : first]))
    led = first > 0 and words.low[first - 1] in (",", ":")
    found = [
        t.SPEECH + ((scene.shape * 2 + led) << 22) + (scene.partial << 10) + length,
        t.SPEECH_CASE + (capitals << 22) + (length << 10) + end,
        t.SPEECH_BEFORE + (scene.before << 22) + (capitals << 10),
        t.SPEECH_AFTER + (scene.after << 22) + (end << 10),
        t.SPEECH_POS + (before << 22) + (after << 10) + case,
        t.SPEECH_HOLD + (relation << 22) + (tag << 10) + case,
        t.SPEECH_HOLDER + (word << 22) + (relation << 10),
        t.SPEECH_CLASS + (verb << 22) + (noun << 10) + capitals,
        t.SPEECH_NEAR + (near << 22) + (relation << 10) + capitals,
        t.SPEECH_VERBS + (scene.classes << 22) + (scene.partial << 10) + length,
        t.SPEECH_FIRST + (tags[min(first + 1, last)] << 22) + (tags[scene.root] << 10) + capitals,
        t.SPEECH_STYLE + (scene.style << 22) + (end << 10),
        t.SPEECH_ROLE + (relation << 22) + ((verb if relation in SUBJECTS else 0) << 10) + end,
        t.SPEECH_DENIED + (denied << 22) + (int(_NOBODY in words.nouns[:first]) << 10),
        t.SPEECH_MARKS + (others << 22) + (capitals << 10),
    ]
    if length < 6:
        spoken = {words.vocabulary.get(one.lower().strip(".,?!;:"), 0) for one in scene.inside}
        found += {t.SPEECH_WORDS + (one << 22) + (length << 10) for one in spoken}
    return found
