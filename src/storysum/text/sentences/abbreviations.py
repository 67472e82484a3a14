"""Whether a full stop ends a sentence, as far as the word before it tells.

What the word says about the one after it: "number", it is an abbreviation before a figure only (no., fig.); "midway",
the sentence goes on (e.g., vs.); "measure", it closes what it belongs to (p.m., etc., oz.); "counted", the same behind
a number, else it is a word (in., min.); "letter", it is an initial, a label or a page; "", nothing (Inc., Jan., U.S.).
"""

import re

from storysum.wordlists import openers, table

_HOURS = frozenset({"am", "pm", "a.m", "p.m"})
# What goes with an hour of the day and has a capital: 6 p.m. Eastern.
_AFTER_HOURS = re.compile(
    r"(?:[A-Z]{1,3}T|GMT|UTC|Eastern|Central|Mountain|Pacific|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|(?:Jan|Febr)uary|March|April|May|June|July|August|(?:Septem|Octo|Novem|Decem)ber)\Z"
)
_OPENING = "\"'“‘«„‹([{*_"
# U.S, a.m, Ph.D, B.Sc: letters, or a capital and a letter or three, with stops between them.
_DOTTED = re.compile(r"(?:[^\W\d_](?:\.[^\W\d_])+|[A-Z][a-z]?(?:\.[A-Z][a-z]{0,3})+)\Z")
_VOWELS, _HUMS = frozenset("aeiouyAEIOUY"), frozenset("hm")
# The words before the last stop, for a word that stands right before it.
_LOOK_BACK = 40
# All of a sentence that an hour can close before its subject has come: “At 5 a.m.”
_WHEN = re.compile(
    r"\W*(?:About|After|Around|At|Before|Between|By|From|On|Since|Shortly|Until)\b[^,;:.?!]{0,24}[\d\w]\s?[aApP]\.?[mM]\Z"
)
_LABEL = re.compile(r"\W{0,3}(?:\d{1,3}|[^\W\d_]|[ivxIVX]{1,5})\Z")


def ends_before_capital(text: str, begin: int, stop: int, word: str, is_initial: bool) -> bool:
    """Whether the full stop at `stop` ends the sentence that begins at `begin`, a capital following.

    `word` is the next word without its full stop; `is_initial` says that it is a single letter and had one.
    """
    token, kind = _last_word(text, begin, stop)
    if kind in (None, "number") or (kind == "letter" and text[stop - 1].isspace()):
        return True
    if kind == "midway" or is_initial:
        return False
    if kind == "measure":
        hour = token.lower() in _HOURS
        close = hour and stop - begin <= _LOOK_BACK and _WHEN.match(text, begin, stop) is not None
        return not close and not (hour and _AFTER_HOURS.match(word))
    return word in openers()


def ends_before_figure(text: str, begin: int, stop: int) -> bool:
    """The same, a figure or a sign of money following."""
    return _last_word(text, begin, stop)[1] in (None, "measure")


def ends_before_small(text: str, begin: int, stop: int, word: str) -> bool:
    """The same, a small letter following; `word` is the next word, with the full stop if it has one."""
    if text[stop - 1].isspace() or (word[-1:] == "." and word[:-1] in table("abbreviations")):
        return False
    return _last_word(text, begin, stop)[1] in (None, "number")


def is_label(text: str, begin: int, stop: int) -> bool:
    """Whether all that stands between `begin` and `stop` numbers what follows, as in (a) or “• 9.”."""
    return stop - begin <= 8 and _LABEL.match(text, begin, stop) is not None


def _last_word(text: str, begin: int, stop: int) -> tuple[str, str | None]:
    """The word that ends at `stop`, and what kind of abbreviation it is, if it is one."""
    token = _word_before(text, begin, stop)
    if not token.isalpha():
        before, hyphen, token = re.split("[–—/]", token.lstrip(_OPENING))[-1].rpartition("-")
        # The letter of Jay-Z is no initial, that of J.-P. is.
        if hyphen and len(token) == 1 and before[-1:] != ".":
            return token, None
    kind = _kind(token)
    if kind == "counted":
        return token, "measure" if _word_before(text, begin, stop - len(token))[-1:].isdigit() else None
    return token, kind


def _kind(token: str) -> str | None:
    kinds = table("abbreviations")
    if token in kinds:
        return kinds[token]
    if (known := kinds.get(token.lower())) is not None:
        return "" if known == "midway" and token.isupper() else known  # IE and CA are other words than i.e. and ca.
    if len(token) == 1:
        return "letter" if token.isalpha() else None
    if "." in token:
        return "" if _DOTTED.match(token) else None
    # Mgmt., Sgts., Blvd.: no vowel, and no capital within as NFL and MPs have; hmm is no abbreviation.
    short = len(token) <= 5 and token.isalpha() and token[1:].islower() and _VOWELS.isdisjoint(token)
    return "" if short and not _HUMS.issuperset(token.lower()) else None


def _word_before(text: str, begin: int, position: int) -> str:
    tokens = text[max(begin, position - _LOOK_BACK) : position].rsplit(None, 1)
    return tokens[-1] if tokens else ""
