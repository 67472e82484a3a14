"""What the second tier drops where nothing else fits, and what it leaves alone all the same."""

from __future__ import annotations

import pytest

from storysum.compress import joined
from storysum.compress.clauses import main_clause
from storysum.compress.sentence import parse
from storysum.compress.shortening import fitting
from storysum.model.span import Span


def vague(text: str, *, tier: int = 1, words: int = 40) -> list[str]:
    """What a sentence can be in a tier and in none below it."""
    read = parse(text, Span(0, len(text)))
    clause = main_clause(read, bold=True)
    assert clause is not None
    found = [fitting(text, read, clause, max_words=words, max_characters=400, tier=level) for level in (0, tier)]
    plain, more = ({joined(text, one.kept) for one in kept} for kept in found)
    return sorted(more - plain)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Holm has dismissed claims that the tour was losing money.", "Holm has dismissed claims"),
        ("Holm has denied a report claiming he warned the band it could not win.", "Holm has denied a report"),
        ("The firm is refusing to obey an order to stop work.", "The firm is refusing to obey an order"),
        ("Holm is being urged to use his powers to end the row.", "Holm is being urged to use his powers"),
        ("Quill called for a body to be set up.", "Quill called for a body"),
        ("A label said it is in talks with Norvolt to buy the hall.", "A label said it is in talks with Norvolt"),
        ("The songs are to be digitised by Norvolt.", "The songs are to be digitised"),
        ("Ticket tax is set to rise by 4%.", "Ticket tax is set to rise"),
        ("Fares are expected to rise for the fifth time since June.", "Fares are expected to rise"),
        ("Norvolt has refused to comment on reports it may be sold.", "Norvolt has refused to comment"),
        ("Norvolt offered to repay $220m of the $550m it lost.", "Norvolt offered to repay $220m"),
        ("The film has been named best picture at the Leeds festival.", "The film has been named best picture"),
        ("Mara Quill is an American singer, dancer and actress.", "Mara Quill is an American singer"),
        ("The director and writer of the film is to sing.", "The director of the film is to sing"),
        ("British innovator Mara Quill has left.", "Mara Quill has left"),
        ("The film of Mara Quill's Cold Long Night has failed.", "The film of Cold Long Night has failed"),
        ("Trains from the north have hit a wall.", "Trains have hit a wall"),
        (
            "Quill and Holm's comedy show Train to Leeds will not return, the BBC has said.",
            "Train to Leeds will not return, the BBC has said",
        ),
        ("Holm met a group of young singers.", "Holm met young singers"),
        ("The label is refusing to pay.", "The label refusing to pay"),
    ],
)
def test_what_leaves_a_statement_vague_but_true_may_go(text: str, wanted: str) -> None:
    assert wanted in vague(text)


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("Quill called for the ban to be lifted.", "Quill called for the ban"),
        ("Quill urged the band to split.", "Quill urged the band"),
        ("The label told fans that the tour is off.", "The label told fans"),
        ("The band did not sign a deal to tour Japan.", "The band did not sign a deal"),
        ("Holm would sign a deal to tour if the fans paid.", "Holm would sign a deal"),
        ("Child singing can continue despite the boys being paid.", "Child singing can continue despite the boys"),
        ("Holm only found out about the deal two weeks after it ended.", "Holm only found out about the deal"),
        ("Quill has a plan with Norvolt planning to sell.", "Quill has a plan with Norvolt"),
        ("The label bought cars, vans and truck parts.", "The label bought cars"),
        ("Holm met Quill, Norvolt or Ales.", "Holm met Quill"),
        ("Fans lead the trend of illegally copying songs.", "Fans lead the trend of copying songs"),
        ("Holm bought the second film made in Leeds.", "Holm bought the second film"),
        ("The film was the best in Leeds.", "The film was the best"),
        ("Quill was accused by the label.", "Quill accused"),
        ("Fans from the north have not won.", "Fans have not won"),
        (
            "The study showed that people who had more songs made more money.",
            "The study showed that people who had more songs",
        ),
        ("Holm wants a ban on everyone – from Quill to Norvolt – to end.", "Holm wants a ban on everyone"),
        ("Norvolt said Mara Quill has left.", "Mara Quill has left"),
        ("The comedy show Train to Leeds will not return.", "The comedy show Train will not return"),
    ],
)
def test_what_would_be_false_is_left_alone(text: str, never: str) -> None:
    for tier in (1, 2):
        assert never not in vague(text, tier=tier)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Plans to extend the tour in Japan should be published, Holm has said.", "Plans to extend the tour in Japan"),
        (
            "Two singers accused of fraud in Leeds could be jailed, police said.",
            "Two singers accused of fraud in Leeds",
        ),
        ("Women in the record trade earn less than men.", "Women in the record trade"),
        ("Hiding songs in a cellar is wrong, Quill has said.", "Hiding songs in a cellar"),
    ],
)
def test_a_subject_that_tells_something_is_the_last_resort(text: str, wanted: str) -> None:
    assert wanted in vague(text, tier=2)


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("Plans to extend the tour in Japan have been scrapped.", "Plans to extend the tour in Japan"),
        ("The number of fans in the north has risen to 40.", "The number of fans in the north"),
        ("A deal with the union in Leeds could end the strike.", "A deal with the union in Leeds"),
        ("A deal with the union in Leeds has not been signed.", "A deal with the union in Leeds"),
        ("The mayor of Leeds has cut the tax.", "The mayor of Leeds"),
        ("Officials at the old label said it was sold.", "Officials at the old label"),
        ("Mara Quill of the Leeds band Norvolt has left.", "Mara Quill of the Leeds band Norvolt"),
        ("Most areas of the north saw sales rise.", "Most areas of the north"),
        ("A common view in the trade is that songs sell.", "A common view in the trade"),
        ("Your child in the school choir may sing.", "Your child in the school choir"),
    ],
)
def test_a_subject_that_may_not_be_there_or_tells_nothing_is_no_headline(text: str, never: str) -> None:
    for tier in (1, 2):
        assert never not in vague(text, tier=tier)


def test_nothing_vague_comes_of_a_sentence_unless_asked_for() -> None:
    text = "Holm has dismissed claims that the tour was losing money."
    read = parse(text, Span(0, len(text)))
    clause = main_clause(read)
    assert clause is not None
    plain = {joined(text, one.kept) for one in fitting(text, read, clause, max_words=40, max_characters=400)}
    assert "Holm has dismissed claims" not in plain
