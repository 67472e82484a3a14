"""Words that tie a sentence to the one before it, wherever they stand: “this trade”, “, it added”, “was more willing”.

Openings such as “He…” have a list of their own (`openings`); a sentence tied here reads on its own,
but leaves a question. English only.
"""

from __future__ import annotations

import re

from storysum.select.openings import first_word

__all__ = ["tied"]

_POINTS = re.compile(
    r"\b(?:these (?!days\b)[a-z]"
    r"|this (?!is\b|was\b|has\b|week|month|year|morning|afternoon|evening|summer|winter|spring|autumn|fall\b|time\b"
    r"|day\b|century|decade|season)[a-z][\w’'-]+ [\w“\"‘'(]"
    r"|the same (?:day|night|week|month|year|time|place|way|town|thing)\b"
    r"|that (?:year|month|week|day|night|morning|evening|summer|winter|spring|autumn|tour|time|season|January|February"
    r"|March|April|May|June|July|August|September|October|November|December)\b(?! (?:is|was|the|a|of)\b)"
    r"|(?:days|weeks|months|years|decades|hours|minutes) (?:later|earlier|before[.,])"
    r"|the (?:next|following|previous) (?:day|night|morning|week|month|year|spring|summer|autumn|winter)\b"
    r"|(?:from|near|not far from|over) there\b"
    r"|in any case\b|either way\b|as such\b|the rest of the\b|another[.,;]|the others?[.,;])",
    re.IGNORECASE,
)
_SAID = re.compile(
    r", (?:it|they) (?:adds?|added|says?|said|warn(?:s|ed)|told)\b"
    r"|[”\"’'],? ?(?:the )?[\w ]{0,30}\b(?:add(?:s|ed)|continue[sd]|agree[sd]|repl(?:ies|ied)|answer(?:s|ed))\b"
)
_ENDS = re.compile(r"\b(?:too|not to|do so|did so)[.!?](?:[”\"’']|$)")
# A comparison whose other half stands elsewhere: “was more willing.”, “was closer to needlework.”
_COMPARES = re.compile(
    r"\b(?:was|were|is|are|be|been|had been) (?:far |much |even |a little )?(?:more|less|closer|better|worse"
    r"|(?!barr|car|sold|prem|front|coll|cash|p)[a-z]{2,}ier)\b"
)
_THAN = re.compile(r"\bthan\b|\bmore or less\b|\bmore of\b")
# “All four have…”, “Other countries…”, “One of the customers…”: it counts those who were named before.
_COUNTS = re.compile(
    r"(?:(?:All|The) (?:two|three|four|five|six|seven|eight|nine|ten|others?)|Both|Other|Others|Another|Most of them"
    r"|(?:One|Two|Three|Some|Most|Many|Each|None|Neither|Half) of (?:the|those|these)|The (?:rest|latter|former))\b"
)
# “With the help of Holm, he bought…”: whoever “he” is, it is nobody in the phrase before. “What they got…”
_FRONTED = re.compile(
    r"(?:In|On|At|With|By|During|Within|For|From|Of|Like|Until)\b[^.;:]{2,160}?, (?:he|she|they|it)\b"
)
_PERSON = re.compile(r"\b(?:he|she|him|her|his|hers|[Tt]he (?:couple|pair|duo|trio))\b(?! of\b)")
# A capital in mid-sentence, or the first word where it may be a name: its own sentence may say who “he” is.
_NAME = re.compile(r"[\w,;:“\"‘'(]\s+[“\"‘'(]?[^\W\d_a-z]|^[^\W\d_a-z][\w’'-]*\s+(?:[^\W\d_a-z]|[a-z]+(?:ed|s|d)\b)")
_REACH = 600


def tied(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] has a word that points at the sentence before.

    >>> tied("Nobody liked this trade much.", 0, 29), tied("Nobody liked the trade.", 0, 23)
    (True, False)
    >>> tied("With the help of Holm, he bought a van.", 0, 39), tied("Holm says he bought a van.", 0, 26)
    (True, False)
    """
    end = min(end, start + _REACH)
    first = first_word(text, start, end)
    if any(rule.match(text, first, end) for rule in (_COUNTS, _FRONTED)):
        return True
    if any(rule.search(text, start, end) for rule in (_POINTS, _SAID, _ENDS)):
        return True
    if _COMPARES.search(text, start, end) and not _THAN.search(text, start, end):
        return True
    person = _PERSON.search(text, start, end)
    return person is not None and _NAME.search(text[start : person.start()]) is None
