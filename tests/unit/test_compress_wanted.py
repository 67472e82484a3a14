"""What a headline spends its words on: what tells the story before who exactly, when and in what office."""

from __future__ import annotations

import pytest

from storysum.compress import joined, shortenings
from storysum.compress.clauses import main_clause
from storysum.compress.loose_ends import closed_first, loose_ends
from storysum.compress.objects import described_objects
from storysum.compress.sentence import parse
from storysum.compress.shortening import Shortening, fitting
from storysum.compress.tags import Tag
from storysum.compress.wanted import less_wanted
from storysum.model.span import Span


def shorter(text: str, **caps: int) -> list[str]:
    caps = {"max_words": 40, "max_characters": 400, **caps}
    return [joined(text, one.kept) for one in shortenings(text, Span(0, len(text)), **caps)]


def open_words(text: str) -> list[str]:
    """The words that want what comes behind them."""
    read = parse(text, Span(0, len(text)))
    clause = main_clause(read, bold=True)
    assert clause is not None
    return [text[head : text.index(" ", head)] for head, _ in loose_ends(read, clause)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Fans are likely to storm a hall somewhere in the north in the next five years, "
            "a blue-ribbon panel assembled by Congress has concluded.",
            "Fans are likely to storm a hall, panel concluded",
        ),
        ("The hall will close, a panel chosen by the label said.", "The hall will close, a panel said"),
        ("Tickets cost more, according to research from a Leeds bank.", "Tickets cost more, according to research"),
        (
            "A crane fell on Sunday, according to Saxony's Civil Defence Office.",
            "A crane fell on Sunday, according to Civil Defence Office",
        ),
        ("The label was last night facing questions.", "The label was facing questions"),
        ("The band will meet on Monday to sing.", "The band will meet to sing"),
        ("The boss was last night trying to prevent a strike.", "The boss was trying to prevent a strike"),
        ("Norvolt cut fares in Leeds and the north by 4%.", "Norvolt cut fares by 4%"),
        ("Fares rose by an average of 4%.", "Fares rose by average of 4%"),
        (
            "Drummers carried out an attack on a hall in Hull Saturday, police said.",
            "Drummers carried out attack on hall in Hull, police said",
        ),
        ("The country's oldest label, Norvolt, has signed a deal.", "Norvolt has signed a deal"),
        ("Mara Quill's latest film, Nightfall, is to close.", "Nightfall is to close"),
        ("The regulator is investigating troubled broker Norvolt.", "The regulator is investigating Norvolt"),
        ("Shares in storage and delivery firm Norvolt fell to a low.", "Shares in Norvolt fell to a low"),
        (
            "Shares in the label have fallen to a 10-year low following the departure of its boss.",
            "Shares in the label have fallen to a 10-year low",
        ),
        ("Jared Quill (born 1982) [1] is an actor.", "Jared Quill is an actor"),
    ],
)
def test_what_tells_little_makes_room(text: str, wanted: str) -> None:
    assert wanted in shorter(text)


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("Tickets cost more, according to research from a Leeds bank.", "Tickets cost more"),
        ("Tickets cost more, according to a survey of fans.", "Tickets cost more, according to a survey"),
        ("A crane fell, according to Saxony's office.", "A crane fell, according to office"),
        ("The head of the oldest label, Norvolt, has left.", "Norvolt has left"),
        ("Two labels, Norvolt and Quill, have split.", "Norvolt and Quill, have split"),
        ("Norvolt has warned it expects sales this year be lower.", "Norvolt has warned it expects sales"),
        ("Quill is a singer born in 1958 in Hull.", "Quill is a singer born"),
        ("Quill went home with a Boxer Indemnity Prize to sing.", "Quill went home with Indemnity Prize to sing"),
        ("Quill was sued by singer and record firm Norvolt.", "Quill was sued by Norvolt"),
        ("Quill was sued by fans and record firm Norvolt.", "Quill was sued by Norvolt"),
        ("Shares in UK drinks and food firm Holm Ales have risen.", "Shares in UK drinks and Holm Ales have risen"),
        ("The number of fans in work rose by 4%.", "The number of fans rose by 4%"),
        ("Fans called for a police and court inquiry.", "Fans called for a police"),
        ("Norvolt wants its next comedy hit since 2004 to run.", "Norvolt wants its next comedy"),
        ("Quill plays for Sheffield Wednesday.", "Quill plays for Sheffield"),
        ("Traders at the banking giant Norvolt have left.", "Traders at the banking Norvolt have left"),
        ("The label did not last night plan to tour.", "The label did not plan to tour"),
        ("The hall is open from Monday to Friday.", "The hall is open from to Friday"),
    ],
)
def test_what_is_needed_stays(text: str, never: str) -> None:
    assert never not in shorter(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Holm arrived back from his mission to the north to sing.", ["mission"]),
        ("Norvolt was facing questions over its tax.", ["questions"]),
        ("Sales at the label fell by 4%.", ["fell"]),
        ("Norvolt has seen profits climb to record levels.", ["climb"]),
        ("Quill will meet Holm in an attempt to end the row.", ["meet", "meet"]),
        ("Norvolt signed a deal after a row.", []),
        ("Norvolt signed a deal on Tuesday.", []),
        ("Sales fell by the river.", []),
    ],
)
def test_an_end_is_loose_where_the_reader_would_ask(text: str, wanted: list[str]) -> None:
    assert open_words(text) == wanted


