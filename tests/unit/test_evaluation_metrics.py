"""What each metric counts."""

from __future__ import annotations

import math

import pytest
from attrs import evolve

from storysum.evaluation.metrics.dangling import Dangling
from storysum.evaluation.metrics.metric import Column, Example, Metric, Tally, missed
from storysum.evaluation.metrics.quotations import Quotations, last_name
from storysum.evaluation.metrics.rouge import Rouge
from storysum.evaluation.metrics.taken import lines, taken
from storysum.evaluation.metrics.words import Length, Redundancy
from storysum.model.article import Article, Block
from storysum.model.budget import Budget
from storysum.model.quote import Quote
from storysum.model.span import Span
from storysum.model.summary import Piece, Summary
from storysum.select.openings import opening
from storysum.text.marks.balance import balanced

SENTENCES = (
    "Petra Holm sold the van in 1979.",
    "She never missed it.",
    "“We had one amplifier,” Holm says.",
    "However, the amplifier was hers.",
    "They Might Be Giants met Cleo Marsh.",
    "“That Old Amplifier” became a song.",
    "It was late.",
)
METRICS: tuple[Metric, ...] = (Rouge(), Quotations(), Dangling(), Redundancy(), Length())


def span_of(text: str, part: str) -> Span:
    start = text.index(part)
    return Span(start, start + len(part))


def article(*sentences: str, language: str = "en") -> Article:
    text = " ".join(sentences)
    spans = tuple(span_of(text, sentence) for sentence in sentences)
    return Article(text, language=language, blocks=(Block(Span(0, len(text)), "body"),), sentences=spans)


def example(story: Article, *, length: str = "short", references=(), quotes=()) -> Example:
    return Example("one", length, story, tuple(references), tuple(quotes))


def summary(story: Article, *parts: str, text: str | None = None, budget: Budget | None = None) -> Summary:
    spans = [span_of(story.text, part) for part in parts]
    pieces = tuple(Piece(span, span.of(story.text), 1.0, 1) for span in spans)
    shown = " ".join(piece.text for piece in pieces) if text is None else text
    return Summary(shown, pieces, budget or Budget(words=60), "some", "some|v:0")


def quoted(story: Article, quotation: str, speaker: str | None = None, person: str | None = None) -> Quote:
    named = (span_of(story.text, name) if name else None for name in (speaker, person))
    return Quote(span_of(story.text, quotation), *named, None, "speech", 0)


STORY = article(*SENTENCES)
AT = STORY.text.index("Holm says")
HOLM = evolve(quoted(STORY, "“We had one amplifier,”", None, "Petra Holm"), speaker=Span(AT, AT + len("Holm")))


@pytest.mark.parametrize("metric", METRICS, ids=lambda metric: type(metric).__name__)
def test_an_empty_summary_has_figures_or_none_but_never_an_error(metric):
    empty = Summary("", (), Budget(words=60), "some", "some|v:0")
    for length in ("headline", "short"):
        for story in (STORY, Article(""), article("…")):
            found = metric.measure(empty, example(story, length=length, references=["A van."]))
            assert all(math.isfinite(tally.total) and tally.count >= 0 for tally in found.values())


@pytest.mark.parametrize("metric", METRICS, ids=lambda metric: type(metric).__name__)
def test_a_metric_measures_the_columns_that_it_declares(metric):
    found = metric.measure(summary(STORY, SENTENCES[0]), example(STORY, length="headline", references=["A van."]))
    assert list(found) == [column.name for column in metric.columns]


@pytest.mark.parametrize("metric", METRICS, ids=lambda metric: type(metric).__name__)
def test_the_signature_begins_with_the_name(metric):
    assert metric.signature.partition("|")[0] == type(metric).__name__.lower()


def test_a_failure_is_the_worst_there_is_where_there_is_a_worst():
    columns = [Column("up", "", "", "higher"), Column("down", "", "", "lower"), Column("plain", "", "")]
    found = missed(columns, example(STORY))
    assert found == {"up": Tally(0.0), "down": Tally(1.0), "plain": Tally(0.0, 0.0)}


def test_a_failure_without_references_has_no_rouge():
    assert all(tally.count == 0 for tally in missed(Rouge().columns, example(STORY)).values())


# Dangling openings


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He left.", "he"),
        ("“They were late,” says Holm.", "they"),
        ("“‘It's late,’ he said,” says Holm.", "it's"),
        ("It’s late.", "it's"),
        ("As a result, it closed.", "as a result"),
        ("As a result of rain it closed.", None),
        ("Instead of rain there was sun.", None),
        ("Still, it closed.", "still"),
        ("Still life sells.", None),
        ("Then-manager Foss left.", None),
        ("But Holm left.", "but"),
        ("This Monday it closed.", "this"),
        ("“These boots sold,” says Holm.", "these"),
        ("He, I think, left.", "he"),
        ("The van left.", None),
        ("", None),
        ("…", None),
    ],
)
def test_an_opening_of_the_list_is_found(text, found):
    assert opening(text, 0, len(text)) == found


