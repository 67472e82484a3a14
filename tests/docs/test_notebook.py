"""The notebook of examples/ runs, and what its cells give shows itself."""

from __future__ import annotations

import os
import warnings
from pathlib import Path
from typing import Any

import pytest

nbformat = pytest.importorskip("nbformat")
nbclient = pytest.importorskip("nbclient")
pytest.importorskip("ipykernel")

NOTEBOOK = Path(__file__).resolve().parents[2] / "examples" / "notebook.ipynb"


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> list[list[Any]]:
    """The outputs of each cell of code, by a kernel of this Python; for who wants to look, a page of them."""
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of zmq and the event loop
        client = nbclient.NotebookClient(notebook, timeout=300, kernel_name="python3")
        client.execute(cwd=str(tmp_path_factory.mktemp("notebook")))
    made = [cell.outputs for cell in notebook.cells if cell.cell_type == "code"]
    if page := os.environ.get("STORYSUM_NOTEBOOK_PAGE"):
        shown = "<hr>".join(output.data.get("text/html", "") for cell in made for output in cell)
        Path(page).write_text(f"<!doctype html><meta charset=utf-8>{shown}", encoding="utf-8")
    return made


def test_each_cell_shows_its_value_and_prints_nothing_else(outputs: list[list[Any]]) -> None:
    assert len(outputs) >= 5
    for cell in outputs:
        assert [output.output_type for output in cell] == ["execute_result"]
    *values, report = (cell[0].data for cell in outputs)
    assert all(value["text/html"].startswith('<div class="storysum') for value in values)
    assert report["text/markdown"].startswith("# shipped")


def test_the_digest_marks_its_pieces(outputs: list[list[Any]]) -> None:
    assert "<mark" in outputs[1][0].data["text/html"]


def test_it_is_kept_without_outputs() -> None:
    cells = [cell for cell in nbformat.read(NOTEBOOK, as_version=4).cells if cell.cell_type == "code"]
    assert not any(cell.outputs or cell.execution_count for cell in cells)
