"""Marks: where a marked stretch begins and ends, in every style."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storysum.model.article import Article, Block, Role
from storysum.model.span import Span
from storysum.text.marks.stretches import Stretch
from storysum.text.marks.stretches import marked as found_in


def stretches(*paragraphs: str, role: Role = "body") -> tuple[str, tuple[Stretch, ...]]:
    text = "\n\n".join(paragraphs)
    blocks, at = [], 0
    for paragraph in paragraphs:
        blocks.append(Block(Span(at, at + len(paragraph)), role))
        at += len(paragraph) + 2
    return text, found_in(Article(text, blocks=tuple(blocks)))


def marked(*paragraphs: str) -> list[str]:
    text, found = stretches(*paragraphs)
    return [text[stretch.start : stretch.end] for stretch in found]


@pytest.mark.parametrize(
    "quotation",
    ["“Go on,”", '"Go on,"', "‘Go on,’", "'Go on,'", "« Go on »", "»Go on«", "„Go on“", "„Go on”", "``Go on,''",
     "''Go on,''", '“Go on,"', '"Go on,”'],
)  # fmt: skip
def test_every_style_of_marks_is_a_stretch(quotation: str) -> None:
    assert marked(f"{quotation} said Pike.") == [quotation]


def test_a_stretch_within_another_is_no_stretch_of_its_own() -> None:
    assert marked("“He said ‘no’ and “never” again,” says Pike.") == ["“He said ‘no’ and “never” again,”"]


def test_an_inner_quotation_that_never_closes_does_no_harm() -> None:
    assert marked("“Rick said, ‘Put a bass on it,” says Pike. “We did.”") == [
        "“Rick said, ‘Put a bass on it,”",
        "“We did.”",
    ]


def test_marks_that_close_together_close_both() -> None:
    assert marked("“She said, ‘Mine.’” That was all.") == ["“She said, ‘Mine.’”"]


def test_a_mark_between_two_spaces_opens_where_the_next_one_closes() -> None:
    assert marked('"Go on," said Pike, " and bring the van." Then she left.') == ['"Go on,"', '" and bring the van."']
    assert marked("Pike said, \" 'Swallow Road' is ours.\" Then she left.") == ["\" 'Swallow Road' is ours.\""]
    assert marked('" Go on , " said Pike . " Bring the van . "') == ['" Go on , "', '" Bring the van . "']
    assert marked('A 7 " single and a 12 " one.') == []


def test_a_quotation_may_open_on_three_dots() -> None:
    assert marked('"Go on," said Pike. "... And bring the van." Then she left.') == [
        '"Go on,"',
        '"... And bring the van."',
    ]


def test_an_unclosed_mark_never_swallows_the_next_paragraph() -> None:
    assert marked("“We never got paid, says Pike.", "The venue closed.") == []


def test_paragraphs_that_open_anew_go_on_until_one_closes() -> None:
    text, found = stretches("“One.", "“Two.", "“Three,” says Pike.")
    assert [text[stretch.start : stretch.end] for stretch in found] == ["“One.", "“Two.", "“Three,”"]
    assert [stretch.goes_on for stretch in found] == [True, True, False]


@pytest.mark.parametrize(
    "text",
    ["The 7\" and the 12\" came out.", "At 6'4\" he ducked.", "A 9' by 12' room.", "The Pikes’ van, bought in ’84.",
     "Rock ’n’ roll, rock 'n' roll.", "'Twas the '80s, and the '90s.", "He was doin’ it for the boys’ sake.",
     "No opener,” he said."],
)  # fmt: skip
def test_apostrophes_inches_and_stray_closing_marks_open_nothing(text: str) -> None:
    assert marked(text) == []


def test_single_marks_survive_apostrophes() -> None:
    assert marked("‘We didn’t know the drummers’ names,’ said Pike. ‘It was the ’80s.’") == [
        "‘We didn’t know the drummers’ names,’",
        "‘It was the ’80s.’",
    ]


def test_a_particle_may_follow_a_closing_mark() -> None:
    assert marked("밴드 ‘종이등’은 앨범을 발표했다.") == ["‘종이등’"]


def test_inches_within_a_quotation_do_not_close_it() -> None:
    assert marked('"Nobody bought the 7"," said Pike.') == ['"Nobody bought the 7","']


def test_an_attribute_of_left_over_markup_is_no_quotation() -> None:
    assert marked('See <a href="x.html">this</a>. "Fine," he said.') == ['"Fine,"']


def test_titles_and_captions_are_not_searched() -> None:
    assert stretches("“Walk” tops the chart", role="title")[1] == ()


@given(st.text(alphabet="a .,\n\"“”‘’'„«»`7", max_size=120))
def test_stretches_of_any_marks_lie_in_the_text_in_order_and_never_overlap(text: str) -> None:
    _, found = stretches(text)
    edges = [edge for stretch in found for edge in (stretch.start, stretch.end)]
    assert edges == sorted(edges)
    assert all(
        0 <= stretch.start < stretch.inside.start <= stretch.inside.end <= stretch.end <= len(text) for stretch in found
    )


@pytest.mark.parametrize(
    "quotation",
    [
        '“He called it "the best" and left,”',
        '"He called it "the best" and left,"',
        '“We had a 7" and a 12" in the shops,”',
        "\"I'm 6'4\" and he's 5'2\",\"",
        "'It was the drummers' idea and the singers' money,'",
        "‘I said “no,” and the band’s singer said “yes,”’",
        "‘Rock ’n’ roll isn’t dead,’",
        "'Rock 'n' roll isn't dead,'",
        "‘Lock ‘em up,’",
        "‘They said, ‘Don’t go,’ so we went,’",
        "“I like ‘Candle Road’ and ‘Glass Hour,’”",
        '"We left—"quickly"—and ran,"',
        "``He said `no' and left,''",
        '"So I asked "why?""',
    ],
)
def test_what_stands_within_a_quotation_never_cuts_it(quotation: str) -> None:
    assert marked(f"{quotation} says Pike.") == [quotation]


@pytest.mark.parametrize(
    "text", ["“He said, “I don't know,” says Pike.", "A man ‘cause he said ‘no way’ was “out of “it” for days."]
)
def test_a_stretch_behind_a_mark_that_nothing_closes_is_adrift(text: str) -> None:
    assert all(stretch.adrift for stretch in stretches(text)[1])


def test_lines_that_all_open_and_never_close_are_no_utterance() -> None:
    assert marked(*["“He went out and it was late."] * 100) == []
    assert len(marked(*["“He went out and it was late."] * 9, "“He came back.”")) == 10


@pytest.mark.parametrize("mark", ["'", "‘", '"', "“"])
def test_paragraphs_joined_to_one_end_where_the_mark_opens_again(mark: str) -> None:
    close = {"‘": "’", "“": "”"}.get(mark, mark)
    text, found = stretches(f"Pike said: {mark}We went out. {mark}We came back. {mark}We slept.{close} It rained.")
    spoken = [text[stretch.start : stretch.end] for stretch in found]
    assert spoken == [f"{mark}We went out.", f"{mark}We came back.", f"{mark}We slept.{close}"]
    assert [stretch.goes_on for stretch in found] == [True, True, False]


def test_of_joined_paragraphs_only_what_is_surely_spoken_is_a_stretch() -> None:
    text = "Pike said: 'We were there. It was I who knew. The van stood in Hull. 'We left.' It rained."
    assert marked(text) == ["'We were there. It was I who knew.", "'We left.'"]


def test_a_line_under_a_picture_is_no_part_of_the_paragraph_before_it() -> None:
    assert marked("Pike said: 'We were there. The van in Hull . 'We left.'") == ["'We were there.", "'We left.'"]
    assert marked("Pike said: 'We met. Pike has what you need . 'We left.'") == ["'We met.", "'We left.'"]


def test_the_stop_of_a_title_ends_no_paragraph() -> None:
    assert marked("Pike said: 'The van was sold to Mr. Foss by me. 'We left.'") == [
        "'The van was sold to Mr. Foss by me.",
        "'We left.'",
    ]


def test_speech_whose_closing_mark_was_forgotten_does_not_go_on_when_the_writer_speaks() -> None:
    _, found = stretches("Pike said: 'We were there. Holm insists that he was not. 'We left.'")
    assert [stretch.goes_on for stretch in found] == [False, False]


def test_an_inner_mark_behind_a_comma_ends_no_paragraph() -> None:
    assert marked("‘They said, ‘Don't go,’ so we went,’ says Pike.") == ["‘They said, ‘Don't go,’ so we went,’"]
