"""What a notebook shows: the pieces marked in the story, every text escaped, nothing from elsewhere."""

from __future__ import annotations

import subprocess
import sys
from html.parser import HTMLParser

import pytest
from adversarial_texts import TEXTS
from attrs import evolve
from hypothesis import given
from markdown_it import MarkdownIt
from strategies import texts

import storysum
from storysum import corpus, evaluation
from storysum.evaluation.report import Report
from storysum.model import notebook

STORIES = {story.id: story.text for story in corpus.load()}
STORY = STORIES["nickel-parrot"]
TAGS = {"div", "style", "p", "mark", "details", "summary", "span", "br", "table", "tr", "th", "td"}
OF_MARKDOWN = {"h1", "h2", "h3", "p", "thead", "tbody", "strong", "em", "ul", "li", "code"}


class Page(HTMLParser):
    """The elements of an output, its text, and what stands in marks of each class."""

    def __init__(self, written: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.marked: dict[str, str] = {}
        self.said = ""
        self.in_story = False
        self._kinds: list[str] = []
        self.feed(written)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)
        classes = (dict(attrs).get("class") or "").split()
        self.in_story |= "story" in classes
        if tag == "mark":
            self._kinds = classes
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        if tag == "mark":
            self._kinds = []
        if tag == "div":
            self.in_story = False

    def handle_data(self, data: str) -> None:
        if self.open[-1] != "style":
            self.said += data
        if self.in_story:
            for kind in self._kinds:
                self.marked[kind] = self.marked.get(kind, "") + data


def taken(summary: storysum.Summary, story: str) -> str:
    """The characters of the story that a summary took, each once: the name of a speaker may be in a piece, too."""
    places = {at for piece in summary.pieces for at in range(piece.span.start, piece.span.end)}
    return "".join(story[at] for at in sorted(places))


@pytest.mark.parametrize("name", STORIES)
def test_a_digest_marks_in_the_story_what_each_length_took(name: str) -> None:
    digest = storysum.digest(STORIES[name])
    page = Page(digest._repr_html_())
    for kind in ("headline", "short", "medium"):
        assert page.marked.get(kind, "") == taken(getattr(digest, kind), STORIES[name])
        assert getattr(digest, kind).text in page.said


@pytest.mark.parametrize("backend", ["blend", "quote-first", "sumy-luhn"])
def test_a_summary_marks_its_pieces_in_the_story(backend: str) -> None:
    summary = storysum.summarize(STORY, backend=backend)
    page = Page(summary._repr_html_())
    assert page.marked["short"] == taken(summary, STORY)
    assert summary.text in page.said
    assert "rank " in summary._repr_html_()


def test_a_wrapped_line_goes_on() -> None:
    said = "Petra Holm sold the van of the Glass Hours on Monday, forty years after it first broke"
    page = Page(storysum.summarize(f"The Van\n\n{said}\ndown. It was red.")._repr_html_())
    assert page.said.count("broke down. It was red.") == 2  # in the summary, and in the story
    assert "The Van\n\nPetra" in page.said


def test_what_a_notebook_needs_is_no_part_of_the_value() -> None:
    summary = storysum.summarize(STORY)
    assert summary == evolve(summary, story="")
    assert hash(summary) == hash(evolve(summary, story=""))
    assert STORY[:200] not in repr(summary)
    assert "story" not in summary.to_dict()
    assert Page(evolve(summary, story="")._repr_html_()).marked == {}


def test_where_nothing_fits_it_says_so() -> None:
    page = Page(storysum.summarize(STORY, length=storysum.Budget(words=1))._repr_html_())
    assert "Nothing fits" in page.said


def test_an_article_shows_its_blocks_with_what_is_none_of_the_story() -> None:
    article = storysum.read("The Van\n\nBy Nora Quill\n\nLEEDS, England — Holm sold the van.[1] It was red.")
    page = Page(article._repr_html_())
    assert all(role in page.said for role in ("title", "byline", "dateline"))
    assert page.marked["gap"] == "[1]"
    assert page.marked["sentence"].startswith("Holm sold the van.")


@given(texts)
def test_whatever_a_text_says_is_text(text: str) -> None:
    hostile = f"Rain fell. {text}\n\n<script>alert(1)</script> Holm sold <b onclick='x'>the van</b> & left."
    article = storysum.read(hostile)
    for value in (article, storysum.digest(article), storysum.summarize(article)):
        page = Page(value._repr_html_())
        assert page.tags <= TAGS
        assert page.attributes <= {"class", "title", "open"}


@pytest.mark.parametrize("name", ["one-word sentences", "letters in blocks", "one letter", "less than", "list items"])
def test_a_long_story_makes_no_long_output(name: str) -> None:
    text = TEXTS[name](4 * notebook.LONG)
    digest = storysum.digest(text)
    for value in (digest.article, digest, digest.medium):
        shown = value._repr_html_()
        assert len(shown) < 40 * notebook.LONG + 15 * len(digest.medium.text)
        Page(shown)


@pytest.fixture(scope="module")
def report() -> Report:
    shipped = evaluation.shipped()
    some = evaluation.Corpus("some <b>", shipped.entries[:3])
    records = evaluation.run(some, ["lead", "textrank"], ["headline", "short"], processes=0)
    return evaluation.compare(evaluation.score(records, some), some)


def test_a_report_is_shown_by_its_markdown_in_which_what_a_message_says_is_text(report: Report) -> None:
    said = "![x](http://a.example/x.png) <img src=x> [y](javascript:z) <http://b.example> | *a*"
    hostile = evolve(report, left_out={"headline": (), "short": (said,)}, signatures={"lead": f"`{said}"})
    assert report._repr_markdown_() == evaluation.markdown(report)
    page = Page(f"<div>{MarkdownIt('commonmark').enable('table').render(hostile._repr_markdown_())}</div>")
    assert "some <b>: 3 articles" in page.said
    assert page.tags <= TAGS | OF_MARKDOWN
    assert page.attributes <= {"style"}
    assert page.said.count("http://a.example/x.png") == 2


def test_outputs_ask_for_nothing_from_elsewhere() -> None:
    for value in (storysum.read(STORY), storysum.digest(STORY), storysum.summarize(STORY)):
        shown = value._repr_html_()
        assert not any(part in shown for part in ("http", "url(", "@import", "src=", "<script", "<link"))


def test_only_a_notebook_loads_what_it_shows() -> None:
    code = "import storysum, sys; storysum.digest('It rained.'); sys.exit('storysum.model.notebook' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
