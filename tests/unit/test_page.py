"""The page: one file that asks for nothing, in which everything that others wrote is text."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from storysum.evaluation.compare import compare
from storysum.evaluation.corpus import Corpus, Entry, load
from storysum.evaluation.metrics.dangling import Dangling
from storysum.evaluation.metrics.words import Length, Redundancy
from storysum.evaluation.page import render_page
from storysum.evaluation.page.contents import segments, utf16
from storysum.evaluation.records import Record
from storysum.evaluation.report import Report
from storysum.evaluation.run import run
from storysum.evaluation.score import score
from storysum.model.span import Span
from storysum.model.summary import Piece

HOSTILE = "<script>window.hacked=1</script> </script><!-- ]]> &amp; \u2028\u2029 {{script}}"
STORIES = {
    "van": "Petra Holm sold the van in 1979. It never started in the rain. The band walked home that night.",
    "amp": "Abel Foss owned one amplifier. He kept it in a shed. “It was loud,” says Foss. And nobody minded.",
    "flute 🪈": "The 🪈 was cheap. 🎸 and 🥁 were not. Odo Lind paid for both. But the shop kept the receipt.",
    HOSTILE: f"The sign on the door said {HOSTILE} in red. Nobody went in. The door stayed shut.",
}
CORPUS = Corpus(f"stories {HOSTILE}", tuple(Entry(name, text, {"short": (HOSTILE,)}) for name, text in STORIES.items()))
METRICS = (Length(), Redundancy(), Dangling())
NAMES = ("lead", "random", "textrank", "lsa")


@pytest.fixture(scope="module")
def records() -> tuple[Record, ...]:
    return score(run(CORPUS, NAMES, processes=0), CORPUS, METRICS)


@pytest.fixture(scope="module")
def report(records: tuple[Record, ...]) -> Report:
    return compare(records, CORPUS, METRICS, resamples=99)


@pytest.fixture(scope="module")
def page(report: Report, records: tuple[Record, ...]) -> str:
    return render_page(report, records, CORPUS)


def block(page: str, head: str) -> str:
    """What stands in the one element that begins so."""
    found: list[str] = re.findall(rf"{re.escape(head)}(.*?)</(?:script|style)>", page, re.DOTALL)
    assert len(found) == 1
    return found[0]


def shown(page: str) -> dict[str, Any]:
    """What the page knows."""
    found: dict[str, Any] = json.loads(block(page, '<script type="application/json" id="data">'))
    return found


def written_out(made: list[int | str], text: str) -> str:
    """A summary from its segments, by the units that a browser counts: what story.js does."""
    units = text.encode("utf-16-le")
    found, rest = "", iter(made)
    for one in rest:
        if isinstance(one, str):
            found += one
            continue
        size = next(rest)
        assert isinstance(size, int)
        words = units[2 * one : 2 * (one + abs(size))].decode("utf-16-le")
        found += words[0].upper() + words[1:] if size < 0 else words
    return found


def test_the_page_names_no_address_to_load_from(page: str) -> None:
    assert re.findall(r"(?:src|srcset|action|poster)\s*=", page) == ["src ="] * page.count("src =")
    assert set(re.findall(r"\bhref=\"([^\"#][^\"]*)\"", page)) == {"data:,"}
    assert "url(" not in page
    assert "@import" not in page
    assert set(re.findall(r"https?://[^\"'\s]*", page)) <= {"http://www.w3.org/2000/svg"}


def test_the_policy_allows_its_own_script_and_style_and_nothing_else(page: str) -> None:
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    rules = dict(rule.strip().split(" ", 1) for rule in policy[1].split(";"))
    assert rules.pop("img-src") == "data:"

    def named(content: str) -> str:
        return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"

    assert rules == {
        "default-src": "'none'",
        "script-src": named(block(page, "\n<script>")),
        "style-src": named(block(page, "<style>")),
        "base-uri": "'none'",
        "form-action": "'none'",
    }


def test_text_of_others_cannot_end_its_block_or_open_an_element(page: str) -> None:
    data = block(page, '<script type="application/json" id="data">')
    assert not set("<>&\u2028\u2029") & set(data)
    assert page.count("</script>") == 2
    assert page.count("window.hacked") == data.count("window.hacked") + 1
    assert "<title>stories &lt;script&gt;window.hacked=1&lt;/script&gt;" in page


def test_hostile_text_comes_back_as_it_was(page: str) -> None:
    articles = {article["id"]: article for article in shown(page)["articles"]}
    assert {name: article["text"] for name, article in articles.items()} == STORIES
    assert articles[HOSTILE]["references"] == {"headline": [], "short": [HOSTILE], "medium": []}


def test_each_article_stands_in_the_page_once(page: str) -> None:
    assert page.count("It never started in the rain.") == 1


def test_every_summary_can_be_put_together_again_from_slices(page: str, records: tuple[Record, ...]) -> None:
    cells = {article["id"]: article["cells"] for article in shown(page)["articles"]}
    for record in records:
        cell = cells[record.article][record.length][record.backend]
        assert record.error is None
        assert written_out(cell["made"], STORIES[record.article]) == record.summary
        slices = [one for one in cell["made"] if isinstance(one, int)]
        assert len(slices) == 2 * len(record.pieces)
        assert "picks" not in cell


@given(st.text(alphabet="a🎸é \n“”", max_size=30), st.data())
def test_offsets_are_those_that_a_browser_counts(text: str, data: st.DataObject) -> None:
    end = data.draw(st.integers(0, len(text)))
    start = data.draw(st.integers(0, end))
    first, last = utf16(text)(Span(start, end))
    assert text.encode("utf-16-le")[2 * first : 2 * last].decode("utf-16-le") == text[start:end]


def test_a_dropped_lead_in_leaves_a_capital_that_the_slice_does_not_have() -> None:
    text = "But éclairs were cheap, said Odo Lind."
    made = segments("Éclairs were cheap.", [Span(4, 22)], text, utf16(text))
    assert made == [4, -18, "."]
    assert written_out(made, text) == "Éclairs were cheap."


def test_a_rival_that_says_wrongly_where_it_took_its_words_is_shown_as_it_wrote(
    report: Report, records: tuple[Record, ...]
) -> None:
    wrong = Piece(Span(5, 9_999_999), "elsewhere", 1.0, 1)
    odd = [evolve(one, summary="Quite other words.", pieces=(wrong,)) for one in records]
    cell = shown(render_page(report, odd, CORPUS))["articles"][0]["cells"]["headline"]["lead"]
    assert cell["made"] == ["Quite other words."]
    assert cell["picks"] == [[5, len(STORIES["van"])]]


def test_the_page_has_the_report_and_what_its_tables_are_ranked_by(page: str, report: Report) -> None:
    data = shown(page)
    assert data["report"] == json.loads(json.dumps(report.to_dict()))
    assert data["leading"] == dict.fromkeys(report.lengths, "dangling")


def test_a_failure_and_what_could_not_be_scored_are_said_as_such(records: tuple[Record, ...]) -> None:
    failed = [
        evolve(one, summary="", pieces=(), error=f"ValueError: {HOSTILE} \ud800")
        if one.backend == "lsa" and one.article == "van"
        else one
        for one in records
    ]
    scored = score(failed, CORPUS, METRICS)
    page = render_page(compare(scored, CORPUS, METRICS, resamples=99), scored, CORPUS)
    page.encode("utf-8")
    rows = shown(page)["report"]["standings"]
    (row,) = [one for one in rows if (one["length"], one["backend"]) == ("short", "lsa")]
    assert row["failures"] == 1
    assert row["errors"][0][0].startswith("ValueError: <script>")
    assert "NaN" not in block(page, '<script type="application/json" id="data">')


def test_an_article_that_cannot_be_read_is_shown_with_its_failures() -> None:
    refused = Corpus("refused", (Entry("page", "<html><p>Not a story.</p></html>"), CORPUS.entries[0]))
    scored = score(run(refused, ["lead"], ["short"], processes=0), refused, METRICS)
    article = shown(render_page(compare(scored, refused, METRICS, resamples=9), scored, refused))["articles"][0]
    assert article["text"] == "<html><p>Not a story.</p></html>"
    assert "InputError" in article["cells"]["short"]["lead"]["error"]
    assert article["label"] == "page"


def test_the_same_values_make_the_same_page(report: Report, records: tuple[Record, ...], page: str) -> None:
    assert render_page(report, list(records), CORPUS) == page


def test_scripts_make_no_markup_out_of_text() -> None:
    for script in resources.files("storysum.evaluation.page").iterdir():
        if script.name.endswith(".js"):
            code = script.read_text(encoding="utf-8")
            assert not re.search(
                r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\b|new Function|DOMParser", code
            )
            assert not re.search(r"\bfetch\b|XMLHttpRequest|WebSocket|sendBeacon|\bimport\b", code)


def test_fifty_real_articles_by_fourteen_backends_stay_under_two_megabytes(shared: Path) -> None:
    corpus = load(shared / "data" / "summaries" / "cnndm-dev.jsonl", limit=50)
    one = run(corpus, ["lead"], ["short", "medium"], processes=0)
    # Fourteen of them, and a medium summary in the place of each headline: more than there would be.
    longer = [evolve(record, length="headline") for record in one if record.length == "medium"]
    many = [evolve(record, backend=f"sumy-{number}") for record in [*one, *longer] for number in range(14)]
    scored = score(many, corpus, METRICS)
    page = render_page(compare(scored, corpus, METRICS, resamples=9), scored, corpus)
    assert len(page.encode()) < 1_700_000


# ---- Colours


def themes() -> dict[str, dict[str, str]]:
    """The colours of the style sheet by name, light and dark."""
    style = resources.files("storysum.evaluation.page").joinpath("page.css").read_text(encoding="utf-8")
    light, dark = re.findall(r":root \{([^}]*--paper[^}]*)\}", style)
    return {name: dict(re.findall(r"--([\w-]+): (#\w{6});", body)) for name, body in [("light", light), ("dark", dark)]}


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours (WCAG 2.2)."""

    def luminance(colour: str) -> float:
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def test_contrast_is_computed_as_the_standard_says() -> None:
    # The Understanding document of WCAG 2.2, criterion 1.4.3, names #767676 as the lightest grey that passes on white.
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)


