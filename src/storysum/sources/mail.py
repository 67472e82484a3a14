"""E-mail (RFC 5322 and MIME) and boxes of it: subject, sender and date, and the text without what it answers.

What a message repeats of others and its signature stay in the text, known as what is none of the story. Where
a message has its text as plain text and as HTML, the plain text is taken. Saved pages (.mht) are MIME, too.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from email import errors, message, policy
from email.parser import BytesParser
from email.utils import parsedate_to_datetime

from storysum.errors import InputError
from storysum.model.article import Role
from storysum.sources.documents import LARGEST, Document, Writer, line
from storysum.sources.page import read_page

__all__ = ["messages", "read_mail"]

_MOST_PARTS = 1000
_QUOTED = re.compile(r"[ \t]?>")
# What a program writes above the message that is answered, here on up to three lines: “On Monday Petra Holm wrote:”
_ANSWERS = re.compile(
    r"(?:On|Am|Le|El|Il|Em|Op|Den|W dniu) [^\n]{1,200}(?:\n[^\n]{1,200}){0,2}?"
    r"(?:wrote|schrieb|a écrit|escribió|ha scritto|escreveu|schreef|skrev|napisał\(?a?\)?)[^\n:]{0,80}:[ \t]*(?=\n|\Z)"
)
_ORIGINAL = re.compile(
    r"[ \t]*-{2,}[ \t]*(?:Original Message|Ursprüngliche Nachricht|Message d'origine)[ \t]*-{2,}[ \t]*$", re.I
)
_FORWARDED = re.compile(r"[ \t]*(?:-{2,}[ \t]*Forwarded message[ \t]*-{2,}|Begin forwarded message:)[ \t]*$", re.I)
_HEADER = re.compile(r"[ \t]*\*?(?:From|To|Cc|Date|Sent|Subject|Reply-To)\*?:\*?[ \t]+\S", re.I)
_FROM_LINE = re.compile(rb"^From [^\r\n]*\r?\n(?=[!-9;-~]+:)", re.MULTILINE)


def messages(data: bytes) -> Iterator[bytes]:
    r"""The messages of a box.

    >>> list(messages(b"From a\nSubject: x\n\nOne.\n\nFrom b\nSubject: y\n\nTwo.\n"))
    [b'Subject: x\n\nOne.\n\n', b'Subject: y\n\nTwo.\n']
    """
    found = [match for match in _FROM_LINE.finditer(data) if match.start() == 0 or data[match.start() - 2] in b"\n\r"]
    for number, match in enumerate(found):
        yield data[match.end() : found[number + 1].start() if number + 1 < len(found) else len(data)]


def read_mail(data: bytes) -> Document:
    r"""The text of one message.

    Raises:
        InputError: If it has no text, or parts inside parts without end.
        MissingDependency: If it has its text as HTML only, and trafilatura is not installed.

    >>> found = read_mail(b"Subject: The van\nFrom: Petra Holm <p@example.org>\n\nIt broke down.\n-- \nPetra\n")
    >>> found.title, found.byline, found.text
    ('The van', 'Petra Holm', 'It broke down.\n\nPetra')
    """
    try:
        mail = BytesParser(policy=policy.default).parsebytes(data)
        part = _text_part(mail)
        content = _content(part)
        subject, sender, published = _header(mail, "subject"), _sender(mail), _date(mail)
    except RecursionError:
        raise InputError("its parts are nested too deep") from None
    if part.get_content_subtype() == "html":
        page = read_page(content)
        written = Document(page.text, page.title, page.byline, page.published, page.blocks)
    else:
        writer = Writer()
        flowed = str(part.get_param("format", "")).lower() == "flowed"
        _write(content.replace("\r\n", "\n").replace("\r", "\n"), writer, flowed=flowed)
        written = writer.document()
    return Document(
        written.text,
        re.sub(r"^(?:(?:Re|Fwd?|AW|WG|SV|RE|FW)[ \t]*:[ \t]*)+", "", line(subject), flags=re.I) or written.title,
        sender or written.byline,
        published or written.published,
        written.blocks,
    )


def _text_part(mail: message.Message) -> message.Message:
    """The part that holds the text: plain before HTML, of those that are no attachment."""
    plain: list[message.Message] = []
    pages: list[message.Message] = []
    waiting, seen = [mail], 0
    while waiting:
        part = waiting.pop()
        seen += 1
        if seen > _MOST_PARTS:
            raise InputError(f"it has more than {_MOST_PARTS} parts")
        inside = part.get_payload()
        if isinstance(inside, list):
            waiting.extend(reversed([one for one in inside if isinstance(one, message.Message)]))
        elif part.get_content_maintype() == "text" and part.get_content_disposition() != "attachment":
            kinds = {"plain": plain, "html": pages}
            kinds.get(part.get_content_subtype(), []).append(part)
    filled = [part for part in plain if _content(part).strip()]
    if not (filled or pages or plain):
        raise InputError("there is no text in this message: its parts are pictures or attachments")
    return [*filled, *pages, *plain][0]


def _content(part: message.Message) -> str:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    if len(data) > LARGEST:
        raise InputError(f"longer than {LARGEST} bytes")
    charset = part.get_content_charset("utf-8")
    try:
        return data.decode("cp1252" if charset in ("iso-8859-1", "us-ascii") and not data.isascii() else charset)
    except (UnicodeDecodeError, LookupError, ValueError):
        # A charset that is wrong or unknown: what can be read is read, as every mail program does.
        return data.decode("utf-8", "replace")


def _header(mail: message.Message, name: str) -> str:
    try:
        return line(str(mail.get(name) or ""))
    except (errors.MessageError, LookupError, ValueError, AttributeError, IndexError, TypeError):
        return ""  # the parser of the standard library fails on some


def _sender(mail: message.Message) -> str | None:
    """The name of the sender; an address alone is no byline."""
    name = _header(mail, "from").partition("<")[0].strip().strip('"').strip()
    return None if "@" in name else name or None


def _date(mail: message.Message) -> datetime.date | None:
    try:
        return parsedate_to_datetime(_header(mail, "date")).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _write(text: str, writer: Writer, *, flowed: bool) -> None:
    """Write a body: paragraphs, then what is quoted, forwarded or signed, each told from the others."""
    answers = (
        {place for found in _ANSWERS.finditer(text) for place in range(found.start(), found.end())}
        if ":" in text
        else set()
    )
    block: list[str] = []
    kind: tuple[Role, str] = ("body", "")
    at, signed, header = 0, False, False

    def close() -> None:
        nonlocal block
        glue = "" if flowed and kind[0] == "body" else "\n"
        writer.add(glue.join(block), *kind)
        block = []

    for row in text.split("\n"):
        here: tuple[Role, str] = ("body", "")
        if row in ("-- ", "--"):
            close()
            kind, signed, at = ("furniture", "a signature"), not _QUOTED.search(row), at + len(row) + 1
            continue
        if _ORIGINAL.match(row) and any(b.strip() for b in [*writer.parts, *block]):
            close()
            writer.add(text[at:], "furniture", "the message that is answered")
            return
        if _FORWARDED.match(row):
            signed, header, here = False, True, ("furniture", "the head of a forwarded message")
        elif header and (not row.strip() or _HEADER.match(row)):
            here = ("furniture", "the head of a forwarded message")
        elif signed:
            here = ("furniture", "a signature")
        elif _QUOTED.match(row) or (row.strip() and at in answers):
            header, here = False, ("furniture", "what the message answers")
        else:
            header = False
        if here != kind or not row.strip():
            close()
        kind = here
        if row.strip():
            block.append(row + ("" if row.endswith(" ") else "\n") if flowed and here[0] == "body" else row)
        at += len(row) + 1
    close()
