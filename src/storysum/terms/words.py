"""Words: tokens that keep names whole, and a normal form of each for counting."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache

from storysum import wordlists
from storysum.model.article import Segmenter
from storysum.model.budget import UNSPACED
from storysum.text.languages import function_words

# Letters and digits, joined inside a word by an apostrophe or a hyphen (don’t, hip-hop), by marks that
# stand in names (R&B, Ke$ha, P!nk), and, if a word character follows, by a dot after a single letter
# (R.E.M., Run-D.M.C.), a stop or comma between digits (3.5, 1,000) and a slash between capitals or
# digits (AC/DC, 24/7). Quantifiers are possessive, so that nothing is tried twice.
_MARKS = "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0963\u0e31-\u0e4e"
TOKEN = re.compile(
    r"(?:\w++|['’]\d\w*+)"
    r"(?:['’\-‐‑&$!.,/\u200c\u200d](?=\w)"
    r"(?:(?<![.,/])|(?<=\b\w\.)|(?<=\d[.,])(?=\d)|(?<=[A-Z0-9]/)(?=[A-Z0-9]))\w++"
    rf"|[{_MARKS}]\w*+)*+"
)
"""A word as it stands in the text: `TOKEN.findall(text, start, end)`."""

_LONGEST = 64
_LOWER = re.compile(r"[a-zà-öø-ÿā-ſа-яѐ-џґ]+")
_PLAIN = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "‐": "-", "‑": "-", "_": None})


def content(text: str, language: str = "en") -> tuple[str, ...]:
    """The normal forms of a short text's words, in order, stop words left out.

    >>> content("The band’s drummers were drumming in R.E.M.")
    ('band', 'drummer', 'drum', 'r.e.m')
    """
    return tuple(filter(None, map(normalizer(language), cut(text))))


def cut(text: str, segmenter: Segmenter | None = None) -> list[str]:
    """The words of a text as they stand, for counting.

    In scripts without spaces a segmenter splits each run of letters. Without one, the words are all pairs of Chinese
    characters and kana (not two hiragana), and all fours of Thai, Lao, Burmese and Khmer. In Chinese and Japanese pairs
    find nearly all that words do (Luk and Kwok 2002).

    >>> cut("AC/DC plays 東京のバンド。")
    ['AC/DC', 'plays', '東京', '京の', 'のバ', 'バン', 'ンド']
    """
    found: list[str] = TOKEN.findall(text)
    if text.isascii() or UNSPACED.search(text) is None:
        return found
    return [word for token in found for word in _unspaced(token, segmenter)]


def _unspaced(token: str, segmenter: Segmenter | None) -> Iterator[str]:
    at = 0
    for run in UNSPACED.finditer(token):
        yield from TOKEN.findall(token[at : run.start()])
        at, letters = run.end(), run.group()
        if segmenter is not None:
            yield from (word for word in segmenter(letters) if any(map(str.isalnum, word)))
            continue
        width = 2 if run["two"] else 4
        grams = [letters[start : start + width] for start in range(max(1, len(letters) - width + 1))]
        yield from (gram for gram in grams if not all("ぁ" <= letter <= "ゟ" for letter in gram))
    yield from TOKEN.findall(token[at:])


def normalizer(language: str = "en") -> Callable[[str], str]:
    """A function from a word as it stands to its normal form, or to "" for a stop word.

    Lower case, one kind of apostrophe and hyphen, no possessive 's, and the Snowball stem unless a digit, a dot or
    another mark shows a name. A language without a stemmer or a stop-word list skips that step. Make one for each
    thread: stemmers are not safe to share.

    >>> normal = normalizer("en")
    >>> [normal(word) for word in ["Perry’s", "guitars", "U2", "don’t"]]
    ['perri', 'guitar', 'u2', '']
    """
    stem, stops, english = _stemmer(language), stop_words(language), language == "en"

    def normal(word: str) -> str:
        word = word.lower()
        if len(word) > _LONGEST:  # no real word: do not stem it, and normalizing its marks could be slow
            return word
        plain = word.isascii() and word.isalpha()
        if not plain:
            word = unicodedata.normalize("NFC", word.translate(_PLAIN)).strip("'")
            if english and word.endswith("'s"):
                word = word[:-2]
            plain = word.replace("-", "").replace("'", "").isalpha()
        if word in stops:
            return ""
        return stem(word) if plain else word

    return normal


@cache
def stop_words(language: str = "en") -> frozenset[str]:
    """The words that carry no topic, in lower case.

    English has our own list; other languages have sumy's, or else the function words that identify the language.
    """
    if language == "en":
        return wordlists.words("stop_words")
    from sumy.utils import get_stop_words

    try:
        return frozenset(word.lower().replace("’", "'") for word in get_stop_words(language))
    except LookupError:
        return function_words(language)


def _stemmer(language: str) -> Callable[[str], str]:
    if language == "en":
        from Stemmer import Stemmer

        return Stemmer("english", 0).stemWord  # type: ignore[no-any-return]  # each word is asked for once
    owner, _, name = wordlists.table("stemmers").get(language, "").partition(" ")
    if owner == "nltk":
        from nltk.stem.snowball import SnowballStemmer

        return SnowballStemmer(name).stem  # type: ignore[no-any-return]
    if owner == "sumy":
        from sumy.nlp.stemmers import Stemmer as SumyStemmer

        stem = SumyStemmer(name)
        return lambda word: stem(word) if _LOWER.fullmatch(word) else word  # it warns of letters without case
    return str