@pytest.mark.parametrize(
    ("parts", "loose"),
    [
        ([SENTENCES[0], SENTENCES[1]], 0),
        ([SENTENCES[1]], 1),
        ([SENTENCES[3]], 1),
        ([SENTENCES[0], SENTENCES[3]], 1),
        ([SENTENCES[4]], 0),
        ([SENTENCES[5]], 0),
        ([SENTENCES[5], SENTENCES[6]], 0),
        ([SENTENCES[1], SENTENCES[3], SENTENCES[6]], 3),
    ],
)
def test_a_sentence_dangles_where_the_one_before_it_was_left_out(parts, loose):
    found = Dangling().measure(summary(STORY, *parts), example(STORY))["dangling"]
    assert found == Tally(loose, len(parts))


def test_the_first_sentence_of_an_article_leans_on_nothing():
    story = article("He left.", "The van stayed.")
    assert Dangling().measure(summary(story, "He left."), example(story))["dangling"].total == 0


def test_only_what_was_taken_of_a_sentence_can_dangle():
    story = article("Petra Holm sold the van.", "In the end, a baker bought it from her.")
    for taken_of_it, loose in (("In the end, a baker bought it from her.", 1), ("In the end, a baker bought", 0)):
        assert Dangling().measure(summary(story, taken_of_it), example(story))["dangling"].total == loose


def test_a_pronoun_whose_speaker_is_named_by_the_text_taken_does_not_dangle():
    story = article("Petra Holm sold the van.", "Nobody cared.", "She says: “I did.”")
    quote = quoted(story, "“I did.”", "She", "Petra Holm")
    alone = summary(story, "She says: “I did.”")
    with_name = summary(story, "Petra Holm sold the van.", "She says: “I did.”")
    assert Dangling().measure(alone, example(story, quotes=[quote]))["dangling"].total == 1
    assert Dangling().measure(with_name, example(story, quotes=[quote]))["dangling"].total == 0


def test_another_language_than_english_has_no_dangling_figure():
    story = article("He left.", "He came.", language="de")
    assert Dangling().measure(summary(story, "He came."), example(story))["dangling"].count == 0


# Quotations


@pytest.mark.parametrize(
    ("text", "even"),
    [
        ("“We cut it,” says Holm.", True),
        ("We cut it,” says Holm.", False),
        ("“We cut it, says Holm.", False),
        ("a bass there.’”", False),
        ("“It’s ‘late’ in the ’80s,” says Holm.", True),
        ("‘It’s late,’ says Holm.", True),
        ("‘It is late, says Holm.", False),
        ('"We cut it," says Holm.', True),
        ('"We cut it, says Holm.', False),
        ("„Es ist spät“, sagt Holm.", True),
        ("«C’est tard», dit Holm.", True),
        ("«C’est tard, dit Holm.", False),
        ("The drummers’ van.", True),
        ("The drummers' van, from the '80s, for rock 'n' roll.", True),
        ("'Twas late, and Holm let 'em in.", True),
        ("Holm said: 'We cut it.'", True),
        ("Holm said: 'We cut the drummers' song.'", True),
        ("Holm said: 'We cut it.", False),
        ("'We cut it.", False),
        ("It was 'a late song for Holm.", False),
        ('Holm is 6\'4" tall".', True),
        ("", True),
    ],
)
def test_marks_are_balanced_when_each_has_its_partner(text, even):
    assert balanced(text) is even


@pytest.mark.parametrize(
    ("mention", "name"),
    [
        ("Petra Holm", "Holm"),
        ("Petra Holm’s", "Holm"),
        ("Abel Foss Jr.", "Foss"),
        ("drummer Abel Foss", "Foss"),
        ("Abel Foss, the drummer", "Foss"),
        ("D.J. Quill of Neon-D.R.V.", "Quill"),
        ("the drummer", None),
        ("She", None),
        ("They", None),
    ],
)
def test_a_person_goes_by_the_last_name_and_a_pronoun_by_none(mention, name):
    assert last_name(mention) == name


def quotation_figures(made: Summary) -> dict[str, float]:
    found = Quotations().measure(made, example(STORY, quotes=[HOLM]))
    return {name: tally.value for name, tally in found.items()}


def test_a_quotation_with_its_attribution_is_balanced_whole_and_named():
    figures = quotation_figures(summary(STORY, SENTENCES[2]))
    assert figures == dict.fromkeys(("quotes", "balanced", "whole", "named"), 1)


def test_a_quotation_that_is_cut_is_not_whole_and_its_marks_are_told():
    found = quotation_figures(summary(STORY, "“We had one"))
    assert (found["whole"], found["balanced"], found["named"]) == (0, 0, 0)


