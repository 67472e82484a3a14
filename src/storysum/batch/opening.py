"""What a name says: the source of stories, or the place for rows, at a path."""

from __future__ import annotations

from pathlib import Path

from storysum.batch.parquet import ParquetFiles, ParquetParts
from storysum.batch.sinks import RowLines
from storysum.batch.sources import CsvFile, Files, Folder, JsonLines, Names
from storysum.errors import InputError
from storysum.files import opened
from storysum.sources import SUFFIXES

Source = JsonLines | Files
"""What stories come out of, always in the same order; `share` of it was read, from 0 to 1, where that is known."""
Sink = RowLines | ParquetParts
"""What rows go into, in order."""

_SOURCES: dict[str, type[Source]] = {"jsonl": JsonLines, "csv": CsvFile, "parquet": ParquetFiles, "texts": Folder}
_ENDINGS = {
    **dict.fromkeys((".jsonl", ".ndjson", ".json"), "jsonl"),
    **dict.fromkeys((".csv", ".tsv"), "csv"),
    ".parquet": "parquet",
    **dict.fromkeys(SUFFIXES, "texts"),
}


def source(path: Path | str, names: Names | None = None, *, form: str | None = None) -> Source:
    """The source at a path; what it is, its name tells.

    Args:
        path: A file, a folder, or "-" for standard input (JSON Lines).
        names: Of the fields; "id", "text" and "title" unless told.
        form: "jsonl", "csv", "parquet" or "texts", where the name does not tell.

    Raises:
        InputError: If nothing is there, or nobody can tell what it is.
        MissingDependency: If it is Parquet and pyarrow is not installed.
    """
    names = names or Names()
    if str(path) == "-":
        return JsonLines(None, names)
    path = Path(path)
    if not path.exists():
        raise InputError(f"{path}: nothing is there")
    kind = form or _kind(path)
    if kind in ("jsonl", "csv") and path.is_dir():
        raise InputError(f"{path}: this is a folder; a folder holds texts or Parquet")
    if kind not in _SOURCES:
        raise InputError(f"{path}: no source {kind!r}; one of {', '.join(_SOURCES)}")
    found = _SOURCES[kind](path, names)
    found.files()  # what is not there is told before anything is written
    return found


def _kind(path: Path) -> str:
    if path.is_dir():
        tables, texts = any(path.glob("*.parquet")), any(path.glob("*.txt"))
        if tables and texts:
            raise InputError(f"{path}: holds both texts and Parquet: say --from texts or --from parquet")
        return "parquet" if tables else "texts"
    kind = next((kind for ending, kind in _ENDINGS.items() if path.name.lower().endswith(ending)), None)
    if kind is None:
        opened(path).close()  # says so where it is compressed
        raise InputError(f"{path}: its name does not tell what it is: say --from jsonl, csv, parquet or texts")
    return kind


def sink(path: Path | str, *, fresh: bool = False, form: str | None = None) -> Sink:
    """The sink at a path: JSON Lines, or a folder of Parquet parts where the name ends in `.parquet`.

    Args:
        path: A file, a folder, or "-" for standard output.
        fresh: Throw away the rows that are there, when they are asked for.
        form: "jsonl" or "parquet", where the name does not tell.

    Raises:
        InputError: If it cannot be opened, its name tells another format, or another batch is writing it.
    """
    if str(path) == "-":
        return RowLines(None)
    path = Path(path)
    suffix = path.suffix.lower()
    kind = form or ("parquet" if suffix == ".parquet" else "jsonl")
    if form is None and _ENDINGS.get(suffix) == "csv":
        raise InputError(f"{path}: rows are JSON Lines or Parquet: name it so, or say --to jsonl")
    if kind not in ("jsonl", "parquet"):
        raise InputError(f"{path}: no sink {kind!r}; one of jsonl, parquet")
    return ParquetParts.at(path, fresh=fresh) if kind == "parquet" else RowLines.at(path, fresh=fresh)
