"""E-mail messages (RFC 5322 and MIME) and mailboxes: subject, sender and date as metadata, and the text.

Quoted messages and the signature stay in the text as furniture. Where a message has both plain text and HTML, the
plain text is taken. Saved web pages (.mht) are MIME, too.
"""

import datetime
import re
from collections.abc import Iterator
from email import errors, message, policy
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from itertools import groupby
from typing import Any, cast

from attrs import evolve

from storysum.errors import InputError
from storysum.model.article import Role
from storysum.sources.documents import LARGEST, Document, Writer, line
from storysum.sources.page import read_page
from storysum.wordlists import patterns

Told = tuple[Role, str]
"""A role and the reason for it."""

_BODY: Told = ("body", "")
_QUOTE: Told = ("furniture", "what the message answers")
_ANSWERED: Told = ("furniture", "the message that is answered")
_HEAD: Told = ("furniture", "the head of a forwarded message")
_SIGNATURE: Told = ("furniture", "a signature")
_QUOTED = re.compile(r"[ \t]?>")
# The line that a mail program writes above a quoted message, wrapped to at most three: “On Monday Petra Holm wrote:”
_ANSWERS = re.compile(
    r"^(?:On|Am|Le|El|Il|Em|Op|Den|W dniu) [^\n]{1,200}(?:\n[^\n]{1,200}){0,2}?"
    r"(?:wrote|schrieb|a écrit|escribió|ha scritto|escreveu|schreef|skrev|napisał\(?a?\)?)[^\n:]{0,80}:"
    r"(?=\s*(?:\Z|\n[ \t]?>))",
    re.MULTILINE,
)
_LINE = re.compile(r"^", re.MULTILINE)
_STAR = re.compile(r"\*(?=\s*(?:;|\Z))")
_FAILS = (errors.MessageError, LookupError, ValueError, AttributeError, TypeError)
"""Exceptions that the parser of the standard library raises on some malformed headers."""
_ANSWER = re.compile(r"^(?:(?:Re|Fwd?|AW|WG|SV)[ \t]*:[ \t]*)+", re.I)
_HEADER = re.compile(r"[ \t]*\*?(?:From|To|Cc|Date|Sent|Subject|Reply-To)\*?:\*?[ \t]+\S", re.I)
# A line “From …” in a message, which a mailbox escapes with “>” so that it does not begin another message.
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)
_FROM_LINE = re.compile(rb"^From [^\r\n]*\r?\n(?=[!-9;-~]+:)", re.MULTILINE)


class _Policy(policy.EmailPolicy):
    """Accepts a header parameter with a star and no value (`; name*`), on which the standard library fails."""

    def header_fetch_parse(self, name: str, value: str) -> Any:
        try:
            return super().header_fetch_parse(name, value)
        except IndexError:
            return super().header_fetch_parse(name, _STAR.sub("", value))


def messages(data: bytes) -> Iterator[bytes]:
    """The messages of a mailbox in mbox format, each as its bytes."""
    found = [match for match in _FROM_LINE.finditer(data) if match.start() == 0 or data[match.start() - 2] in b"\n\r"]
    for number, match in enumerate(found):
        message = data[match.end() : found[number + 1].start() if number + 1 < len(found) else len(data)]
        yield _ESCAPED.sub(rb"\1", message)


def read_mail(data: bytes) -> Document:
    """Read one message."""
    try:
        mail = BytesParser(policy=cast("policy.EmailPolicy[message.EmailMessage]", _Policy())).parsebytes(data)
        part = _body(mail)
        content = _content(part)
        subject, sender, published = _header(mail, "subject"), _sender(mail), _date(mail)
    except RecursionError:
        raise InputError("its parts are nested too deep") from None
    except InputError:
        raise
    except _FAILS as error:
        raise InputError(f"its headers cannot be read: {type(error).__name__}: {str(error)[:100]}") from None
    if part.get_content_subtype() == "html":
        written = read_page(content)
    else:
        writer = Writer()
        flowed = str(part.get_param("format", "")).lower() == "flowed"
        _write(content.replace("\r\n", "\n").replace("\r", "\n"), writer, flowed=flowed)
        written = writer.document()
    return evolve(
        written,
        title=_ANSWER.sub("", subject) or written.title,
        byline=sender or written.byline,
        published=published or written.published,
    )


def _body(mail: message.MIMEPart) -> message.MIMEPart:
    """The part with the text: plain text, or HTML if there is no plain text or it is blank."""
    plain, page = (mail.get_body([kind]) for kind in ("plain", "html"))
    if plain is not None and (page is None or _content(plain).strip()):
        return plain
    if page is None:
        raise InputError("there is no text in this message: its parts are pictures or attachments")
    return page


def _content(part: message.MIMEPart) -> str:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    if len(data) > LARGEST:
        raise InputError(f"longer than {LARGEST} bytes")
    charset = part.get_content_charset("utf-8")
    try:
        return data.decode("cp1252" if charset in ("iso-8859-1", "us-ascii") and not data.isascii() else charset)
    except (UnicodeDecodeError, LookupError, ValueError):
        # The charset is wrong or unknown: decode what can be decoded, as mail programs do.
        return data.decode("utf-8", "replace")


def _header(mail: message.MIMEPart, name: str) -> str:
    try:
        return line(str(mail.get(name) or ""))
    except _FAILS:
        return ""


def _sender(mail: message.MIMEPart) -> str | None:
    """The name of the sender; an address alone is no byline."""
    name = _header(mail, "from").partition("<")[0].strip().strip('"').strip()
    return None if "@" in name else name or None


def _date(mail: message.MIMEPart) -> datetime.date | None:
    try:
        return parsedate_to_datetime(_header(mail, "date")).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _write(text: str, writer: Writer, *, flowed: bool) -> None:
    """Write the blocks of a message: body, and quotations, forwarded headers and the signature as furniture."""
    for (told, blank), rows in groupby(_lines(text), key=lambda found: (found[0], not found[1].strip())):
        lines = [row for _, row in rows]
        if flowed and told is _BODY:  # a line that ends on a space is joined to the next one (RFC 3676)
            lines = "".join(row if row.endswith(" ") else f"{row}\n" for row in lines).split("\n")
        if not blank:
            writer.add("\n".join(lines), *told)


def _lines(text: str) -> Iterator[tuple[Told, str]]:
    """The role of each line of a message, with the line."""
    answers = {
        found.start() + first.start() for found in _ANSWERS.finditer(text) for first in _LINE.finditer(found.group())
    }
    at, state, begun, known = 0, _BODY, False, patterns("furniture")
    for row in text.split("\n"):
        if state is _ANSWERED:
            pass
        elif row.rstrip() == "--":
            state = _SIGNATURE
        elif known["a message that is forwarded"].match(row.strip()):
            state = _HEAD
        elif begun and known["the original message"].match(row.strip()):
            state = _ANSWERED
        elif state is _HEAD and row.strip() and not _HEADER.match(row):
            state = _BODY
        quoted = state is _BODY and (_QUOTED.match(row) or at in answers)
        yield (_QUOTE if quoted else state), row
        begun = begun or bool(row.strip())
        at += len(row) + 1
