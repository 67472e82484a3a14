"""The page as somebody has it who tries storysum: headless Chromium, by mouse, by keyboard, on a phone, in the dark."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from chromium import Visitor
from serving import Client

import storysum
from storysum.corpus import load

STORY = load()[0].text
HOSTILE = "<script>window.hacked=1</script><img src=x onerror='window.hacked=2'></script><!--"
HOSTILE_STORY = (
    f"The sign on the door said {HOSTILE} in red. Nobody went in. The door stayed shut. It rained. "
    + "The band waited in the van for an hour and sold records to those who came by. " * 8
)


class Editor(Visitor):
    """Somebody at the page who tries storysum."""

    def __init__(self, driver: Any, client: Client) -> None:
        super().__init__(driver)
        self.client = client

    def opens(self, *, width: int = 1300, dark: bool = False, address: str = "") -> Editor:
        self.goes_to(address or self.client.address, width=width, dark=dark)
        self.waits("document.querySelectorAll('#backends input').length > 5")
        return self

    def texts(self, selector: str) -> list[str]:
        found: list[str] = self.finds(
            "[...document.querySelectorAll(arguments[0])].map(one => one.textContent)", selector
        )
        return found

    def summarizes(self, text: str) -> None:
        self.finds("document.querySelector('#text').value = arguments[0]", text)
        self.finds("document.querySelector('#status').textContent = ''")
        self.one("#go").click()
        self.waits("/sentences read/.test(document.querySelector('#status').textContent)")

    def slides(self, selector: str, value: int) -> None:
        self.finds(
            "[arguments[0]].map(s => { const one = document.querySelector(s); one.value = arguments[1]; "
            "one.dispatchEvent(new Event('input', {bubbles: true})); })",
            selector,
            value,
        )


@pytest.fixture
def editor(chromium: Any, client: Client) -> Editor:
    return Editor(chromium, client)


def test_summaries_read_as_python_writes_them_and_nobody_else_is_asked(editor: Editor) -> None:
    editor.opens().summarizes(STORY)
    for place, name in enumerate(("blend", "textrank")):
        digest = storysum.digest(STORY, backend=name)
        assert editor.texts(f".slot-{place} .text") == [
            digest.headline.text,
            digest.short.text,
            digest.medium.text,
        ]
    assert editor.texts("#quotes li .text") == [quote.span.of(STORY) for quote in digest.quotes]
    dropped = [block.span.of(STORY) for block in digest.article.blocks if block.role not in ("body", "item")]
    assert len(editor.texts("#out li strong")) == len(dropped)
    assert editor.driver.get_log("browser") == []
    assert {url for url in editor.asked() if not url.startswith(("data:", "about:", editor.client.address))} == set()


def test_a_piece_lights_its_place_in_the_story_and_a_sentence_those_who_took_it(editor: Editor) -> None:
    editor.opens().summarizes(STORY)
    lit = "#blocks .lit:not(.block)"
    for place in range(3):
        editor.finds("document.querySelectorAll('.slot-0 .short .piece')[arguments[0]]?.focus()", place)
        piece = storysum.digest(STORY).short.pieces[place]
        assert "".join(editor.texts(lit)) == piece.text
    editor.finds("document.activeElement.blur()")
    assert editor.texts(lit) == []
    # The sentence of that piece, by the mouse.
    from selenium.webdriver.common.action_chains import ActionChains

    sentence = editor.finds("document.querySelector('#blocks .taken').closest('.sentence')")
    ActionChains(editor.driver).move_to_element(sentence).perform()
    assert "Taken by" in editor.one("#takers").text
    lit_pieces = editor.texts(".piece.lit")
    assert lit_pieces
    said = editor.finds("arguments[0].textContent", sentence)
    assert all(piece[1:] in said for piece in lit_pieces)


def test_a_hostile_story_is_text(editor: Editor) -> None:
    editor.opens().summarizes(HOSTILE_STORY)
    assert HOSTILE in "".join(editor.texts("#blocks"))
    assert HOSTILE in "".join(editor.texts("#results"))
    editor.finds("document.querySelectorAll('.sentence')[0].click()")
    editor.waits("document.querySelector('#tree svg')")
    assert editor.finds("typeof window.hacked") == "undefined"
    assert editor.finds("document.querySelectorAll('img, iframe, object').length") == 0
    assert editor.finds("document.scripts.length") == 1
    assert editor.driver.get_log("browser") == []


def test_all_of_it_is_reached_by_the_keyboard(editor: Editor) -> None:
    from selenium.webdriver.common.keys import Keys

    editor.opens()
    editor.tabs_to("#text")
    editor.presses("Petra Holm, who founded the label, sold the van to a baker. Nobody in Goole was sorry. It rained.")
    editor.tabs_to("#go")
    editor.presses(Keys.ENTER)
    editor.waits("!document.querySelector('#found').hidden")
    editor.tabs_to(".piece")
    assert editor.texts("#blocks .lit")
    editor.tabs_to(".sentence")
    editor.presses(Keys.ARROW_DOWN)
    assert editor.finds("document.activeElement.textContent") == "Nobody in Goole was sorry."
    editor.presses(Keys.ARROW_UP)
    editor.presses(Keys.ENTER)
    editor.waits("document.querySelector('#tree svg')")
    editor.waits("document.activeElement.id == 'sentence'")
    words = " ".join(editor.texts("#tree text tspan:not(.relation)"))
    assert words == "Petra Holm , who founded the label , sold the van to a baker ."
    editor.slides("#cut-words", 6)
    cut = storysum.shorten("Petra Holm, who founded the label, sold the van to a baker.", words=6)
    editor.waits("document.querySelector('#cut-output').textContent == '6'")
    editor.waits(f"document.querySelector('#cut').textContent == {json.dumps(cut.text or cut.shortfall)}")
    editor.tabs_to("#uncap")


def test_a_file_is_read_budgets_hold_and_what_is_copied_is_the_digest(editor: Editor, tmp_path: Path) -> None:
    path = tmp_path / "van.md"
    path.write_text(f"# The van\n\n{STORY}", encoding="utf-8")
    editor.opens()
    editor.one("#file").send_keys(str(path))
    editor.waits("document.querySelector('#story-head').textContent == 'The van'")
    editor.slides("[name=short]", 20)
    editor.waits("/at most 20 words/.test(document.querySelector('.short .note').textContent)")
    assert 0 < len(editor.texts(".slot-0 .short .text")[0].split()) <= 20
    editor.finds("navigator.clipboard.writeText = async (text) => { window.copied = text; }")
    for name, start in (("text", "headline:"), ("Markdown", "**headline**: "), ("JSON", "{")):
        editor.finds("document.querySelector(`[aria-label$='by blend as ${arguments[0]}']`).click()", name)
        assert editor.finds("window.copied").startswith(start)
    short = json.loads(editor.finds("window.copied"))["short"]
    assert (short["budget"], short["text"]) == ({"words": 20}, editor.texts(".slot-0 .short .text")[0])


@pytest.mark.parametrize("dark", [False, True])
def test_it_fits_a_phone_by_day_and_by_night(editor: Editor, dark: bool) -> None:
    editor.opens(width=390, dark=dark).summarizes(f"{STORY}\n\nHe lives in {'Llanfair' * 30} now. It rained there.")
    editor.finds("document.querySelectorAll('.sentence')[1].click()")
    editor.waits("document.querySelector('#tree svg')")
    assert editor.finds("document.documentElement.scrollWidth") <= 390
    red = editor.finds("Number(getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0])")
    assert red < 60 if dark else red > 200


def test_a_screen_reader_finds_landmarks_headings_and_labels(editor: Editor) -> None:
    editor.opens().summarizes(STORY)
    for landmark in ("body > header", "main", "body > footer", "form[aria-label]", "[role=status]"):
        assert editor.one(landmark), landmark
    sections = "[...document.querySelectorAll('section')]"
    assert editor.finds(f"{sections}.every(one => document.getElementById(one.getAttribute('aria-labelledby')))")
    unnamed = editor.finds(
        "[...document.querySelectorAll('input, textarea, button')].filter(one => !(one.labels?.length || "
        "one.getAttribute('aria-label') || one.textContent.trim())).map(one => one.outerHTML)"
    )
    assert unnamed == []
    assert editor.finds("document.documentElement.lang") == "en"
    assert editor.texts("h1") == ["storysum"]


def test_what_goes_wrong_is_told_and_the_token_opens_the_page(
    chromium: Any, serving: Callable[..., Client], editor: Editor
) -> None:
    editor.opens()
    editor.one("#url").send_keys("http://127.0.0.1:1/")
    editor.one("#fetch").click()
    editor.waits("/only public addresses/.test(document.querySelector('#status.failed')?.textContent)")
    guarded = serving("--host", "0.0.0.0")
    local = f"http://127.0.0.1:{guarded.port}/"
    other = Editor(chromium, guarded)
    other.goes_to(local, width=1300, dark=False)
    other.waits("!document.querySelector('#token-row').hidden")
    other.opens(address=f"{local}#token={guarded.token}")
    assert other.finds("location.hash") == ""
    other.summarizes("It rained on the van. Nobody minded.")
