"""Read a string into an Article."""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from functools import cache

from storysum.errors import InputError
from storysum.model.article import Article, Block, Segmenter
from storysum.model.span import Span
from storysum.text.blocks import paragraphs
from storysum.text.front import facts
from storysum.text.gaps import find_gaps, loose_spaces, masked, merged, without
from storysum.text.headings import plain_title
from storysum.text.languages import guess, known_language, reads_as
from storysum.text.lines import as_role
from storysum.text.passes import everything_kept, passes
from storysum.text.sentences import split

# Emphasis alone (<b>, <i>, <em>) does not make a text HTML.
_TAG = re.compile(
    r"</?(?:a|article|aside|blockquote|body|br|center|div|figure|font|footer|form|h[1-6]|head|header|hr|html|iframe|img"
    r"|li|link|main|meta|nav|noscript|ol|p|script|section|span|style|table|tbody|td|th|title|tr|ul)"
    r"(?:\s[^<>]{0,500})?/?>",
    re.IGNORECASE,
)
_PAGE = re.compile(r"<!doctype\s+html|<html[\s>]|<\?xml\s|<!--", re.IGNORECASE)
# Roles that a file states for sure; its headings and items may still turn out to be the story.
_SURE = ("title", "caption", "furniture", "body")
_LOOK_AT = 200_000
_CHARACTERS_PER_TAG = 150


def read(
    text: str,
    *,
    title: str | None = None,
    language: str | None = None,
    keep_all: bool = False,
    known: Sequence[Block] | None = None,
    segmenter: Segmenter | None = None,
) -> Article:
    r"""Find the blocks of a text, their roles, and the sentences of its body and list items.

    Args:
        text: The article as plain text.
        title: Its title, where the caller knows it.
        language: An ISO 639-1 code; None guesses. Most rules for roles are those of English in any language.
        keep_all: Drop nothing: furniture, captions and headings are body, with the role they would have had as reason.
        known: Blocks whose role the file of the text states, in order; a text with them is not searched for HTML tags.
        segmenter: Splits a stretch of Chinese, Japanese or Thai into words, for ranking; None uses characters.

    Raises:
        InputError: If `text` is no str or is plainly HTML, or the language is not known.

    >>> article = read("The Long Take\n\nBy Nora Quill\n\nThe band met in 1979. It never rehearsed.")
    >>> article.title, article.byline, len(article.sentences)
    ('The Long Take', 'Nora Quill', 2)
    """
    if not isinstance(text, str):
        raise InputError(f"an article is a str, not {type(text).__name__}: decode bytes, join lists of lines")
    if title is not None and not isinstance(title, str):
        raise InputError(f"a title is a str or None, not {type(title).__name__}")
    known_language(language)
    if known is None and _is_html(text):
        raise InputError(
            "this is HTML, not text: save it to a file and pass that to storysum.load, which takes the story out of it"
        )
    title = title.strip() or None if title else None
    gaps = find_gaps(text)
    clean = masked(text, gaps)
    blocks = _known(blocks_of(text, clean), known or ())
    sample = " ".join(block.span.of(clean) for block in blocks if block.role == "body")
    guessed = guess(sample) if language is None else reads_as(sample, language)
    written_in = language or guessed or "en"

    @cache  # most paragraphs are split twice
    def sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
        return split(text, start, end, written_in)

    for _, change in passes(title=title, split=sentences, language=written_in):
        blocks = change(clean, blocks)
    blocks = _known(blocks, [block for block in known or () if block.role in _SURE])
    byline, published = facts(clean, blocks)
    own = next((without(text, block.span, gaps) for block in blocks if block.role == "title"), None)
    if keep_all:
        blocks = everything_kept(blocks)
    gaps = merged([*gaps, *loose_spaces(text, written_in), *(gap for block in blocks for gap in block.gaps)])
    clean = masked(text, gaps)
    return Article(
        text=text,
        title=title or plain_title(own),
        byline=byline,
        published=published,
        language=written_in,
        reads_as=guessed if language is not None else None,
        segmenter=segmenter,
        blocks=tuple(blocks),
        sentences=tuple(
            Span(start, end)
            for block in blocks
            if block.role in ("body", "item")
            for start, end in _whole(text, sentences(clean, block.span.start, block.span.end), block.span.end)
        ),
        gaps=gaps,
    )


def _known(blocks: list[Block], known: Sequence[Block]) -> list[Block]:
    """Give blocks the roles that the file states; `blocks` and `known` are in the order of the text."""
    told, waiting = [], deque(known)
    for block in blocks:
        while waiting and waiting[0].span.end <= block.span.start:
            waiting.popleft()
        inside = bool(waiting) and waiting[0].span.start <= block.span.start
        told.append(as_role(block, waiting[0].role, waiting[0].reason) if inside else block)
    return told


def as_sentence(text: str, *, language: str | None = None) -> Article:
    """An article of one sentence, the whole text; of none where the text is blank.

    >>> as_sentence(" It rained.[1] ").sentences
    (Span(start=1, end=14),)
    """
    known_language(language)
    language = language or guess(text) or "en"
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    whole = (Span(start, end),) if start < end else ()
    blocks = tuple(Block(one, "body") for one in whole)
    gaps = merged([*find_gaps(text), *loose_spaces(text, language)])
    return Article(text, language=language, blocks=blocks, sentences=whole, gaps=gaps)


def blocks_of(text: str, clean: str) -> list[Block]:
    """A block for each paragraph, including what was masked behind it on its line."""
    found = []
    for start, end in paragraphs(clean, text):
        line = text.find("\n", end)
        tail = text[end : line if line >= 0 else len(text)] if text is not clean else ""
        masked_too = not clean[end : end + len(tail)].strip()
        found.append(Block(Span(start, end + len(tail.rstrip()) if masked_too else end), "body"))
    return found


def _whole(text: str, sentences: list[tuple[int, int]], end: int) -> Iterator[tuple[int, int]]:
    """Sentences including what was masked behind each, so that every character belongs to one."""
    for (start, _), (following, _) in zip(sentences, [*sentences[1:], (end, end)], strict=False):  # may be empty
        yield start, start + len(text[start:following].rstrip())


def _is_html(text: str) -> bool:
    """Whether a text opens with tags or is full of them; a story may well mention a tag."""
    head = text[:_LOOK_AT].lstrip("\ufeff \t\r\n")
    tags = len(_TAG.findall(head))
    if _PAGE.match(head) or (tags >= 2 and _TAG.match(head)):
        return True
    return tags >= 4 and tags * _CHARACTERS_PER_TAG > len(head)
