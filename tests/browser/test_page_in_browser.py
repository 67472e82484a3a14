"""The page as a reader has it: in headless Chromium, by mouse, by keyboard, on a phone, in the dark."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from attrs import evolve
from chromium import Visitor

from storysum.evaluation.compare import compare
from storysum.evaluation.corpus import Corpus, Entry
from storysum.evaluation.corpus import shipped as shipped_corpus
from storysum.evaluation.metrics.dangling import Dangling
from storysum.evaluation.metrics.quotations import Quotations
from storysum.evaluation.metrics.words import Length, Redundancy
from storysum.evaluation.page import render_page
from storysum.evaluation.records import Record
from storysum.evaluation.run import run
from storysum.evaluation.score import score

HOSTILE = "<script>window.hacked=1</script><img src=x onerror='window.hacked=2'></script><!--"
LONG = "Llanfairpwllgwyngyll" * 12
EXTRA = (
    Entry(HOSTILE, f"The sign on the door said {HOSTILE} in red. Nobody went in. The door stayed shut. It rained."),
    Entry("far 🎸", f"The 🎸 was cheap. 🥁 and 🎹 were not. Odo Lind paid for both. He lives in {LONG}. It rained."),
)
METRICS = (Length(), Redundancy(), Dangling(), Quotations())
NAMES = ("lead", "random", "textrank", "lsa")
SECTIONS = ("board", "differences", "story", "made")


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return Corpus("stories", (*shipped_corpus().entries[:4], *EXTRA))


@pytest.fixture(scope="module")
def records(corpus: Corpus) -> tuple[Record, ...]:
    made = run(corpus, NAMES, processes=0)
    # One failure, with a message that would like to be markup.
    spoiled = [
        evolve(one, summary="", pieces=(), error=f"ValueError: {HOSTILE}")
        if (one.backend, one.article) == ("lsa", HOSTILE)
        else one
        for one in made
    ]
    return score(spoiled, corpus, METRICS)


@pytest.fixture(scope="module")
def address(corpus: Corpus, records: tuple[Record, ...], tmp_path_factory: pytest.TempPathFactory) -> str:
    page = tmp_path_factory.mktemp("page") / "page.html"
    report = compare(records, corpus, METRICS, resamples=99)
    page.write_text(render_page(report, records, corpus), encoding="utf-8")
    return page.as_uri()


class Reader(Visitor):
    """Somebody who reads the page."""

    def __init__(self, driver: Any, address: str) -> None:
        super().__init__(driver)
        self.address = address

    def opens(self, *, width: int = 1200, dark: bool = False, **wanted: object) -> Reader:
        fragment = f"#{urlencode(wanted, doseq=True)}" if wanted else ""
        self.goes_to(self.address + fragment, width=width, dark=dark)
        return self

    def picks(self, letter: str) -> str:
        """All that is marked with a letter, in the order of the article."""
        found: str = self.finds(
            "[...document.querySelectorAll('#source mark')].filter(one => one.dataset.slots.includes(arguments[0]))"
            ".map(one => one.textContent).join('')",
            letter,
        )
        return found

    @property
    def fragment(self) -> str:
        found: str = self.finds("location.hash")
        return found


@pytest.fixture
def reader(chromium: Any, address: str) -> Reader:
    return Reader(chromium, address)


def picked(records: tuple[Record, ...], article: str, backend: str, length: str) -> str:
    """The words of a summary's pieces, in the order of the article."""
    (record,) = [one for one in records if (one.article, one.backend, one.length) == (article, backend, length)]
    return "".join(piece.text for piece in sorted(record.pieces, key=lambda piece: piece.span))


def test_it_loads_without_a_message_and_without_asking_anybody(reader: Reader) -> None:
    reader.opens(article=HOSTILE, show=["lsa", "lead"], length="medium")
    assert reader.driver.get_log("browser") == []
    assert {url for url in reader.asked() if not url.startswith("data:")} <= {reader.address, "about:blank"}


def test_text_that_would_be_markup_is_text(reader: Reader) -> None:
    reader.opens(article=HOSTILE, show=["textrank", "lsa"])
    assert reader.finds("typeof window.hacked") == "undefined"
    assert HOSTILE in reader.one("#source").text
    assert HOSTILE in reader.one("#summaries").text
    assert HOSTILE in reader.one("#failures").text
    assert reader.finds("document.querySelectorAll('img').length") == 0
    assert reader.finds("document.scripts.length") == 2


@pytest.mark.parametrize("place", range(6))
def test_highlights_are_the_pieces_letter_for_letter(
    reader: Reader, corpus: Corpus, records: tuple[Record, ...], place: int
) -> None:
    article = corpus.entries[place].id
    for length in ("headline", "short", "medium"):
        reader.opens(article=article, length=length, show=["textrank", "lead", "random"])
        for letter, backend in zip("ABC", ("textrank", "lead", "random"), strict=True):
            assert reader.picks(letter) == picked(records, article, backend, length)


