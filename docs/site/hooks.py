"""What the site has beside the pages of docs/: files of the repository, taken as they are, and what was made for it.

No figure is copied: a table of a benchmark is the file that the benchmark wrote. Links between files of the repository
become links between pages; a link to a file that has no page becomes plain text, since the site knows no other address.
"""

from __future__ import annotations

import ast
import posixpath
import re
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File

ROOT = Path(__file__).resolve().parents[2]
MADE = ROOT / "build" / "docs"
TAKEN = {
    "README.md": "index.md",
    "CHANGELOG.md": "changelog.md",
    "CONTRIBUTING.md": "contributing.md",
    "SECURITY.md": "security.md",
    "benchmarks/results": "benchmarks/shipped.md",
    "docs/README.md": "index.md",
    "docs/decisions": "decisions/README.md",
    "examples": "examples.md",
    "examples/notebook.ipynb": "guides/notebooks.md",
    "examples/plugin": "plugin.md",
    "examples/plugin/README.md": "plugin.md",
    "src/storysum/quotations/weights/README.md": "model-cards/quotations.md",
    "src/storysum/syntax/weights/README.md": "model-cards/syntax.md",
    "training/README.md": "training.md",
}
"""By the path in the repository the page that shows it."""

_FENCED = re.compile(r"(^```.*?^```$)", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"(!?)\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(([^)\s]+)\)")
_MADE = re.compile(r"^<!-- made: (\w+) -->$", re.MULTILINE)


def on_files(files: Any, config: Any) -> Any:
    """Add the pages that are not in docs/."""
    taken = {path: page for path, page in TAKEN.items() if (ROOT / path).is_file() and path != "docs/README.md"}
    for path in sorted((ROOT / "benchmarks" / "results").iterdir()):
        TAKEN[f"benchmarks/results/{path.name}"] = taken[f"benchmarks/results/{path.name}"] = f"benchmarks/{path.name}"
    del taken["examples/notebook.ipynb"]
    for path, page in taken.items():
        files.append(File.generated(config, page, abs_src_path=str(ROOT / path)))
    files.append(File.generated(config, "examples.md", content=_examples()))
    files.append(File.generated(config, "comparison-page.html", abs_src_path=str(MADE / "comparison.html")))
    return files


def on_page_markdown(markdown: str, page: Any, files: Any, **_: Any) -> str:
    """Put in what was made, and lead links where their files are on the site."""
    markdown = _MADE.sub(lambda found: (MADE / f"{found[1]}.html").read_text(encoding="utf-8"), markdown)
    from_page = {shown: path for path, shown in TAKEN.items() if (ROOT / path).is_file() and path != "docs/README.md"}
    own = from_page.get(page.file.src_uri, f"docs/{page.file.src_uri}")

    def led(link: re.Match[str]) -> str:
        picture, text, target = link.groups()
        if target.startswith(("#", "http:", "https:", "mailto:")):
            return link[0]
        path, _, anchor = target.partition("#")
        there = posixpath.normpath(posixpath.join(posixpath.dirname(own), path))
        found = _page_of(there)
        if found is None or files.get_file_from_path(found) is None:
            return text
        relative = posixpath.relpath(found, posixpath.dirname(page.file.src_uri) or ".")
        if there.startswith("examples/") and there.endswith(".py"):
            anchor = Path(there).stem
        return f"{picture}[{text}]({relative}{'#' + anchor if anchor else ''})"

    parts = _FENCED.split(markdown)
    return "".join(part if part.startswith("```") else _apart(_LINK.sub(led, part)) for part in parts)


def _apart(markdown: str) -> str:
    """Two brackets side by side are no link of the old kind."""
    return markdown.replace("] [", "] \\[")


def _page_of(path: str) -> str | None:
    if path in TAKEN:
        return TAKEN[path]
    if path.startswith("docs/"):
        return path.removeprefix("docs/")
    return "examples.md" if re.fullmatch(r"examples/\w+\.py", path) else None


def _examples() -> str:
    """Each example under its own heading."""
    parts = ["# Examples", "Each runs as it stands, and the tests hold it to what it prints."]
    for path in sorted((ROOT / "examples").glob("[0-9]*.py")):
        source = path.read_text(encoding="utf-8")
        head = (ast.get_docstring(ast.parse(source)) or path.stem).splitlines()[0].rstrip(".:")
        parts += [f"## {head} {{ #{path.stem} }}", f"`examples/{path.name}`", f"```python\n{source.strip()}\n```"]
    return "\n\n".join(parts) + "\n"
