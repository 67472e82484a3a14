"""Lines from under pictures, and what a page says to its reader."""

from __future__ import annotations

import pytest

from storysum.text.captions import why_no_sentence


def is_caption(text: str, start: int, end: int) -> bool:
    return why_no_sentence(text, start, end) is not None


@pytest.mark.parametrize(
    "line",
    [
        "Scroll down for video .",
        "SCROLL DOWN FOR VIDEO .",
        "Click here to see more of the tour.",
        "Follow us on Dialgram.",
        "Follow @longtake on Twitter.",
        "You can follow her on Facebook.",
        "Share your thoughts with Petra Holm on Twitter.",
        "On this page you will find the dates of the tour.",
        "Sign up for our daily newsletter.",
        "Subscribe to our podcast.",
        "Read more: The Long Take in Hull .",
        "Read more about the tour here.",
        "Share this article .",
        "Video courtesy of The Evening Dial.",
        "VIDEO Holm denies the split .",
        "Video: Holm denies the split.",
        "Watch: Holm denies the split.",
        "Watch the full video above.",
        "Sorry we are not currently accepting comments on this article.",
        "Loud: Petra Holm, who trained in Hull .",
        "Ready to go again: The band, which has a new van, in Hull .",
        "Controversy: Petra Holm, pictured here in Hull, has left the band.",
        "Duo: Petra Holm, left, with Cleo Marsh.",
        "'Crossing': The latest of the vans was seen in Hull.",
        "Petra Holm (library image) plays in Hull.",
        "Petra Holm waves to fans outside the hall in Hull .",
        "Cleo Marsh is hugged by Petra Holm after the show .",
        "For van hire ring ☎ 01482 0000, daily from nine.",
        "Journal of Vans, doi:10.1000/182.",
        "Copyright © 2015 The Evening Dial.",
    ],
)
def test_what_a_page_says_to_its_reader_is_no_sentence_of_the_story(line: str) -> None:
    assert is_caption(line, 0, len(line))


@pytest.mark.parametrize(
    "line",
    [
        "Follow the path to the van and turn left at the gate.",
        "She wrote © 2015 on the wall and left it there.",
        "Share this with your neighbours, and water it daily.",
        "Watch the pan, or the milk will boil over.",
        "Read more books than you buy.",
        "Sign up for a course before you buy the drums.",
        "Click the red button twice.",
        "Videos of the tour were seen by thousands.",
        "We are not accepting that, Holm said.",
        "He said: 'We play as we like.'",
        "The banner on the van: 'We play as we like.'",
        "Holm's drummer: 'We play as we like.'",
        "Pike told them all: 'We play as we like.'",
        "Holm replied: ‘We play as we like’ .",
        "Abstract: In this paper, we ask why bands part.",
        "The van was left in Hull .",
        "Petra Holm left Hull.",
        "Below, check out the song, for which the drummer made a video.",
        "The drummer, Petra Holm, left in 2021.",
        "The drummer, Petra Holm, left on Monday with the van.",
        "ACTION: Mr. Fenn to buy a van by April.",
        "Petra Holm waves to fans outside the hall in Hull.",
        "Cleo Marsh waved to Petra Holm after the show .",
    ],
)
def test_a_sentence_that_only_begins_so_stays_one(line: str) -> None:
    assert not is_caption(line, 0, len(line))


def test_the_label_of_a_speaker_makes_no_caption() -> None:
    text = "Pike: We met in Hull that year.\n\nHolm: You had no van.\n\nPike: We bought one in the spring."
    assert not is_caption(text, 0, text.index("\n"))
    assert is_caption(text[: text.index("\n")], 0, text.index("\n"))
