"""The features by which speech is told from titles, scare quotes and the like."""

from __future__ import annotations

from storysum.quotations import templates as t
from storysum.quotations.lexicon import NOUNS
from storysum.quotations.scene import Scene
from storysum.quotations.words import NOT, SUBJECTS, TAG

__all__ = ["speech"]

_NOBODY = NOUNS.index("nobody")


def speech(scene: Scene) -> list[int]:
    """The features of an utterance, whoever spoke it."""
    words, first, last, length = scene.words, scene.first, scene.last, scene.length
    capitals, holder, relation, end = scene.capitals, scene.holder, scene.hold, scene.end
    tags = [TAG.get(pos, 0) for pos in words.parse.pos]
    before, after = (tags[first - 1] if first else 0), (tags[last + 1] if last + 1 < len(tags) else 0)
    held = (words.numbers, tags, words.verbs, words.nouns)
    word, tag, verb, noun = (some[holder] for some in held) if holder >= 0 else (0, 0, 0, 0)
    outside = [k for k in range(first - 1, max(-1, first - 5), -1) if scene.sentence.quoted[k] < 0]
    near = next((words.nouns[k] for k in outside if words.nouns[k]), 0)
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
        number = scene.vocabulary.get
        spoken = {number(one.lower().strip(".,?!;:"), 0) for one in scene.inside}
        found += {t.SPEECH_WORDS + (one << 22) + (length << 10) for one in spoken}
    return found
