"""Imports point down only; nothing in `ranking` sees a string."""

from __future__ import annotations

import ast
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src" / "storysum"

# From the ground up; names on one line are siblings and do not import each other.
LAYERS = (
    ("errors", "version", "terminal"),
    ("model", "workers", "files"),
    ("memo", "marks", "threads", "wordlists"),
    ("text", "sources", "syntax", "ranking"),
    ("quotations", "parses", "terms"),
    ("backends", "select", "shortening", "render"),
    ("analysis",),
    ("api",),
    ("arguments",),
    ("batch", "corpus"),
    ("distributed", "evaluation", "testing"),
    ("show", "profile"),
    ("commands",),
    ("serve",),
    ("cli",),
    ("__init__", "__main__"),
)
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}


def modules() -> list[tuple[str, Path]]:
    return [(path.relative_to(SOURCE).parts[0].removesuffix(".py"), path) for path in SOURCE.rglob("*.py")]


def imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module] if node.module != "storysum" else [f"storysum.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        found.update(name.split(".")[1] for name in names if name.startswith("storysum."))
    return found


def test_every_module_has_its_layer() -> None:
    assert {name for name, _ in modules()} <= set(LEVEL)


def test_imports_point_down_only() -> None:
    for name, path in modules():
        for other in imported(path) - {name}:
            below = LEVEL[other] < LEVEL[name]
            # The front door and `python -m storysum` may name anything.
            assert below or name in ("__init__", "__main__"), f"{path.name} ({name}) imports {other}"


def test_ranking_never_sees_a_text() -> None:
    for name, path in modules():
        if name == "ranking":
            assert imported(path) <= {"ranking"}, path