def test_a_name_that_render_adds_names_the_speaker():
    made = summary(STORY, "“We had one amplifier,”", "Petra Holm", text="“We had one amplifier,” — Petra Holm")
    assert quotation_figures(made)["named"] == 1
    assert list(taken(made, example(STORY, quotes=[HOLM]))) == [2]


def test_a_name_that_render_takes_from_another_quotation_does_not_touch_that_one():
    story = article("“Pixies again,” she says.", "“Hello, this is Petra Holm at the van.”")
    quotes = [
        quoted(story, "“Pixies again,”", None, "Petra Holm"),
        quoted(story, "“Hello, this is Petra Holm at the van.”"),
    ]
    made = summary(story, "“Pixies again,”", "Petra Holm", text="“Pixies again,” — Petra Holm")
    found = Quotations().measure(made, example(story, quotes=quotes))
    assert (found["quotes"], found["whole"], found["named"]) == (Tally(1), Tally(1, 1), Tally(1, 1))


def test_words_that_were_altered_are_not_whole():
    made = summary(STORY, "“We had one amplifier,”", text="“We had an amplifier,” Holm says.")
    assert quotation_figures(made)["whole"] == 0


def test_a_name_inside_the_quotation_names_nobody():
    story = article("“Holm left,” says Abel Foss.")
    quote = quoted(story, "“Holm left,”", None, "Abel Foss")
    found = Quotations().measure(summary(story, "“Holm left,”"), example(story, quotes=[quote]))
    assert found["named"] == Tally(0, 1)


def test_a_speaker_whom_the_article_does_not_name_is_not_asked_for():
    story = article("“It rained,” says a neighbour.")
    quote = quoted(story, "“It rained,”", "a neighbour")
    found = Quotations().measure(summary(story, story.text), example(story, quotes=[quote]))
    assert found["named"].count == 0
    assert found["whole"] == Tally(1, 1)


def test_one_whole_sentence_of_a_long_quotation_is_whole():
    story = article("“It rained.", "We stayed in,” says Holm.")
    quote = quoted(story, "“It rained. We stayed in,”")
    made = summary(story, "“It rained.", text="“It rained.”")
    found = Quotations().measure(made, example(story, quotes=[quote]))
    assert (found["whole"], found["balanced"]) == (Tally(1, 1), Tally(1.0))


def test_a_summary_without_speech_is_in_no_share_of_quotations():
    found = Quotations().measure(summary(STORY, SENTENCES[0]), example(STORY, quotes=[HOLM]))
    assert [tally.count for tally in found.values()] == [1, 0, 0, 0]


# Redundancy and length


def test_a_sentence_said_twice_is_redundant():
    story = article("The van is red.", "The van is red now.")
    found = Redundancy().measure(summary(story, story.text), example(story))
    assert found["repeated"] == Tally(3, 7)


def test_a_budget_that_is_overrun_is_not_kept():
    over = Length().measure(summary(STORY, SENTENCES[0], budget=Budget(words=6)), example(STORY))
    under = Length().measure(summary(STORY, SENTENCES[0], budget=Budget(words=14)), example(STORY))
    assert (over["kept"].value, under["kept"].value) == (0, 1)
    assert under["words"].value == 7


def test_touching_more_sentences_than_allowed_breaks_a_budget():
    made = summary(STORY, SENTENCES[0], SENTENCES[1], budget=Budget(sentences=1))
    assert Length().measure(made, example(STORY))["kept"].value == 0


# Lines


def test_a_line_break_stands_between_sentences_and_nowhere_else():
    made = summary(STORY, SENTENCES[0], SENTENCES[2], SENTENCES[3])
    assert lines(made, example(STORY)).split("\n") == [SENTENCES[0], SENTENCES[2], SENTENCES[3]]
    assert lines(made, example(STORY)).replace("\n", " ") == made.text


def test_a_shortened_sentence_in_two_pieces_is_one_line():
    made = summary(STORY, "Petra Holm sold the van", SENTENCES[1], text="Petra Holm sold the van. She never missed it.")
    split = summary(STORY, "Petra Holm", "sold the van", SENTENCES[1])
    assert lines(made, example(STORY)) == "Petra Holm sold the van.\nShe never missed it."
    assert lines(split, example(STORY)) == "Petra Holm sold the van\nShe never missed it."


def test_a_raised_first_letter_does_not_hide_a_piece():
    made = summary(STORY, "the amplifier was hers.", SENTENCES[4], text=f"The amplifier was hers. {SENTENCES[4]}")
    assert lines(made, example(STORY)) == f"The amplifier was hers.\n{SENTENCES[4]}"


def test_one_piece_over_two_sentences_is_two_lines():
    made = summary(STORY, f"{SENTENCES[0]} {SENTENCES[1]}")
    assert lines(made, example(STORY)) == f"{SENTENCES[0]}\n{SENTENCES[1]}"


def test_a_text_that_its_pieces_do_not_make_is_left_as_it_is():
    made = summary(STORY, SENTENCES[0], text="Something else.")
    assert lines(made, example(STORY)) == "Something else."
