"""A paragraph → its sentences, as (start, end) offsets into the text.

For English one regular expression finds every stop: a mark or a run of marks, the closing quotes and brackets that
belong to it, and the white space behind it. What it touches decides most of them, the character that follows most
others: a small letter begins no sentence behind a closing quote, a comma never does. A full stop before a capital or
a figure depends on the word that it ends (`abbreviations`), and where that could be either (“in the U.S.”) on the next
one. Behind a closing quote a name with a verb of speaking belongs to the quotation: “…?” Harry asked. No rule looks
further than a few words to either side. Other languages are split by `other_languages`, loaded on use.

Source: ours; docs/decisions/0002-our-own-sentence-splitter.md has the figures beside those of other splitters.
"""

from storysum.text.sentences.english import sentences

__all__ = ["split"]


def split(text: str, start: int = 0, end: int | None = None, language: str = "en") -> list[tuple[int, int]]:
    """The (start, end) of each sentence of the paragraph text[start:end], in order, as offsets into the text.

    White space between sentences belongs to none; every other character belongs to exactly one. Cost: linear.

    >>> text = "“Is it true?” Dr. Hall asked. It was 5 p.m. The band left."
    >>> [text[a:b] for a, b in split(text)]
    ['“Is it true?” Dr. Hall asked.', 'It was 5 p.m.', 'The band left.']
    """
    start, end, _ = slice(start, end).indices(len(text))
    block = text[start:end]
    if language == "en":
        spans = sentences(block)
    else:
        from storysum.text.sentences.other_languages import sentences as slower_sentences

        spans = slower_sentences(block, language)
    return [(start + a, start + b) for a, b in spans] if start else spans
