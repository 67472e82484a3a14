"""Guess the language of a text by its script, by letters of single languages, and by function words.

Each word and letter of the table (`wordlists/languages.txt`) counts for the languages that have it, divided equally
among them; all scores are integers. Its accuracy is in docs/guides/languages.md.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cache

from storysum.errors import InputError, nearest
from storysum.wordlists import lines

_LOOK_AT = 2000
# Letters, with the vowel signs and points on them.
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u0591-\u05c7\u064b-\u0670\u0900-\u0963])*")
# The weights of a word and of a letter, shared among the languages that have it.
_OF_A_WORD, _OF_A_LETTER = 60, 30
# The weight of a word of one ASCII letter, which may be a mere label: “(A)”.
_OF_ONE_LETTER = 12
# The evidence that a language other than English needs: more than one word, and twice as much as English.
_LEAST, _FAVOUR = 90, 2
# A Chinese character or a kana counts as three letters.
_HAN = 3


@cache
def _table() -> dict[str, tuple[str, frozenset[str], frozenset[str]]]:
    """For each language its script, its characteristic letters and its commonest words."""
    rows = (line.split() for line in lines("languages"))
    return {code: (script, frozenset(letters.strip("-")), frozenset(words)) for code, script, letters, *words in rows}


LANGUAGES = tuple(sorted(_table()))
"""ISO 639-1 codes of all languages that can be recognized."""


def known_language(language: str | None) -> str | None:
    """The code itself if it is None or one of `LANGUAGES`; otherwise an InputError is raised."""
    if language is not None and language not in LANGUAGES:
        raise InputError(f"no language {language!r}: {nearest(str(language), LANGUAGES)}")
    return language


def function_words(language: str) -> frozenset[str]:
    """The commonest words of a language, in lower case; empty for an unknown one."""
    return _table().get(language, ("", frozenset(), frozenset[str]()))[2]


def guess(text: str) -> str | None:
    """The language of a text; None where there is no evidence, as in a list of names.

    >>> guess("Die Band hat den Wagen verkauft."), guess("バンドは車を売った。"), guess("Ok!")
    ('de', 'ja', None)
    """
    return _best(_scores(text))


def reads_as(text: str, given: str) -> str | None:
    """The language of a text if its score is at least twice that of the given one; otherwise None.

    >>> reads_as("Die Band hat den Wagen verkauft, und es war nicht zu spät.", "fr")
    'de'
    """
    scores = _scores(text)
    found = _best(scores)
    return found if found and found != given and 2 * scores.get(given, 0) <= scores[found] else None


def _best(scores: Mapping[str, int]) -> str | None:
    return max(scores, key=scores.__getitem__, default=None)  # ties go to the first in the table


def _scores(text: str) -> Mapping[str, int]:
    """The evidence for each language of the text's script; empty where there is too little."""
    text = text[:_LOOK_AT].lower()
    script = _script(text)
    scores = {code: 0 for code, (its_script, *_) in _table().items() if its_script == script}
    letters, words = _owners(script)
    for word, times in Counter(_WORD.findall(text)).items():
        whole = _OF_ONE_LETTER if len(word) == 1 and word.isascii() else _OF_A_WORD
        for code in words.get(word, ()):
            scores[code] += times * (whole // len(words[word]))
    for letter, times in Counter(text).items():
        for code in letters.get(letter, ()):
            scores[code] += times * (_OF_A_LETTER // len(letters[letter]))
    if script == "LATIN":
        scores["en"] *= _FAVOUR
        if max(scores.values()) < _LEAST:
            return {"en": scores["en"]} if scores["en"] else {}
    return scores


@cache
def _owners(script: str) -> tuple[Mapping[str, list[str]], ...]:
    """The languages of a script that have each letter, and those that have each word."""
    owners: tuple[defaultdict[str, list[str]], ...] = defaultdict(list), defaultdict(list)
    for code, (its_script, *marks) in _table().items():
        if its_script == script:
            for having, own in zip(owners, marks, strict=True):
                for mark in own:
                    having[mark].append(code)
    return owners


def _script(text: str) -> str:
    """The script of most letters, as the first word of their Unicode names.

    Chinese characters and kana count together: as kana (Japanese) if there is more than one kana to twenty others.
    """
    scripts: Counter[str] = Counter()
    for letter, times in Counter(filter(str.isalpha, text)).items():
        scripts["LATIN" if letter.isascii() else unicodedata.name(letter, "").partition(" ")[0]] += times
    kana, han = scripts["HIRAGANA"] + scripts.pop("KATAKANA", 0), scripts["CJK"]
    scripts["HIRAGANA"], scripts["CJK"] = (_HAN * (kana + han), 0) if 20 * kana > han else (0, _HAN * (kana + han))
    return max(sorted(scripts), key=scripts.__getitem__) if any(scripts.values()) else ""
