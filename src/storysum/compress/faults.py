"""What a reader would stumble over in a headline, each with its price."""

from __future__ import annotations

from collections.abc import Sequence

from storysum.compress.lexicon import listed, reporting
from storysum.compress.salience import Core, stem
from storysum.compress.shortening import Shortening

__all__ = ["DANGLING", "faults"]

DANGLING = frozenset(
    [
        "he",
        "she",
        "it",
        "they",
        "we",
        "i",
        "you",
        "this",
        "that",
        "these",
        "those",
        "his",
        "her",
        "its",
        "their",
        "our",
        "my",
        "him",
        "them",
        "there",
        "here",
        "such",
        "both",
    ]
)
_POINTERS = frozenset(["it", "them", "him", "this", "these", "those", "he", "she", "they"])
_POINTER, _ANSWERED = 0.25, 0.06
_PEOPLE = frozenset({"he", "she", "him", "they", "them"})
_SHORT_NAME = 0.055
_UNINTRODUCED = 0.25
_LED_IN = 0.04
_NEAR = 24
_KNOWN_TO_ALL = frozenset(
    ["archbishop", "army", "attorney", "chancellor", "church", "council", "court", "duke", "economy", "education",
     "foreign", "government", "head", "health", "home", "internet", "king", "ministry", "navy", "parliament",
     "police", "pope", "president", "prime", "princess", "prince", "queen", "royal", "treasury", "world's"]
)  # fmt: skip
_LABEL = 0.2
_DESCRIBES = frozenset({"at", "behind", "of"})
_KNOWN_BEFORE = frozenset(["other", "others", "latter", "former", "same", "first", "second", "move", "two"])


def faults(text: str, shorter: Shortening, words: Sequence[str], core: Core, *, place: int, named: bool) -> float:
    """The price of a headline's faults: who is meant, and does it read?

    Args:
        text: The article.
        shorter: What stays.
        words: Its words without marks.
        core: What the article is about.
        place: Of its sentence in the body.
        named: Whether a name stands in it.
    """
    return (
        _opening_fault(_with_article(text, shorter, words), place, named)
        + _short_names(words, core)
        + _pointers(words)
        + _LABEL * _labelled(text, shorter)
    )


def _pointers(words: Sequence[str]) -> float:
    """The price of pronouns, small where the headline itself may tell who is meant: "Holm says she will sing"."""
    price = 0.0
    for index, word in enumerate(words[1:], 1):
        low = word.lower()
        if low in _POINTERS:
            before = words[index - 1].lower()
            claimed = reporting(before) or listed("grammar_subordinators", before)
            named = any(earlier[:1].isupper() for earlier in words[:index])
            told = named if low in _PEOPLE else low == "it" and claimed
            price += _ANSWERED if told else _POINTER
    return price


def _labelled(text: str, shorter: Shortening) -> bool:
    """Whether it opens as a caption does: "Delighted: Mara Quill on stage"."""
    start = shorter.kept[0].start
    return ":" in text[start : min(start + _NEAR, shorter.kept[0].end)]


def _with_article(text: str, shorter: Shortening, words: Sequence[str]) -> Sequence[str]:
    """The words, and the article before the first one if it was dropped: "track" is as unknown as "the track"."""
    start = shorter.kept[0].start
    before = text[max(0, start - _NEAR) : start].lower().split()[-2:]
    return ["the", *words] if "the" in before else words


def _opening_fault(words: Sequence[str], place: int, named: bool) -> float:
    """What a reader who has not read the article stumbles over in the first words."""
    first = words[0].lower().replace("’", "'") if words else ""
    if first.split("'")[0] in DANGLING or listed("drop_connectives", first):
        return 1.0
    described = place == 0 and any(word in _DESCRIBES for word in words[2:5])
    if first == "the" and len(words) > 1 and words[1].lower() in _KNOWN_BEFORE:
        known = words[1].lower() == "former" and place == 0 and any(word in _DESCRIBES for word in words[3:6])
        return _LED_IN if known else 0.5
    if first in ("because", "if", "unless", "although", "though", "when", "while", "as"):
        return 0.15
    if listed("grammar_prepositions", first) and first != "according":
        return _LED_IN
    if first == "the" and described and len(words) > 1 and words[1].islower():
        return 0.0  # the story opens on "the number of…", and says of what
    if first == "the" and not named and len(words) > 1 and words[1].islower() and words[1].lower() not in _KNOWN_TO_ALL:
        return _UNINTRODUCED
    if first == "the" and place > 0 and len(words) > 2 and words[1].islower():
        return 0.02 if words[2] in ("of", "between", "behind", "for") else 0.06
    return 0.0


def _short_names(words: Sequence[str], matter: Core) -> float:
    """A last name on its own where the article has it in full."""
    fault = 0.0
    for index, word in enumerate(words):
        if word[:1].isupper() and stem(word) in matter.fuller:
            alone = index == 0 or not words[index - 1][:1].isupper() or words[index - 1] in ("Mr", "Mrs", "Ms", "The")
            fault += _SHORT_NAME if alone else 0.0
    return fault
