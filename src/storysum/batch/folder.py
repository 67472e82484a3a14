"""Stories in files of their own: a folder of them, a box of e-mail, a crawl."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from attrs import define, field

from storysum.batch.story import LONGEST, Story
from storysum.errors import InputError, MissingDependency
from storysum.files import OpenFile, decoded
from storysum.sources import SUFFIXES, Raw, parts
from storysum.sources.kinds import kind_of

__all__ = ["Folder", "files_below"]


@define(eq=False)
class Folder:
    """A file that `storysum.load` reads, or a folder of them, at any depth, in the order of their paths.

    A box of e-mail and a crawl hold many stories: each is called by the path, `#` and its own name; by its
    address alone where the crawl is all that was given.
    """

    given: Path
    root: Path
    paths: tuple[str, ...] = field(repr=lambda paths: f"<{len(paths)} files>")
    unread: dict[str, str] = field(factory=dict)
    longest: int = LONGEST
    _read: int = field(default=0, init=False)

    @classmethod
    def at(cls, path: Path) -> Folder:
        """The texts at a path. Only their names are kept in memory.

        Raises:
            InputError: If there is none.
        """
        return cls(path, *files_below(path, *SUFFIXES))

    def files(self) -> Iterable[OpenFile]:
        """All of them, those included that came since: an output must not lie among them."""
        root, names, _ = files_below(self.given, *SUFFIXES)
        return (root / name for name in names)

    def stories(self) -> Iterator[Story]:
        """A story for each file, called by its path inside the folder."""
        for name in self.paths:
            self._read += 1
            yield from self._stories(name)

    def share(self) -> float | None:
        """By files."""
        return self._read / len(self.paths) if self.paths else None

    def _stories(self, name: str) -> Iterator[Story]:
        if name in self.unread:
            yield Story(name, error=self.unread[name])
            return
        path = self.root / name
        try:
            if not path.is_file():
                yield Story(name, error="no plain file")
                return
            with path.open("rb") as file:
                for own, raw in parts(file, path.name):
                    address = "://" in own and self.given.is_file()
                    yield _from_raw(own if address else f"{name}#{own}" if own else name, raw, self.longest)
        except OSError as error:
            yield Story(name, error=f"cannot be read: {error.strerror or error}")
        except (InputError, MissingDependency) as error:
            yield Story(name, error=str(error))


def files_below(path: Path, *endings: str) -> tuple[Path, tuple[str, ...], dict[str, str]]:
    """A folder, the names of the files in it that end so, and of what cannot be read, why.

    Names are paths inside the folder, in their order; a folder that cannot be read and a link to
    a folder are among them. A single file stands in the folder that it is in.
    """
    if not path.is_dir():
        return path.parent, (path.name,), {}
    found: list[Path] = []
    unread: dict[Path, str] = {}

    def refused(error: OSError) -> None:
        unread[Path(error.filename)] = f"cannot be read: {error.strerror}"

    for folder, folders, files in os.walk(path, onerror=refused):
        links = [Path(folder, name) for name in folders if Path(folder, name).is_symlink()]
        unread.update(dict.fromkeys(links, "a link to a folder, which is not followed: give that folder as the input"))
        # One that is compressed is a failure, not left out.
        wanted = tuple(ending + more for ending in endings for more in ("", ".gz", ".bz2", ".xz", ".zst", ".zip"))
        found += [Path(folder, name) for name in files if name.lower().endswith(wanted)]
    if path in unread:
        raise InputError(f"{path}: {unread[path]}")
    if not found and not unread:
        raise InputError(f"{path}: no file in it is named {', '.join(f'*{ending}' for ending in endings)}")
    told = {one.relative_to(path).as_posix(): why for one, why in unread.items()}
    return path, tuple(sorted([*(one.relative_to(path).as_posix() for one in found), *told])), told


def _from_raw(name: str, raw: Raw | InputError, longest: int) -> Story:
    """A story of its bytes; plain text is decoded at once."""
    if isinstance(raw, InputError):
        return Story(name, error=str(raw))
    if len(raw.data) > longest:
        return Story(name, error=f"longer than {longest} bytes")
    try:
        plain = (
            raw.url is None and kind_of(raw.data, raw.name) == "text" and not raw.data.startswith((b"\xff", b"\xfe"))
        )
        return Story(name, decoded(raw.data)) if plain else Story(name, raw=raw)
    except InputError as error:
        return Story(name, error=str(error))
