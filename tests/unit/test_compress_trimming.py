"""Trimming: what may go of a sentence where room is short, and what must stay."""

from __future__ import annotations

import pytest

from storysum import Article, Budget, summarize
from storysum.compress import trims
from storysum.model.span import Span


def left(text: str) -> list[str]:
    """What each trim leaves."""
    found = []
    for trim in trims(Article(text), Span(0, len(text))):
        kept, at = "", 0
        for span in trim.gone:
            kept, at = kept + text[at : span.start], span.end
        found.append(kept + text[at:])
    return found


@pytest.mark.parametrize(
    ("text", "shorter"),
    [
        (
            "The band sold the old van, which had never started in the rain.",
            "The band sold the old van.",
        ),
        (
            "Petra Holm, a drummer from Hull, sold the old van to a baker.",
            "Petra Holm sold the old van to a baker.",
        ),
        (
            "The label dropped the band in 1993 after three albums had failed.",
            "The label dropped the band in 1993.",
        ),
        (
            "The promoter cancelled the second concert, blaming a flooded hall, police said.",
            "The promoter cancelled the second concert, police said.",
        ),
    ],
)
def test_a_clause_of_its_own_or_an_aside_may_go(text: str, shorter: str) -> None:
    assert shorter in left(text)


@pytest.mark.parametrize(
    "text",
    [
        "The band will tour Japan next spring, but only if the visas come.",
        "The drummer would not play the old songs unless the singer came back.",
        "The manager said as many as three hundred people had been sent home.",
        "All four players in the band, now in their sixties, will play in Leeds.",
        "The band plays guitars, drums, an old organ and a saw.",
        "Vans were dear in Hull, and a van that started in the rain, such as the red one, cost five hundred pounds.",
    ],
)
def test_what_turns_limits_or_completes_the_rest_stays(text: str) -> None:
    for shorter in left(text):
        assert not shorter.startswith(
            (
                "The band will tour Japan next spring.",
                "The drummer would not play the old songs.",
                "The manager said.",
                "All four players in the band.",
                "The band plays guitars.",
                "Vans were dear in Hull, and a van that started in the rain.",
            )
        )


def test_a_sentence_is_trimmed_only_where_it_does_not_fit() -> None:
    text = (
        "The band sold the old van in Hull, which had never started in the rain. The van had carried the band to Hull "
        "and back for years. Nobody in the band had ever liked the van. Rain fell on Hull and on the van all night."
    )
    short = summarize(text, length=Budget(words=9), backend="textrank").text
    assert short == "The band sold the old van in Hull."
    assert "which had never started" in summarize(text, length=Budget(words=40), backend="textrank").text
    assert summarize(text, length=Budget(words=8), backend="textrank", tighten=False).text != short
