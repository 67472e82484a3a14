"""Where the main clause is found, and where headlines read on though the tagger stumbled."""

from __future__ import annotations

import pytest

from storysum.compress import joined, shortenings
from storysum.compress.clauses import main_clause
from storysum.compress.sentence import parse
from storysum.model.span import Span


def verb(text: str, *, bold: bool) -> str | None:
    read = parse(text, Span(0, len(text)))
    clause = main_clause(read, bold=bold)
    return None if clause is None else read.tokens[clause.verb].text


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("A driver who hit a fan while using his phone has been jailed.", "has"),
        ("On Saturday, Quill called for a vote.", "called"),
        ("At 16, Quill reflects on her life as a singer.", "reflects"),
        ("In a show watched by millions, Quill sang.", "sang"),
        ("As spotlight shines on Quill, Holm is gathering strength.", "is"),
        ("Caught in a storm, these fans have left.", "have"),
    ],
)
def test_headlines_find_the_verb_behind_what_leads_in(text: str, wanted: str) -> None:
    assert verb(text, bold=True) == wanted


def test_a_source_behind_its_claim_is_not_taken_for_the_main_clause() -> None:
    assert verb("The band has split, Quill said.", bold=True) == "has"
    assert verb("The sale was illegal, a court has ruled.", bold=True) == "was"
    assert verb("“The band” has split, Quill said.", bold=True) == "has"


def test_other_readers_do_not_read_on() -> None:
    assert verb("A driver who hit a fan while using his phone has been jailed.", bold=False) is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("After weeks of calm, clashes erupted in Leeds.", "erupted"),
        ("A senior official resigned in May.", "resigned"),
        ("Norvolt, a label based in Leeds, released a tape.", "released"),
        ("Shares in Norvolt closed up on speculation it is for sale.", "closed"),
    ],
)
def test_a_plural_a_role_and_an_apposition_do_not_take_the_verbs_place(text: str, wanted: str) -> None:
    assert verb(text, bold=True) == wanted


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("Quill spent Tuesday morning in Leeds.", "Quill spent in Leeds"),
        ("Holm boasted Monday night that the label lost nothing.", "Holm boasted night that the label lost nothing"),
        ("Quill passed the crown to her son.", "Quill passed the crown"),
        ("The sale of the old label was illegal, a court has ruled.", "The sale of the old label was illegal"),
        (
            "A spokesman for the label, which makes toys, said the van, based on old plans, could burn.",
            "A spokesman for the label could burn",
        ),
        ("The comments had two goals, the admiral said.", "The comments had two goals"),
        ("Sales rose in May, report The Leeds News.", "Sales rose in May"),
        ("Holm said earlier this week that Quill, of Leeds.", "Holm said"),
        (
            "Holm lost Leeds, Hull and York to Mara Quill, who added to her lead.",
            "Holm lost Leeds, Hull and York to Mara Quill, who added",
        ),
        ("Hull is the old town lying north of the river.", "Hull is the old town"),
        ("The site is blocking visits from fans abroad.", "The site is blocking visits"),
        ("The label is the focus of a case the union, it says, has won.", "The label is the focus of a case the union"),
        ("The tape could be short with songs, and then –", "The tape could be short with songs, and then"),
    ],
)
def test_nothing_is_left_hanging(text: str, never: str) -> None:
    kept = shortenings(text, Span(0, len(text)), max_words=40, max_characters=400)
    assert never not in [joined(text, one.kept) for one in kept]
