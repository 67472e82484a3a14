"""Safe files: inputs are never overwritten, and only files that storysum wrote are replaced.

A file is told by its device and inode, whatever it is called and however it was opened.
"""

import hashlib
import os
import re
import stat
import sys
import threading
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from storysum.errors import InputError

OpenFile = Path | int
"""A path, or the number of an open file: 0 is standard input."""

_STREAMS: dict[OpenFile, str] = {0: "standard input", 1: "standard output", 2: "standard error"}
# Compressed formats by their first bytes, each with the command that unpacks it.
_COMPRESSED = re.compile(
    rb"(?P<gunzip>\x1f\x8b)|(?P<bunzip2>BZh[1-9]1AY)|(?P<unzstd>\x28\xb5\x2f\xfd)|(?P<unxz>\xfd7zXZ)|(?P<unzip>PK\x03\x04)"
)
_HEAD = 4096


def never_overwrite(read: Iterable[OpenFile], written: Iterable[OpenFile] = ()) -> None:
    """Refuse to write a file that is also read, or to write one twice; standard output and error count as written."""
    names: dict[object, OpenFile] = {identity: stream for stream in (1, 2) if (identity := _identity(stream))}
    for place in written:
        identity = _identity(place)
        if isinstance(names.get(identity), Path):
            raise InputError(f"{place}: would be written twice: name another file for one of them")
        if identity is not None:
            names[identity] = place
    for place in read:
        identity = _identity(place)
        if identity in names:
            target, given = (_STREAMS.get(one, one) for one in (names[identity], place))
            raise InputError(f"{target}: this is the input itself ({given} is read): name another output")


def _identity(place: OpenFile) -> object:
    """The identity of a file; None for a terminal, a pipe or a folder."""
    try:
        found = place.stat() if isinstance(place, Path) else os.fstat(place)
    except OSError:
        return os.path.realpath(place) if isinstance(place, Path) else None
    return (found.st_dev, found.st_ino) if stat.S_ISREG(found.st_mode) else None


def replaceable(path: Path, own: re.Pattern[bytes]) -> None:
    """Check, before any work is done, that a file can be written and may be replaced.

    `own` is how a file of this kind begins that storysum wrote; an empty file may be replaced too.
    """
    there = path.exists()
    if not path.parent.is_dir():
        raise InputError(f"{path}: there is no folder {path.parent}: make it first, or name another file")
    if there and not path.is_file():
        raise InputError(f"{path}: this is no plain file: name another")
    if not os.access(path if there else path.parent, os.W_OK):
        raise InputError(f"{path}: cannot be written: name another file")
    if there:
        with opened(path) as file:
            head = file.read(_HEAD)
        if head and not own.match(head):
            raise InputError(f"{path}: storysum did not write this file and leaves it alone: name another")


def replace(path: Path, lines: Iterable[str]) -> None:
    """Replace a file by another atomically."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.{threading.get_ident()}.part")
    try:
        with beside.open("x", encoding="utf-8", newline="\n") as file:
            file.writelines(lines)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise InputError(f"{path}: cannot be written: {error.strerror or error}") from None


def opened(path: Path | str, *, packed: bool = False) -> BinaryIO:
    """Open a file for reading; an InputError if it is compressed and must not be."""
    try:
        file = Path(path).open("rb")  # noqa: SIM115 - the caller closes it
        if not (why := compressed(file.peek(16))) or packed:
            return file
        file.close()
    except IsADirectoryError:
        raise InputError(f"{path}: this is a folder: name the files in it") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise InputError(f"{path}: cannot be read: {getattr(error, 'strerror', None) or error}") from None
    raise InputError(f"{path}: {why}")


def decoded(data: bytes) -> str:
    """Decode bytes as UTF-8; an InputError says where they are not."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        why = compressed(data) or f"byte {error.start} is not UTF-8: save the file as UTF-8"
        raise InputError(why) from None


def compressed(data: bytes) -> str | None:
    """Advice for compressed bytes; None if they are not compressed."""
    found = _COMPRESSED.match(data)
    return f"is compressed: unpack it first ({found.lastgroup})" if found else None


def standard_input() -> BinaryIO:
    """Standard input, as bytes."""
    if sys.stdin is None:
        raise InputError("standard input is closed: name a file")
    return sys.stdin.buffer


def drop_output() -> None:
    """Silence the second error that Python raises when it closes a standard output that nobody reads."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def fingerprint(text: str | bytes) -> str:
    """A checksum of a text, or of the bytes of a file: sixteen hexadecimal digits.

    >>> fingerprint("Holm sold the van.")
    '221874071410ad07'
    """
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    return hashlib.sha256(data).hexdigest()[:16]
