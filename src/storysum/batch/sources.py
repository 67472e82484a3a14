"""Stories, and where they come from: JSON Lines, CSV, and files of their own (a folder, a box of e-mail, a crawl).

What is broken costs its story, which has an `error`.
"""

import csv
import io
import json
import os
import re
from abc import abstractmethod
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import nullcontext
from pathlib import Path
from typing import Any, BinaryIO, ClassVar

from attrs import define, field, frozen

from storysum.errors import InputError, MissingDependency
from storysum.files import OpenFile, compressed, decoded, opened, standard_input
from storysum.sources import SUFFIXES, Raw, parts
from storysum.sources.kinds import kind_of

LONGEST = 64 * 2**20
"""Bytes that one story may have; a longer one is a failure and is never held in memory as a whole."""
STANDARD = Path("-")
"""Standard input."""
UNDECODED = re.compile("[\udc80-\udcff]")
"""What stands for a byte that is not UTF-8."""


@frozen
class Story:
    """A story as its source has it, or why the source cannot give it.

    Attributes:
        id: What the source calls it; its line or row where it has no name.
        text: The story; empty where it is still to be taken out of `raw`.
        title: Its title, if the source has one.
        error: What is wrong with it; such a story fails without any work.
        raw: Its bytes, where it is no plain text; who does the work takes the text out.
    """

    id: str
    text: str = ""
    title: str | None = None
    error: str | None = None
    raw: Raw | None = None


@frozen
class Names:
    """What the fields or columns are called."""

    id: str = "id"
    text: str = "text"
    title: str = "title"


def story_from(values: Mapping[str, Any], names: Names, otherwise: str) -> Story:
    """The story in the fields of a row; `otherwise` is what it is called where it has no name."""
    given = values.get(names.id)
    name = otherwise if given is None or isinstance(given, (dict, list)) else str(given)
    text, title = values.get(names.text), values.get(names.title)
    if names.text not in values:
        return Story(name, error=f"no field {names.text!r}: there are {listed(values)}")
    if not isinstance(text, str):
        return Story(name, error=f"no text in {names.text!r}: it is {type(text).__name__}")
    return Story(name, text, title if isinstance(title, str) and title.strip() else None)


def story_of_line(number: int, line: bytes, names: Names) -> Story:
    """The story of a line of JSON, or what is wrong with it."""
    name = f"line {number}"
    try:
        # utf-8-sig: the first line may begin with a byte order mark.
        value = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return Story(name, error=f"byte {error.start} is not UTF-8")
    except (ValueError, RecursionError) as error:
        return Story(name, error=f"not JSON: {str(error)[:100]}")
    if not isinstance(value, dict):
        return Story(name, error="not an object of JSON")
    return story_from(value, names, name)


def listed(names: Iterable[str]) -> str:
    """The names of fields, shortened where they are many."""
    return ", ".join(names)[:200] or "none"


@define(eq=False)
class Files:
    """A file, or a folder of those that end so, at any depth; its stories come in the order of their paths."""

    path: Path
    names: Names = field(factory=Names)
    longest: int = LONGEST
    share: float | None = field(default=None, init=False)  # that was read, from 0 to 1, where that is known
    endings: ClassVar[tuple[str, ...]] = ()

    def found(self) -> tuple[Path, dict[str, str | None]]:
        """A folder, and the files in it: their paths inside it, in order, and why one cannot be read.

        A folder that cannot be read and a link to a folder are among them. A single file stands in the folder it is in.
        """
        if not self.path.is_dir():
            return self.path.parent, {self.path.name: None}
        # One that is compressed is a failure, not left out.
        wanted = tuple(ending + more for ending in self.endings for more in ("", ".gz", ".bz2", ".xz", ".zst", ".zip"))
        found: dict[Path, str | None] = {}

        def refused(error: OSError) -> None:
            found[Path(error.filename)] = f"cannot be read: {error.strerror}"

        for folder, folders, files in os.walk(self.path, onerror=refused):
            found |= {Path(folder, name): None for name in files if name.lower().endswith(wanted)}
            for link in filter(Path.is_symlink, (Path(folder, name) for name in folders)):
                found[link] = "a link to a folder, which is not followed: give that folder as the input"
        if self.path in found:
            raise InputError(f"{self.path}: {found[self.path]}")
        if not found:
            raise InputError(f"{self.path}: no file in it is named {', '.join(f'*{one}' for one in self.endings)}")
        return self.path, dict(sorted((one.relative_to(self.path).as_posix(), why) for one, why in found.items()))

    def files(self) -> Iterable[OpenFile]:
        """All of them."""
        root, names = self.found()
        return (root / name for name in names)

    @abstractmethod
    def stories(self) -> Iterator[Story]:
        """Their stories; an InputError where there is no file."""


