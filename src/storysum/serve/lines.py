"""The lines of a request that is still coming in, whoever reads the answer."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator

__all__ = ["Spool"]

_IN_MEMORY = 2**23


class Spool:
    """Bytes that came in and were not read yet; those that memory would not hold lie in a file without a name.

    So the sender never waits for the reader: a client that sends all of its lines before it reads one row would
    otherwise wait for ever, and so would we.

    Args:
        longest: Bytes that a line may have.
    """

    def __init__(self, longest: int) -> None:
        self.longest = longest
        self.size = 0  # of all that came in
        self._file = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - close() does it
        self._read = self._written = 0
        self._news = asyncio.Event()
        self._whole = False

    def add(self, chunk: bytes) -> None:
        """Put bytes to the end."""
        self._file.seek(self._written)
        self._file.write(chunk)
        self._written += len(chunk)
        self.size += len(chunk)
        # Not for each drop of a line: it would be read again each time.
        if b"\n" in chunk or self._written - self._read > self.longest:
            self._news.set()

    def end(self) -> None:
        """Say that there are no more."""
        self._whole = True
        self._news.set()

    def close(self) -> None:
        """Give up the file."""
        self._file.close()

    async def lines(self) -> AsyncIterator[bytes | None]:
        """Each line as soon as it is there; None for one that is too long."""
        skipping = False
        while True:
            self._news.clear()
            self._file.seek(self._read)
            line = self._file.readline(self.longest + 1)
            ended = line.endswith(b"\n")
            if not ended and len(line) <= self.longest and not self._whole:
                await self._news.wait()
                continue
            if not line:
                return
            self._read += len(line)
            if self._read == self._written:
                self._file.seek(0)
                self._file.truncate()
                self._read = self._written = 0
            if not skipping:
                yield line if ended or len(line) <= self.longest else None
            skipping = not ended
