"""Utterances and turns: what is speech, what is a part of what, and who goes on."""

from __future__ import annotations

import pytest
from quoted import speakers

import storysum
from storysum.quotations.finding import find_quotes
from storysum.text.read import read


def found(text: str) -> list[str]:
    return [quote.span.of(text) for quote in find_quotes(read(text))]


def groups(text: str) -> list[int]:
    return [quote.group for quote in find_quotes(read(text))]


def kinds(text: str) -> list[str]:
    return [quote.kind for quote in find_quotes(read(text))]


@pytest.mark.parametrize(
    "text",
    [
        "The band followed “Paper Lanterns” with “Glass Hour” in 1986.",
        "Their song “Who Let the Rain In?” was a hit.",
        "Holm says “Paper Lanterns” was never a single.",
        "Joseph “Duke” Hallam joined in 1979.",
        "The term “rap-rock” did not exist.",
        "The chorus, “I left my heart in the tape machine,” fills floors.",
        "“I left my heart in the tape machine,” she sings.",
        "A banner read “Bring back the drummer”.",
        "Nobody ever said “play it safe” to Pike.",
        "Pike never said “sorry” to her.",
        "It is known as the “winter of socks”.",
    ],
)
def test_what_nobody_is_said_to_have_said_is_no_quotation(text: str) -> None:
    assert found(text) == []


def test_words_woven_into_a_sentence_are_partial() -> None:
    assert kinds("Pike called the tour “a slow car crash”. “I left,” he says.") == ["partial", "speech"]


def test_an_interrupted_utterance_is_one_group() -> None:
    text = "“They had money,” says Pike, “and we had a tin.” Later it rained. “It poured,” says Holm."
    assert groups(text) == [0, 0, 1]
    assert kinds(text) == ["speech", "speech", "speech"]


def test_an_utterance_over_two_sentences_is_one_group() -> None:
    assert groups("“It was late,” says Pike. “Somebody had to drive.”") == [0, 0]


def test_an_utterance_over_paragraphs_is_one_group_and_has_one_speaker() -> None:
    text = "“It was late,” says Pike. “It rained.\n\n“It snowed.\n\n“It hailed.”\n\nThe van stopped."
    assert groups(text) == [0, 0, 0, 0]
    assert speakers(text) == ["Pike"] * 4


@pytest.mark.parametrize("between", ["The van left for Hull.", "Holm shook her head."])
def test_a_bare_paragraph_does_not_inherit_a_speaker_from_afar(between: str) -> None:
    assert speakers(f"“It was late,” says Pike.\n\n{between}\n\n“It was early.”\n\nNobody knows.") == ["Pike", None]


def test_two_who_take_turns_alternate() -> None:
    text = "“Ready?” asked Pike.\n\n“Ready,” said Holm.\n\n“Go.”\n\n“Going.”"
    assert speakers(text) == ["Pike", "Holm", "Pike", "Holm"]


def test_a_paragraph_that_ends_on_a_colon_announces_the_next() -> None:
    assert speakers("Holm told reporters:\n\n“There will be no reunion.”") == ["Holm"]


@pytest.mark.parametrize(
    "text",
    ["“Loud.” — Jude Ferrant, The Evening Dial", "“Loud.”\n\n— Jude Ferrant", "JUDE FERRANT: “Loud.”"],
)
def test_a_signature_or_a_label_tells_who_speaks(text: str) -> None:
    assert [name.lower() for name in speakers(text) if name] == ["jude ferrant"]


def test_unmarked_transcripts_and_dash_dialogue_give_no_quotations() -> None:
    assert found("Q: Did you expect a hit?\nA: Never.\n\n— Are you in? asked Pike.") == []


def test_single_marks_are_no_speech_where_double_ones_speak() -> None:
    text = "“It was late,” says Pike. “It rained,” says Holm. They split over the ‘tin affair’ in May."
    assert found(text) == ["“It was late,”", "“It rained,”"]


def test_no_cue_but_a_subject_in_the_sentence_before() -> None:
    assert speakers("Pike still defends it. “It was the best bad idea we ever had.”") == ["Pike"]


def test_a_sentence_of_dozens_of_marked_words_is_no_speech() -> None:
    assert found("“a” " * 400) == []


@pytest.mark.parametrize("clause", ["says Lena Quist", "Lena Quist says", "she said"])
def test_a_paragraph_that_ends_on_who_says_it_was_never_closed_and_quotes_nobody(clause: str) -> None:
    text = f"Lena Quist met Abel Foss. “We never got paid, {clause}.\n\n“And then it rained,” said Abel Foss."
    found = storysum.quotes(text)
    assert [quote.span.of(text) for quote in found] == ["“And then it rained,”"]
    shown = str(storysum.summarize(text, length="medium", backend="lead"))
    assert "never got paid" not in shown