def test_summaries_read_as_they_were_written(reader: Reader, corpus: Corpus, records: tuple[Record, ...]) -> None:
    for entry in corpus.entries:
        reader.opens(article=entry.id, show=["textrank", "lead"])
        for record in records:
            if record.article == entry.id and record.backend in ("textrank", "lead") and record.summary:
                found = reader.finds(
                    "[...document.querySelectorAll('#summaries article')]"
                    ".find(one => one.dataset.backend === arguments[0])"
                    ".querySelector(`[data-length=${arguments[1]}] .text`).textContent",
                    record.backend,
                    record.length,
                )
                assert found == record.summary


def test_the_source_is_shown_whole(reader: Reader, corpus: Corpus) -> None:
    for entry in corpus.entries:
        reader.opens(article=entry.id)
        shown = reader.finds(
            "[...document.querySelectorAll('#source .block')].map(one => [...one.childNodes]"
            ".filter(node => !node.classList?.contains('role')).map(node => node.textContent).join('')).join(' ')"
        )
        assert shown.split() == entry.text.split()


def test_another_length_changes_the_table_the_summary_and_the_highlights(
    reader: Reader, corpus: Corpus, records: tuple[Record, ...]
) -> None:
    reader.opens(length="short", show=["textrank"])
    before = reader.one("#ranking").text
    reader.finds("document.querySelector('input[value=medium]').click()")
    assert reader.one("#ranking").text != before
    assert "medium summaries" in reader.one("#board-lede").text
    assert reader.picks("A") == picked(records, corpus.entries[0].id, "textrank", "medium")
    assert reader.one("#summaries .now").get_attribute("data-length") == "medium"
    assert "length=medium" in reader.fragment


def test_backends_are_ticked_on_and_off_up_to_four(reader: Reader, corpus: Corpus, records: tuple[Record, ...]) -> None:
    reader.opens(length="short", show=["textrank"])
    reader.one("#show input[value=random]").click()
    assert reader.picks("B") == picked(records, corpus.entries[0].id, "random", "short")
    assert "random" in reader.one("#legend").text
    reader.one("#show input[value=textrank]").click()
    assert reader.picks("A") == picked(records, corpus.entries[0].id, "random", "short")
    for name in ("lead", "lsa", "textrank"):
        reader.one(f"#show input[value={name}]").click()
    assert len(reader.driver.find_elements("css selector", "#summaries .writer[data-backend]")) == 4


def test_several_backends_can_be_told_apart_without_colours(reader: Reader) -> None:
    reader.opens(length="medium", show=["textrank", "lead", "random", "lsa"])
    styles = reader.finds(
        "[...document.querySelectorAll('#legend .line')].map(one => getComputedStyle(one).textDecorationStyle)"
    )
    assert len(set(styles)) == 4
    assert reader.finds("[...document.querySelectorAll('#source mark')].every(one => one.dataset.slots)")
    assert reader.finds("getComputedStyle(document.querySelector('#source mark'), '::before').content") != "none"


def test_previous_next_and_the_list_change_the_article(reader: Reader, corpus: Corpus) -> None:
    reader.opens()
    assert not reader.one("#previous").is_enabled()
    reader.one("#next").click()
    assert corpus.entries[1].id in reader.one("#article-head").text
    reader.one("#article option[value='3']").click()
    assert corpus.entries[3].id in reader.one("#article-head").text
    assert reader.one("#said").get_attribute("textContent").startswith("Article 4 of 6")
    reader.driver.back()
    assert corpus.entries[1].id in reader.one("#article-head").text


def test_an_address_brings_back_the_view(reader: Reader, corpus: Corpus) -> None:
    reader.opens(
        length="medium", by="dangling", against="random", first="lsa", article=corpus.entries[2].id, show="lsa"
    )
    assert reader.one("#by").get_attribute("value") == "dangling"
    assert reader.one("#against").get_attribute("value") == "random"
    assert reader.one("#first").get_attribute("value") == "lsa"
    assert corpus.entries[2].id in reader.one("#article-head").text
    assert "Against random" in reader.one("#ranking").text


def test_an_address_that_means_nothing_shows_the_beginning(reader: Reader, corpus: Corpus) -> None:
    reader.opens(length="<b>", by="x", against="nobody", article="?", show=["", "nobody"], at="//")
    assert reader.driver.get_log("browser") == []
    assert corpus.entries[0].id in reader.one("#article-head").text


def test_the_table_of_two_backends_leads_to_each_article(reader: Reader, corpus: Corpus) -> None:
    reader.opens(length="medium", by="repeated", first="textrank", against="random")
    link = reader.one("#each tbody tr:last-of-type a")
    article = corpus.entries[int(link.text.partition(".")[0]) - 1].id
    link.click()
    assert article in reader.one("#article-head").text
    assert [one.text for one in reader.driver.find_elements("css selector", "#summaries [data-backend] h4")] == [
        "A textrank",
        "B random (floor)",
    ]
    assert reader.finds("document.activeElement.id") == "story-head"


