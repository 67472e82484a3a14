"""Where rows go: a file of JSON Lines, which can be taken up where it was left.

A batch may be killed at any moment. What is whole stays, what is half written is cut off, and the
rows that follow are those that an uninterrupted run would have written.
"""

import errno
import json
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from storysum.batch.job import FIELDS
from storysum.errors import InputError, StorysumError
from storysum.files import OpenFile
from storysum.terminal import json_line


class WriteError(StorysumError, OSError):
    """A row cannot be written: a full disk, a closed pipe. What was written before is whole."""


class RowLines:
    """A file with a row of JSON on each line, held for this process alone; standard output where there is no path."""

    def __init__(self, path: Path | None, *, fresh: bool = False) -> None:
        self.path, self.fresh, self.file = path, fresh, None
        self._end = 0
        self._made = path is not None and not path.exists()
        if path is not None:
            try:
                # Unbuffered: a row is one write, and what was written survives the end of this process.
                self.file = path.open("a+b", buffering=0)
            except OSError as error:
                raise InputError(f"{path}: cannot be written: {error.strerror or error}") from None
            locked(self.file, path)

    def files(self) -> Iterable[OpenFile]:
        """The one file."""
        return () if self.path is None else (self.path,)

    def kept(self) -> Iterator[dict[str, Any]]:
        """The whole rows of the file. What follows the last of them is cut off; with `fresh`, all is."""
        if self.file is None or self.path is None or not self.path.is_file():
            return  # a pipe or a device keeps nothing
        with open(self.file.fileno(), "rb", closefd=False) as reader:
            reader.seek(0)
            for number, written in enumerate(reader, start=1):
                row = _whole(written)
                if row is None and not (_begun(written) and (self.fresh or not written.endswith(b"\n"))):
                    raise InputError(f"{self.path}: line {number} is no row of a batch: name another file")
                if row is not None and not self.fresh:
                    self._end += len(written)
                    yield row
        self.file.truncate(self._end)

    def write(self, row: dict[str, Any]) -> None:
        """Add a row: all of it or nothing."""
        written = json_line(row).encode()
        try:
            if self.file is None:
                sys.stdout.buffer.write(written)
                sys.stdout.buffer.flush()
                return
            left = memoryview(written)
            while left:
                left = left[self.file.write(left) :]
        except OSError as error:
            if self.file is not None:
                with suppress(OSError):  # then it is cut off when the batch is taken up again
                    self.file.truncate(self._end)
            raise write_error(error, self.path or "standard output") from error
        self._end += len(written)

    def close(self, *, complete: bool) -> None:
        """Let go of the file; one that was made and has no row goes."""
        if self.file is not None:
            self.file.close()
            if self.path is not None and self._made and not self._end and not complete:
                self.path.unlink(missing_ok=True)


def _whole(written: bytes) -> dict[str, Any] | None:
    try:
        row = json.loads(written) if written.endswith(b"\n") else None
    except (ValueError, RecursionError):
        return None
    return row if isinstance(row, dict) and tuple(row) == FIELDS and is_row(row) else None


def is_row(row: dict[str, Any]) -> bool:
    """Whether what a batch looks at when it is taken up again is there, as text."""
    texts = row["id"], row["signature"], row["made_from"]
    return all(isinstance(value, str) for value in texts) and isinstance(row["error"], str | None)


_START, _NEXT = b'{"id": "', b'", "headline": '
_ID = re.compile(_START + rb'(?:[^"\\]|\\.)*+\\?')


def _begun(written: bytes) -> bool:
    """Whether this begins as a row does, cut short or not; zeros are what a power cut leaves."""
    found = _ID.match(written)
    rest, wanted = (written[found.end() :], _NEXT) if found else (written, _START)
    return rest.startswith(wanted) or wanted.startswith(rest) or not written.strip(b"\0")


def write_error(error: OSError, where: Path | str) -> WriteError:
    """What to raise where a row could not be written."""
    gone = error.errno == errno.EPIPE
    return WriteError(error.errno, f"{where}: {'whoever read it has gone' if gone else error.strerror or error}")


def locked(file: Any, path: Path) -> None:
    """Hold a file for this process alone."""
    try:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        raise InputError(f"{path}: another batch is writing it") from None
    except (ImportError, OSError):
        return  # Windows has no such locks, nor have some file systems
