"""A paragraph → its sentences, as (start, end) offsets into the text.

The method, for English:

1. One regular expression finds every **stop**: a mark or a run of marks (``.  ?!  …  . . .``), the
   closing quotes and brackets that belong to it, and the white space after it.
2. Most stops are decided by what they touch: five small letters before a full stop and a capital
   after it, and a sentence has ended. The rest are decided by the character that follows: a capital
   may begin a sentence, a small letter does not after a closing quote, a comma never does.
3. A **full stop** before a capital or a figure depends on the word that it ends: an abbreviation, an
   initial, an hour, a number in front of a list item (`abbreviations`). Where it could be either
   (“in the U.S.”), the next word decides: “The” begins a sentence, “Army” does not.
4. After a **closing quote** a name with a verb of speaking belongs to the quotation: “…?” Harry
   asked. Inside quotation marks sentences end as anywhere else.
5. A paragraph that opens as a **list** (``1. … 2. …``) is cut before each label.

No rule looks further than a few words to either side, so the time is linear in the text. Other
languages are split by `storysum.text.sentences.other_languages`, loaded on use.

Source: ours. The figures, beside those of other splitters, stand in
``docs/decisions/0002-our-own-sentence-splitter.md``.
"""

from __future__ import annotations

from storysum.text.sentences.english import sentences

__all__ = ["split"]


def split(text: str, start: int = 0, end: int | None = None, language: str = "en") -> list[tuple[int, int]]:
    """The (start, end) of each sentence of the paragraph text[start:end], in order, as offsets into the text.

    White space between sentences belongs to none; every other character of the paragraph belongs to exactly one.

    Cost: linear in the paragraph.

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
