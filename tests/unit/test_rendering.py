"""Rendering: slices, and the short list of what may stand between them."""

from __future__ import annotations

import pytest

import storysum
from storysum import Span
from storysum.model.selection import Excerpt
from storysum.render import joined, parts


def shown(text: str, *excerpts: Excerpt, headline: bool = False) -> str:
    article = storysum.read(text)
    return "".join(part.shown for part in joined([parts(article, one, headline=headline) for one in excerpts]))


def sentences(text: str, first: int, last: int, speaker: str | None = None) -> Excerpt:
    article = storysum.read(text)
    name = None if speaker is None else Span(text.index(speaker), text.index(speaker) + len(speaker))
    return Excerpt(first, last, article.sentences[first : last + 1], name)


def without(text: str, *dropped: str, sentence: int = 0) -> Excerpt:
    """One sentence with some stretches dropped."""
    span = storysum.read(text).sentences[sentence]
    kept, at = [], span.start
    for stretch in dropped:
        start = text.index(stretch, at)
        if start > at:
            kept.append(Span(at, start))
        at = start + len(stretch)
    if at < span.end:
        kept.append(Span(at, span.end))
    return Excerpt(sentence, sentence, tuple(kept))


def test_whole_sentences_stand_as_they_are() -> None:
    text = "Rain fell. Nobody came. They played."
    assert shown(text, sentences(text, 0, 0), sentences(text, 2, 2)) == "Rain fell. They played."


def test_odd_white_space_becomes_one_space() -> None:
    text = "Rain\n  fell \t on  Hull."
    assert shown(text, sentences(text, 0, 0)) == "Rain fell on Hull."


def test_a_dropped_stretch_leaves_one_space() -> None:
    text = "Rain (cold rain) fell on Hull."
    assert shown(text, without(text, "(cold rain) ")) == "Rain fell on Hull."
    assert shown(text, without(text, " (cold rain)")) == "Rain fell on Hull."


def test_a_dropped_lead_in_raises_the_first_letter() -> None:
    text = "But nobody came. But 9 did."
    assert shown(text, without(text, "But ")) == "Nobody came."
    assert shown(text, without(text, "But ", sentence=1)) == "9 did."


def test_a_sentence_that_lost_its_end_gets_a_stop() -> None:
    text = "Nobody came, which hurt. Rain fell."
    assert shown(text, without(text, ", which hurt.")) == "Nobody came."
    assert shown(text, without(text, ", which hurt.")).count(".") == 1


def test_a_headline_has_no_final_stop_but_keeps_that_of_a_name() -> None:
    assert shown("Rain fell.", sentences("Rain fell.", 0, 0), headline=True) == "Rain fell"
    text = "They toured with Neon-D.R.V."
    assert shown(text, sentences(text, 0, 0), headline=True) == text
    text = "Who came?"
    assert shown(text, sentences(text, 0, 0), headline=True) == text


LONG = "“It was late. Somebody had to drive. ‘Not me,’ said Abel. It was me,” says Tobin Ashe."


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (0, 0, "“It was late.”"),
        (1, 1, "“Somebody had to drive.”"),
        (1, 2, "“Somebody had to drive. ‘Not me,’ said Abel.”"),
        (3, 3, "“It was me,” says Tobin Ashe."),
    ],
)
def test_the_marks_of_a_cut_quotation_are_restored(first: int, last: int, expected: str) -> None:
    assert shown(LONG, sentences(LONG, first, last)) == expected


def test_a_name_is_added_after_a_dash_and_gets_a_stop_before_what_follows() -> None:
    text = LONG + " Rain fell."
    alone = shown(text, sentences(text, 1, 1, "Tobin Ashe"))
    assert alone == "“Somebody had to drive.” — Tobin Ashe"
    followed = shown(text, sentences(text, 1, 1, "Tobin Ashe"), sentences(text, 4, 4))
    assert followed == "“Somebody had to drive.” — Tobin Ashe. Rain fell."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "“We listened, and Rick said, ‘I think we need a bass on it,” recalls Lena Quist.",
            None,
        ),
        ('“We are done," Lena Quist said.', "“We are done,” Lena Quist said."),
        ("„Wir sind fertig”, sagte Lena Quist.", "„Wir sind fertig”, sagte Lena Quist."),
        ("“We didn’t know the drummers’ names,” said Lena Quist.", None),
        ("“My uncle said, ‘I have one.’” said Lena Quist.", None),
        ('The 7" single came out.', None),
    ],
)
def test_marks_are_mended_at_an_end_and_never_inside(text: str, expected: str | None) -> None:
    assert shown(text, sentences(text, 0, 0)) == (expected or text)


def test_a_quotation_that_goes_on_in_the_next_paragraph_is_closed_in_this_one() -> None:
    text = "“It was late.\n\n“Somebody had to drive,” says Tobin Ashe."
    assert shown(text, sentences(text, 0, 0)) == "“It was late.”"
    assert shown(text, sentences(text, 0, 1)) == "“It was late.” “Somebody had to drive,” says Tobin Ashe."


def test_a_note_mark_at_the_edge_of_what_is_kept_is_left_out() -> None:
    text = "But [1] nobody came to Hull [2] at all."
    assert shown(text, without(text, "But ", " at all")) == "Nobody came to Hull."


def test_a_word_that_a_column_broke_is_put_together() -> None:
    text = "The exam- ple was long and the print- er broke the lin- es in the col- umns of the pa- per."
    assert shown(text, sentences(text, 0, 0)) == text.replace("- ", "")


def test_no_space_is_written_between_japanese_sentences() -> None:
    text = "ホルムさんは車を売った。\n\n雨だった。「もう終わりだ。」"
    assert storysum.summarize(text).text == text.replace("\n", "")


def test_a_headline_loses_the_stop_behind_a_number() -> None:
    assert storysum.headline("The van was sold for £4.5m. It has no roof.").text.endswith("£4.5m")


def test_marks_that_stand_apart_are_closed_up_but_not_in_french() -> None:
    text = '" We left , " said Petra Holm . “ It rained. ” The van had 12" wheels.'
    assert storysum.summarize(text, length="medium").text == (
        '"We left," said Petra Holm. “It rained.” The van had 12" wheels.'
    )
    text = "« Nous partons », dit Petra Holm. Il pleut !"
    assert storysum.summarize(storysum.read(text, language="fr"), length="medium").text == text


def test_a_text_whose_stops_stand_apart_is_told_like_any_other() -> None:
    text = "Petra Holm sold the van on Monday . It had never once started in the rain . A baker in Goole bought it ."
    assert storysum.summarize(text, length="medium").text == text.replace(" .", ".")


def test_a_headline_ends_on_its_last_word() -> None:
    assert storysum.headline("The van of Odd Marlow fell into the dock on Monday .").text[-1].isalpha()


@pytest.mark.parametrize("apart", [" ", "\n", "\n\n"])
def test_a_stop_behind_a_colon_goes_and_what_is_announced_stays_with_it(apart: str) -> None:
    said = '"The label looked for the truth in the cellar of the hall, and did not find it."'
    text = f"Rain fell. Petra Holm issued a statement that said: .{apart}{said}{apart}The van was sold."
    for backend in ("lead", "blend", "textrank"):
        summary = storysum.summarize(text, backend=backend, length="medium")
        assert f"Petra Holm issued a statement that said: {said}" in summary.text
        assert all(text[piece.span.start : piece.span.end] == piece.text for piece in summary.pieces)