@define(eq=False)
class JsonLines(Files):
    """A file with an object of JSON on each line; standard input where its name is a dash."""

    endings = (".jsonl", ".ndjson", ".json")

    def files(self) -> Iterable[OpenFile]:
        """The one file."""
        return (0 if self.path is STANDARD else self.path,)

    def stories(self) -> Iterator[Story]:
        """A story for each line that is not blank."""
        with nullcontext(standard_input()) if self.path is STANDARD else opened(self.path) as file:
            yield from self._lines(file)

    def _lines(self, file: BinaryIO) -> Iterator[Story]:
        for number, line in enumerate(iter(lambda: file.readline(self.longest + 1), b""), start=1):
            self.share = _share(file)
            if number == 1 and (why := compressed(line)):
                raise InputError(f"standard input: {why}")
            if len(line) > self.longest and not line.endswith(b"\n"):
                while (rest := file.readline(2**20)) and not rest.endswith(b"\n"):
                    pass
                yield Story(f"line {number}", error=f"longer than {self.longest} bytes")
            elif line.strip():
                yield story_of_line(number, line, self.names)


@define(eq=False)
class CsvFile(Files):
    """A table with a heading line; with tabs where its name ends so.

    A row that is not CSV, or has another number of fields than the heading, costs its first line
    only: the lines behind it, which a quotation mark that never closes takes in, are read again.
    """

    endings = (".csv", ".tsv")

    def stories(self) -> Iterator[Story]:
        """A story for each row."""
        # The limit belongs to the csv module as a whole; it is only ever raised.
        csv.field_size_limit(max(csv.field_size_limit(), self.longest))
        with (
            opened(self.path) as file,
            # Without translation: a line may end with CR, LF or both.
            io.TextIOWrapper(file, "utf-8-sig", "surrogateescape", newline="") as text,
        ):
            rows = self._rows(text)
            heading, why = next(rows, ([], None))
            if why is not None or self.names.text not in heading:
                there = why or f"there are {listed(heading)}"
                raise InputError(f"{self.path}: no column {self.names.text!r} in its first line: {there}")
            for number, (row, why) in enumerate(filter(any, rows), start=1):
                self.share = _share(file)
                if why is None and any(map(UNDECODED.search, row)):
                    why = "not UTF-8"
                if why is not None:
                    yield Story(f"row {number}", error=why)
                    continue
                values: dict[str, Any] = dict(zip(heading, row, strict=True))
                values[self.names.id] = values.get(self.names.id) or None
                yield story_from(values, self.names, f"row {number}")

    def _rows(self, text: io.TextIOWrapper) -> Iterator[tuple[list[str], str | None]]:
        """Each row, empty where its line is, and what is wrong with it."""
        lines: list[str] = []  # of this row
        again: deque[str] = deque()  # lines that are to be read again

        def fed() -> Iterator[str]:
            size = 0
            while line := again.popleft() if again else text.readline(self.longest + 1):
                size += len(line)
                lines.append(line)
                if size > self.longest:
                    while len(lines) == 1 and not line.endswith(("\n", "\r")) and line:
                        line = text.readline(2**20)
                    raise InputError(f"longer than {self.longest} characters, or a quotation mark that never closes")
                yield line

        delimiter = "\t" if self.path.suffix.lower() == ".tsv" else ","
        fields = 0
        while True:
            lines.clear()
            row: list[str] = []
            why = None
            try:
                row = next(csv.reader(fed(), delimiter=delimiter, strict=True), [])
                if fields and row and len(row) != fields:
                    why = f"{len(row)} fields, the first line has {fields}"
            except csv.Error as error:
                why = f"not CSV: {error} (a quotation mark that opens a field closes it; inside it is doubled)"
            except InputError as error:
                why = str(error)
            if not lines:
                return
            if why is not None:
                again.extendleft(reversed(lines[1:]))
            fields = fields or len(row)
            yield row, why


@define(eq=False)
class Folder(Files):
    """A file that `storysum.load` reads, or a folder of them, at any depth, in the order of their paths.

    A box of e-mail and a crawl hold many stories: each is called by the path, `#` and its own name; by its
    address alone where the crawl is all that was given.
    """

    endings = tuple(SUFFIXES)

    def stories(self) -> Iterator[Story]:
        """A story for each file, called by its path inside the folder. Only the paths are kept in memory."""
        root, names = self.found()
        for number, (name, why) in enumerate(names.items(), start=1):
            self.share = number / len(names)
            yield from self._stories(root / name, name) if why is None else [Story(name, error=why)]

    def _stories(self, path: Path, name: str) -> Iterator[Story]:
        try:
            if not path.is_file():
                yield Story(name, error="no plain file")
                return
            with path.open("rb") as file:
                for own, raw in parts(file, path.name):
                    address = "://" in own and self.path.is_file()
                    yield _from_raw(own if address else f"{name}#{own}" if own else name, raw)
        except OSError as error:
            yield Story(name, error=f"cannot be read: {error.strerror or error}")
        except (InputError, MissingDependency) as error:
            yield Story(name, error=str(error))


def _from_raw(name: str, raw: Raw | InputError) -> Story:
    """A story of its bytes; plain text is decoded at once."""
    try:
        if isinstance(raw, InputError):
            raise raw
        if raw.url is None and kind_of(raw.data, raw.name) == "text" and not raw.data.startswith((b"\xff", b"\xfe")):
            return Story(name, decoded(raw.data))
        return Story(name, raw=raw)
    except InputError as error:
        return Story(name, error=str(error))


def _share(file: BinaryIO) -> float | None:
    """How much of a file has been read, from 0 to 1; None where nobody knows."""
    try:
        return file.tell() / os.fstat(file.fileno()).st_size
    except (OSError, ZeroDivisionError):  # a pipe, a device
        return None