def test_everything_can_be_chosen_by_keyboard_alone(reader: Reader, corpus: Corpus) -> None:
    from selenium.webdriver.common.keys import Keys

    reader.opens(length="short", show=["textrank"])
    reader.tabs_to("#lengths input")
    reader.presses(Keys.ARROW_RIGHT)
    assert "length=medium" in reader.fragment
    assert reader.finds("document.activeElement.value") == "medium"
    reader.tabs_to("#by")
    before = reader.one("#by").get_attribute("value")
    reader.presses(Keys.ARROW_DOWN)
    assert reader.one("#by").get_attribute("value") != before
    assert f"by={reader.one('#by').get_attribute('value')}" in reader.fragment
    reader.tabs_to("#all button[data-key='rank by dangling']")
    reader.presses(Keys.ENTER)
    assert "by=dangling" in reader.fragment
    assert reader.finds("document.activeElement.dataset.key") == "rank by dangling"
    reader.tabs_to("#show input[value=lead]")
    reader.presses(Keys.SPACE)
    assert reader.finds("document.activeElement.value") == "lead"
    assert reader.picks("B")
    reader.tabs_to("#next")
    reader.presses(Keys.ENTER)
    assert corpus.entries[1].id in reader.one("#article-head").text


def test_what_has_the_focus_can_be_seen(reader: Reader) -> None:
    reader.opens(by="repeated", length="medium")
    for selector in ("nav a", "#by", "#show input", "#next", "#all button", "#each a", "summary", ".scrolls"):
        reader.tabs_to(selector)
        outline = reader.finds("getComputedStyle(document.activeElement).outline")
        assert "solid 3px" in outline or "3px solid" in outline, selector


@pytest.mark.parametrize("place", [0, 4, 5])
def test_on_a_phone_nothing_sticks_out_sideways(reader: Reader, corpus: Corpus, place: int) -> None:
    reader.opens(width=360, article=corpus.entries[place].id, length="medium", show=["textrank", "lead", "lsa"])
    reader.finds("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    assert reader.finds("[document.documentElement.scrollWidth, window.innerWidth]") == [360, 360]
    wide = reader.finds(
        "[...document.querySelectorAll('body *')].filter(one => !one.closest('.scrolls, .unseen')"
        " && one.getBoundingClientRect().right > 360.5).map(one => one.outerHTML.slice(0, 80))"
    )
    assert wide == []


def test_light_and_dark_follow_the_system(reader: Reader) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    light, dark = reader.opens().finds(ground), reader.opens(dark=True).finds(ground)
    assert light == "rgb(255, 255, 255)"
    assert sum(map(int, dark.removeprefix("rgb(").removesuffix(")").split(","))) < 100


def test_every_control_and_landmark_has_a_name(reader: Reader) -> None:
    reader.opens(show=["textrank", "lead"])
    reader.finds("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    nodes = reader.driver.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    named = {"button", "checkbox", "combobox", "form", "image", "img", "link", "navigation", "radio", "region", "table"}
    roles = [(node["role"]["value"], node.get("name", {}).get("value", "")) for node in nodes if not node["ignored"]]
    assert [role for role, name in roles if role in named and not name.strip()] == []
    assert {"main", "banner", "contentinfo", "navigation"} <= {role for role, _ in roles}


def test_headings_never_skip_a_level(reader: Reader) -> None:
    reader.opens(show=["textrank", "lead"])
    levels = reader.finds("[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(one => Number(one.tagName[1]))")
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


def test_table_heads_say_what_they_are_heads_of(reader: Reader) -> None:
    reader.opens()
    assert reader.finds("[...document.querySelectorAll('th')].every(one => one.scope)")
    assert reader.finds("[...document.querySelectorAll('table')].every(one => one.caption?.textContent)")
    assert reader.finds("document.querySelectorAll('#all [aria-sort]').length") == 1


@pytest.mark.parametrize("section", SECTIONS)
def test_the_links_on_top_keep_what_is_chosen(reader: Reader, section: str) -> None:
    reader.opens(length="medium", by="repeated")
    reader.one(f"nav a[href='#{section}']").click()
    assert "length=medium" in reader.fragment
    assert reader.finds("document.activeElement.id") == f"{section}-head"
    # The head is in sight, below the choices that stay on top.
    top, bar = reader.finds(
        "[document.activeElement.getBoundingClientRect().top,"
        " document.querySelector('form.choices').getBoundingClientRect().bottom]"
    )
    assert bar - 1 <= top < 900


def test_the_page_fits_its_bound(address: str) -> None:
    assert Path(address.removeprefix("file://")).stat().st_size < 2_000_000
