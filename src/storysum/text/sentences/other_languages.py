"""Sentences in other languages than English: slower, and without a model to download.

For letters with cases it is Punkt as nltk has it, told a few abbreviations by hand. Chinese, Arabic, Indian, Armenian,
Ethiopic and Burmese stops end a sentence wherever they stand. Thai has none: there a space between letters ends a
sentence, unless what it would end is short.

Source: Kiss and Strunk, "Unsupervised multilingual sentence boundary detection", 2006.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Any

from storysum.text.languages import function_words
from storysum.wordlists import lines

# Stops of scripts that put a space after them, besides the three that Punkt knows.
_SPACED = ("…", "؟", "۔", "।", "॥", "։", "‼", "⁇", "⁈", "⁉")
# A semicolon asks in Greek, in either of its two characters.
_GREEK = (";", "\u037e")
# In Armenian the full stop looks like a colon and is mostly typed as one; its own “.” is a comma or a colon.
_ARMENIAN = (":", "։", "?", "!", "…")
_UNSPACED = re.compile(r"(?:[。！？｡።፧။]|(?<!\d)．|．(?!\d))+[」』”’》〉）)】〕]*")
# Speech is not cut: without who says it, it is nobody's. What is longer has lost a mark.
_SPEECH = re.compile(r"「[^「」\n]{1,300}」|『[^『』\n]{1,300}』|“[^“”\n]{1,300}”")
# Behind the words of a quotation its verb of speaking goes on: 「…。」と言った, “…？”李娜问。
_SPOKEN_ON = re.compile(
    r"[」』](?=[とて])|[”’」』](?=[^。！？“”「」『』]{1,12}(?:说|說|问|問|道|称|稱|答|喊|表示)[^。！？“”「」『』]{0,3}[。，：])"
)
_THAI = re.compile(r"(?<=[\u0e00-\u0e4e]) +(?=[\u0e00-\u0e4e])")
_SHORTEST_THAI = 25
_OPENING = re.compile(r"\s[«„“‘]\Z")
_LOOK_BACK = 40
_ELIDED = re.compile(r"[^\W\d_][’']([^\W_][^\s’']*)\.\Z")
# im 3. Stock: a number behind such a word and before a noun.
_ORDINAL = re.compile(r"\b([^\W\d_]+)\s\d{1,3}\.\Z")
_CAPITAL = re.compile(r"\s([^\W\d_]+)")
_GOES_ON = re.compile(r"\s+(?:[–—-]\s*)?[^\W\d_]")
_CLOSING = re.compile(r"[”’»«“\"')\]]+(?=[\s,;:–—]|$)")
_COMMAS = (",", ";", ":")


def sentences(text: str, language: str) -> list[tuple[int, int]]:
    """The (start, end) of each sentence of a paragraph; white space around them belongs to none.

    A language that has no abbreviations here is split all the same.

    >>> text = "Er kam am 3. Oktober mit Dr. Vogt. Sie blieb. 他来了。她走了。"
    >>> [text[a:b] for a, b in sentences(text, "de")]
    ['Er kam am 3. Oktober mit Dr. Vogt.', 'Sie blieb.', '他来了。', '她走了。']
    """
    found_ends = (_end(text, end) for _, end in _punkt(language).span_tokenize(text))
    ends = {end for end in found_ends if not _goes_on(text, end, language)}
    unspaced = {match.end() for match in _UNSPACED.finditer(text) if not _SPOKEN_ON.match(text, match.end() - 1)}
    for speech in _SPEECH.finditer(text) if unspaced else ():
        unspaced.difference_update(range(speech.start() + 1, speech.end()))
    ends |= unspaced
    if language == "th":
        ends.update(_thai(text))
    found: list[tuple[int, int]] = []
    for start, end in pairwise(sorted(ends | {0, len(text)})):
        sentence = text[start:end].strip()
        if not sentence:
            continue
        start += text[start:end].index(sentence[0])
        end = start + len(sentence)
        if found and not any(map(str.isalnum, sentence)):
            # Nothing but marks: they close the sentence before.
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _thai(text: str) -> Iterator[int]:
    """Where Thai sentences end."""
    start = 0
    for space in _THAI.finditer(text):
        if space.start() - start >= _SHORTEST_THAI:
            start = space.end()
            yield space.start()


def _end(text: str, end: int) -> int:
    """Where a sentence ends that Punkt ends at a place.

    Before what opens the next one, as « with its space does in French; behind the marks that close: “ in German,
    » in French, « in Danish.
    """
    opening = _OPENING.search(text, max(0, end - 3), end)
    end = opening.start() if opening else end
    closing = _CLOSING.match(text, end)
    return closing.end() if closing else end


def _goes_on(text: str, end: int, language: str) -> bool:
    """Whether a comma or a small letter follows (a verb of speaking, a date), or l'Avv. hid an abbreviation."""
    if text[end : end + 1] in _COMMAS:
        return True
    ordinal = _ORDINAL.search(text, max(0, end - _LOOK_BACK), end)
    if ordinal is not None and ordinal[1].lower() in _words(language, "before_ordinals"):
        capital = _CAPITAL.match(text, end)
        return capital is not None and capital[1].lower() not in function_words(language)
    following = _GOES_ON.match(text, end)
    if following is not None and following.group()[-1].islower():
        return True
    elided = _ELIDED.search(text, max(0, end - _LOOK_BACK), end)
    return elided is not None and elided[1].lower() in _words(language, "abbreviations")


@cache
def _punkt(language: str) -> Any:
    """Punkt with our abbreviations and marks: nothing is trained, nothing is read from nltk's data."""
    from nltk.tokenize.punkt import PunktLanguageVars, PunktParameters, PunktSentenceTokenizer

    parameters = PunktParameters()
    parameters.abbrev_types = set(_words(language, "abbreviations"))
    parameters.collocations = {("##number##", word) for word in _words(language, "after_numbers")}
    marks = _ARMENIAN if language == "hy" else (".", "?", "!", *_SPACED, *(_GREEK if language == "el" else ()))
    variables = type("Variables", (PunktLanguageVars,), {"sent_end_chars": marks})
    return PunktSentenceTokenizer(parameters, lang_vars=variables())


@cache
def _words(language: str, kind: str) -> frozenset[str]:
    rows = map(str.split, lines("abbreviations_other_languages"))
    return next(
        (frozenset(rest) for code, its_kind, *rest in rows if (code, its_kind) == (language, kind)), frozenset()
    )