def test_what_answers_goes_before_what_asks_only_where_it_is_near() -> None:
    ends = [(0, 10)]
    asks, answers, other = (Shortening(kept, 0.0) for kept in ((Span(0, 5),), (Span(0, 15),), (Span(6, 9),)))
    near = dict(closed_first([(asks, 0.5), (answers, 0.45), (other, 0.45)], ends))
    far = dict(closed_first([(asks, 0.5), (answers, 0.3), (other, 0.45)], ends))
    assert near[answers] > near[asks] > near[other]
    assert far == {asks: 0.5, answers: 0.3, other: 0.45}


def test_times_titles_and_asides_count_less_but_not_who_somebody_is() -> None:
    text = "Norvolt, the country's oldest label, signed Prime Minister Mara Quill to sing last week."
    read = parse(text, Span(0, len(text)))
    clause = main_clause(read, bold=True)
    assert clause is not None
    less = {read.low(index) for index in less_wanted(read, clause) if read.tag(index) is not Tag.MARK}
    assert less >= {"oldest", "prime", "minister", "last", "week"}
    assert not less & {"norvolt", "signed", "mara", "quill"}
    text = "Power firm Norvolt has hired singer Mara Quill from label Holm Music."
    read = parse(text, Span(0, len(text)))
    clause = main_clause(read, bold=True)
    assert clause is not None
    assert {read.low(index) for index in less_wanted(read, clause)} == {"power", "firm"}
    text = "Mara Quill, head of Norvolt, has left."
    read = parse(text, Span(0, len(text)))
    clause = main_clause(read, bold=True)
    assert clause is not None
    assert not less_wanted(read, clause)


@pytest.mark.parametrize(
    ("text", "goes"),
    [
        ("The label will ask the buyer of its old studio to pay.", True),
        ("The label will not ask the buyer of its old studio to pay.", False),
        ("The label will ask the first buyer of its studio to pay.", False),
        ("The label will ask the hall in Leeds to pay.", False),
        ("The label will ask every singer in Leeds to pay.", False),
    ],
)
def test_who_is_asked_to_act_may_lose_a_description(text: str, goes: bool) -> None:
    read = parse(text, Span(0, len(text)))
    clause = main_clause(read, bold=True)
    assert clause is not None
    assert bool(described_objects(read, clause)) is goes
    plain = fitting(text, read, clause, max_words=40, max_characters=400)
    assert not any("buyer to pay" in joined(text, one.kept) for one in plain)
