"""Stories in files of their own: a folder of them, a box of e-mail, a crawl."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from attrs import define, field

from storysum.batch.sources import Story
from storysum.errors import InputError, MissingDependency
from storysum.files import OpenFile, decoded
from storysum.sources import SUFFIXES, Raw, parts
from storysum.sources.kinds import kind_of


@define(eq=False)
class Folder:
    """A file that `storysum.load` reads, or a folder of them, at any depth, in the order of their paths.

    A box of e-mail and a crawl hold many stories: each is called by the path, `#` and its own name; by its
    address alone where the crawl is all that was given.
    """

    path: Path
    share: float | None = field(default=None, init=False)

    def files(self) -> Iterable[OpenFile]:
        """All of them."""
        root, names = files_below(self.path, *SUFFIXES)
        return (root / name for name in names)

    def stories(self) -> Iterator[Story]:
        """A story for each file, called by its path inside the folder. Only the paths are kept in memory.

        Raises:
            InputError: If there is none.
        """
        root, names = files_below(self.path, *SUFFIXES)
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


def files_below(path: Path, *endings: str) -> tuple[Path, dict[str, str | None]]:
    """A folder, and the files in it that end so: their paths inside it, in order, and why one cannot be read.

    A folder that cannot be read and a link to a folder are among them. A single file stands in the folder around it.

    Raises:
        InputError: If there is none.
    """
    if not path.is_dir():
        return path.parent, {path.name: None}
    # One that is compressed is a failure, not left out.
    wanted = tuple(ending + more for ending in endings for more in ("", ".gz", ".bz2", ".xz", ".zst", ".zip"))
    found: dict[Path, str | None] = {}

    def refused(error: OSError) -> None:
        found[Path(error.filename)] = f"cannot be read: {error.strerror}"

    for folder, folders, files in os.walk(path, onerror=refused):
        found |= {Path(folder, name): None for name in files if name.lower().endswith(wanted)}
        for link in filter(Path.is_symlink, (Path(folder, name) for name in folders)):
            found[link] = "a link to a folder, which is not followed: give that folder as the input"
    if path in found:
        raise InputError(f"{path}: {found[path]}")
    if not found:
        raise InputError(f"{path}: no file in it is named {', '.join(f'*{ending}' for ending in endings)}")
    return path, dict(sorted((one.relative_to(path).as_posix(), why) for one, why in found.items()))


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