def test_both_themes_name_the_same_colours_and_no_colour_stands_elsewhere() -> None:
    light, dark = themes()["light"], themes()["dark"]
    assert light.keys() == dark.keys()
    style = resources.files("storysum.evaluation.page").joinpath("page.css").read_text(encoding="utf-8")
    assert len(re.findall(r"#[0-9a-fA-F]{3,8}\b", re.sub(r"(?m)^#[\w-]+.*\{", "", style))) == len(light) + len(dark)
    assert not re.search(r"\b(?:rgb|hsl|oklch)a?\(|gradient", style)
    assert set(re.findall(r"var\(--([\w-]+)\)", style)) >= light.keys()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_all_text_has_the_contrast_that_small_text_needs(theme: str) -> None:
    colours = themes()[theme]
    slots, tints = [[f"{kind}-{name}" for name in "abcd"] for kind in ("slot", "tint")]
    grounds = ["paper", "raised", *tints, "tint-several"]
    pairs = [("ink", ground) for ground in grounds]
    pairs += [(text, ground) for text in ("soft", "accent", "failed") for ground in ("paper", "raised")]
    # The letters: paper on the colour of the backend.
    pairs += [("paper", slot) for slot in slots]
    low = {pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2) for pair in pairs}
    assert {pair: ratio for pair, ratio in low.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_lines_and_edges_can_be_told_from_what_they_lie_on(theme: str) -> None:
    colours = themes()[theme]
    lines = [(f"slot-{name}", ground) for name in "abcd" for ground in (f"tint-{name}", "tint-several", "paper")]
    lines += [("edge", "paper"), ("accent", "paper")]
    low = {pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2) for pair in lines}
    assert {pair: ratio for pair, ratio in low.items() if ratio < 3} == {}


def test_the_page_of_one_article_draws_no_interval_and_tells_what_was_left_out() -> None:
    one = Corpus("one", (Entry("van", STORIES["van"]),))
    records = score(run(one, ["lead", "random"], processes=0), one)
    page = render_page(compare(records, one, resamples=99), records, one)
    told = shown(page)["report"]
    figures = [figure for row in told["standings"] for figure in row["figures"].values()]
    assert {(figure["low"], figure["high"]) for figure in figures} == {(None, None)}
    assert "R-2, R-Lsum of 1 of 1 article: no reference of this length." in " ".join(told["left_out"]["short"])
