"""What the site shows of storysum at work, made by this very version: a digest as in a notebook, a comparison.

python docs/site/make.py FOLDER
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import storysum
from storysum import evaluation
from storysum.evaluation.page import render_page

ROOT = Path(__file__).resolve().parents[2]


def main(folder: Path) -> None:
    """Write digest.html and comparison.html to a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    notebook = json.loads((ROOT / "examples" / "notebook.ipynb").read_text(encoding="utf-8"))
    names: dict[str, object] = {}
    exec("".join(notebook["cells"][1]["source"]), names)  # the story that the notebook begins with
    digest = storysum.digest(str(names["story"]))
    (folder / "digest.html").write_text(digest._repr_html_(), encoding="utf-8")
    corpus = evaluation.shipped()
    records = evaluation.run(
        corpus, ["blend", "textrank", "lsa", "quote-first", "lead", "random", "oracle"], processes=0
    )
    records = evaluation.score(records, corpus)
    page = render_page(evaluation.compare(records, corpus), records, corpus)
    (folder / "comparison.html").write_text(page, encoding="utf-8")


main(Path(sys.argv[1]))
