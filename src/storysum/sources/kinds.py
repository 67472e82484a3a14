"""Find the kind of a file by its first bytes and its name; it is an error if the two disagree."""

import codecs
import re
import zlib
from typing import Literal

from storysum.errors import InputError
from storysum.files import compressed
from storysum.sources.subtitles import TIMING
from storysum.sources.word import MAIN

Kind = Literal["text", "markdown", "page", "mail", "mailbox", "subtitles", "pdf", "word", "crawl"]

# Each kind with its name in messages and its file suffixes.
_KINDS: dict[Kind, tuple[str, str]] = {
    "text": ("plain text", ".txt .text"),
    "markdown": ("Markdown", ".md .markdown"),
    "page": ("HTML", ".html .htm .xhtml"),
    "mail": ("an e-mail", ".eml .mht .mhtml"),
    "mailbox": ("a box of e-mail", ".mbox"),
    "subtitles": ("subtitles", ".srt .vtt"),
    "pdf": ("a PDF", ".pdf"),
    "word": ("a Word document", ".docx"),
    "crawl": ("a WARC archive", ".warc .warc.gz"),
}
SUFFIXES = {suffix: kind for kind, (_, suffixes) in _KINDS.items() for suffix in suffixes.split()}
"""The suffixes of all files that can be read, each with its kind."""
# A file with a suffix of `_LOOSE` may hold any of `_TEXTS`: an e-mail or subtitles named `.txt` are read as such.
_LOOSE: frozenset[Kind] = frozenset(("text", "markdown"))
_TEXTS: frozenset[Kind] = frozenset(("text", "markdown", "mail", "mailbox", "subtitles"))
_LOOK_AT = 20_000
_HEADERS = re.compile(rb"(?:[!-9;-~]{1,70}:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}", re.MULTILINE)
_OF_MAIL = re.compile(
    rb"^(From|To|Subject|Date|Received|Message-ID|MIME-Version|Return-Path|Content-Type):", re.I | re.M
)
_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>])",
    re.I | re.S,
)
_TAG = re.compile(rb"<(?:p|div|h[1-6]|br|table|ul|article|span|a|body|html|main|section)(?:\s[^<>]*)?/?>", re.I)
_TIMED = re.compile(TIMING.pattern.encode(), re.MULTILINE)


def is_address(source: str) -> bool:
    """Whether a string is an address of any scheme (`https://…`), not a path."""
    return re.match(r"[a-zA-Z0-9+.-]{2,}://", source) is not None


def kind_of(data: bytes, name: str = "") -> Kind:
    """The kind of a file by its bytes and its name; a name without a suffix of `SUFFIXES` is ignored."""
    found = _by_content(data)
    suffix = next((suffix for suffix in reversed(SUFFIXES) if name.lower().endswith(suffix)), None)
    said = SUFFIXES[suffix] if suffix else None
    if said is None or said == found:
        return found
    if found == "text" and (
        said == "markdown"
        or (said == "page" and _TAG.search(data[:_LOOK_AT]))
        or (said == "mail" and _OF_MAIL.match(data.lstrip()))
    ):
        return said
    if (said in _LOOSE and found in _TEXTS) or {said, found} == {"mail", "mailbox"}:
        return found
    why = "its content is not" if found == "text" else f"this is {_KINDS[found][0]}: rename it"
    why = why if data.strip() else "it is empty"
    raise InputError(f"its name ({suffix}) says that it is {_KINDS[said][0]}, but {why}")


def _by_content(data: bytes) -> Kind:
    head = data[:_LOOK_AT]
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"WARC/") or _unpacked(head).startswith(b"WARC/"):
        return "crawl"
    if (why := compressed(head)) is not None:
        if MAIN.encode() in data:
            return "word"
        raise InputError(why)
    text = head
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = head[: len(head) // 2 * 2].decode("utf-16", "replace").encode("utf-8", "replace")
    if _PAGE.match(text):
        return "page"
    start = text.lstrip(b"\xef\xbb\xbf \t\r\n").replace(b"\r\n", b"\n")
    if start.startswith(b"WEBVTT") or ((timed := _TIMED.search(start)) and timed.start() < 400):
        return "subtitles"
    boxed = re.match(rb"From [^\n]+\n(?=[!-9;-~]+:)", start)
    headers = _HEADERS.match(start, boxed.end() if boxed else 0)
    if headers and len({found.lower() for found in _OF_MAIL.findall(headers.group())}) >= 2:
        return "mailbox" if boxed else "mail"
    return "text"


def _unpacked(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(31).decompress(head, 64)  # gzip only
    except zlib.error:
        return b""
