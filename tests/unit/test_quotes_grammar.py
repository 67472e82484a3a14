"""Mentions, subjects and cues: who a sentence says is speaking, by its grammar."""

from __future__ import annotations

import pytest

from storysum.model.article import Block
from storysum.model.span import Span
from storysum.text.quotes.ahead import phrase_at
from storysum.text.quotes.clauses import cue_after, tail_cue
from storysum.text.quotes.cues import cue_before
from storysum.text.quotes.frames import Frame, make_frame
from storysum.text.quotes.lexicon import lexicon
from storysum.text.quotes.marks import find_stretches
from storysum.text.quotes.mentions import Mention
from storysum.text.quotes.phrases import phrase_before
from storysum.text.quotes.reports import Cue
from storysum.text.quotes.subjects import subject_of

WORDS = lexicon()


def frame_of(text: str) -> Frame:
    found = find_stretches(text, [Block(Span(0, len(text)), "body")])
    return make_frame(text, 0, len(text), 0, list(enumerate(found)))


def written(frame: Frame, mention: Mention | None) -> str | None:
    return None if mention is None else " ".join(frame.words[mention.first : mention.last + 1]).replace(" ,", ",")


def speaker(frame: Frame, cue: Cue | None) -> str | None:
    return None if cue is None else written(frame, cue.mention)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("said Pike", "Pike"),
        ("said D.J. Quill of Neon-D.R.V.", "D.J. Quill"),
        ("said the Rev. Amos Hale", "the Rev Amos Hale"),
        ("said retired general Lloyd Dane, a critic", "retired general Lloyd Dane"),
        ("said the guitarist on Friday", "the guitarist"),
        ("said a spokesman for the label, who left", "a spokesman for the label"),
        ("said the label's founder, Roberta Fenn", "the label's founder, Roberta Fenn"),
        ("said he", "he"),
    ],
)
def test_a_noun_phrase_is_read_rightwards_from_a_verb(text: str, name: str) -> None:
    frame = frame_of(text)
    assert written(frame, phrase_at(frame, 1, WORDS)) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Pike said", "Pike"),
        ("Pike quietly said", "Pike"),
        ("Pike has also said", "Pike"),
        ("In an interview Pike said", "Pike"),
        ("Pike, the drummer of the band, said", "Pike"),
        ("Pike, who left Leeds in 1987, said", "Pike"),
        ("Pike (the drummer) said", "Pike"),
        ("A spokesman for Pike said", "A spokesman for Pike"),
        ("The man who ran the club said", "The man"),
        ("Pike on Monday said", "Pike"),
        ("Pike sat down and said", "Pike"),
        ("Two officials said", "Two officials"),
        ("Holm's brother said", "Holm's brother"),
        ("When Holm left, Pike said", "Pike"),
    ],
)
def test_a_verb_finds_its_subject_to_its_left(text: str, name: str) -> None:
    frame = frame_of(text)
    assert written(frame, subject_of(frame, len(frame) - 1, 0, WORDS)) == name


@pytest.mark.parametrize("text", ["Pike's mental state", "on Pike claims", "In a report", "the label reports"])
def test_a_noun_that_looks_like_a_verb_has_no_subject(text: str) -> None:
    frame = frame_of(text)
    if text == "the label reports":  # this one is a verb
        assert subject_of(frame, len(frame) - 1, 0, WORDS) is not None
    else:
        assert subject_of(frame, len(frame) - 1, 0, WORDS) is None


def test_an_apposition_is_stepped_over_leftwards() -> None:
    frame = frame_of("Holm, head of strings at the College of Oulton, said")
    assert written(frame, phrase_before(frame, len(frame) - 2, 0, WORDS)) == "Holm"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("“It was late,” laughs Dorran Pike.", "Dorran Pike"),
        ("“It was late,” Pike told the crowd.", "Pike"),
        ("“It was late,” according to manager Petra Holm.", "manager Petra Holm"),
        ("“Terrified” is how Holm describes it.", "Holm"),
        ("“Dark as a tunnel,” as Holm puts it.", "Holm"),
        ("“It was late,” and Pike laughed.", None),
    ],
)
def test_a_clause_after_a_quotation_tells_its_speaker(text: str, name: str | None) -> None:
    frame = frame_of(text)
    assert speaker(frame, cue_after(frame, 0, WORDS)) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Pike says: “It was late.”", "Pike"),
        ("Pike said that the tour was “a slow crash”", "Pike"),
        ("Sorrel says Pike told her “never trust a bassist”", "Pike"),
        ("Pike said he was “finished”", "Pike"),
        ("Pike still has what he calls the “ugly guitar”", "Pike"),
        ("The album was dismissed by critic Hugo Lund as “furniture”", "critic Hugo Lund"),
        ("Holm’s claim that it was “stolen”", "Holm’s"),
        ("He’s claiming that it is “over”", "He’s"),
        ("Said Holm: “Over.”", "Holm"),
        ("Pike, calling it “over”", None),
    ],
)
def test_the_best_reporting_word_before_a_quotation_tells_its_speaker(text: str, name: str | None) -> None:
    frame = frame_of(text)
    assert speaker(frame, cue_before(frame, next(iter(frame.quotes)), WORDS)) == name


def test_a_clause_at_the_end_of_the_sentence_tells_the_speaker() -> None:
    frame = frame_of("The tour was “a crash” from its first day, Holm said.")
    assert speaker(frame, tail_cue(frame, 3, WORDS)) == "Holm"
