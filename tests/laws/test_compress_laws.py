"""What holds of every shortening, whatever the sentence."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from storysum.compress import Shortening, headlines, joined, shortenings, tighten
from storysum.model.article import Article, Block
from storysum.model.budget import Limits
from storysum.model.span import Span

ENDINGS = frozenset(
    [
        "a", "an", "and", "are", "as", "at", "be", "because", "been", "but", "by", "can", "could", "for",
        "from", "had", "has", "have", "he", "her", "his", "i", "if", "in", "into", "is", "its", "may", "might",
        "must", "my", "nor", "of", "on", "onto", "or", "she", "than", "that", "the", "their", "they", "to",
        "was", "we", "were", "which", "who", "whose", "will", "with", "would", "your",
    ]
)  # fmt: skip

subjects = st.sampled_from(
    [
        "The band", "Mara Quill", "The singer Mara Quill", "Neon-D.R.V.", "A survey of 2,000 fans", "The label's owner",
        "Critics", "The album, their third,", "Mara Quill, who founded the band in 1991,", "The studio (a former mill)",
    ]
)  # fmt: skip
verbs = st.sampled_from(
    [
        "has not sold", "never finished", "may release", "could lose", "did not play", "won't record", "has sold",
        "refused to record", "will cancel", "sold", "is to record", "was not given",
    ]
)  # fmt: skip
objects = st.sampled_from(
    [
        "more than 40 songs", "$5 million of shares", "a hit called “Walk the Line”", "an iconic, long-awaited album",
        "about 15 minutes of music", "the biggest hit of the year", "only half of the tapes", "a new deal",
    ]
)  # fmt: skip
tails = st.sampled_from(
    [
        "", " in Leeds", " on Tuesday", " after a row with the label", ", charting in ten countries",
        " because no studio was free",
        " and moved to Spain", ", but not in Britain", " unless the fans pay", " for the first time since 1999",
        " without a producer",
        ", which had never happened before", " despite a strike (the second) in June", " as part of a plan to tour",
    ]
)  # fmt: skip
claims = st.sampled_from(
    ["", ", police said", ", according to the label", ", a spokesman has claimed", ", says Mara Quill"]
)
leads = st.sampled_from(
    ["", "And ", "However, ", "In 1991, ", "According to the label, ", "If the fans pay, ", "Allegedly, "]
)


@st.composite
def sentences(draw: st.DrawFn) -> str:
    """A sentence as papers write them, with what must not be lost in many places."""
    lead, claim = draw(leads), draw(claims)
    body = f"{draw(subjects)} {draw(verbs)} {draw(objects)}{draw(tails)}{draw(tails)}"
    return f"{lead}{body}{claim}."


hostile = st.text(alphabet=st.sampled_from(list("aAbc .,;:!?'\"“”‘’()[]-–—…$5%\n\té́")), max_size=80)


def all_of(text: str) -> tuple[Shortening, ...]:
    return shortenings(text, Span(0, len(text)), max_words=60, max_characters=600)


@given(st.one_of(sentences(), hostile))
def test_what_is_kept_is_ascending_disjoint_inside_and_of_whole_words(text: str) -> None:
    for short in (*all_of(text), tighten(text, Span(0, len(text)), opening=True)):
        at = 0
        for span in short.kept:
            assert at <= span.start <= span.end <= len(text)
            at = span.end
            for edge in (span.start, span.end):
                inside = 0 < edge < len(text) and text[edge - 1].isalnum() and text[edge].isalnum()
                assert not inside, f"cut in a word: {text[edge - 3 : edge + 3]!r}"
        assert short.cost >= 0


@given(st.one_of(sentences(), hostile), st.integers(1, 14), st.integers(5, 90))
def test_no_candidate_exceeds_its_caps(text: str, words: int, characters: int) -> None:
    for short in shortenings(text, Span(0, len(text)), max_words=words, max_characters=characters):
        said = joined(text, short.kept)
        assert len(said.split()) <= words
        assert len(said) <= characters


@given(sentences())
def test_words_are_those_of_the_sentence_in_its_order(text: str) -> None:
    for short in all_of(text):
        rest = iter(text)
        assert all(character in rest for character in joined(text, short.kept).replace(" ", ""))


@given(sentences())
def test_no_candidate_ends_on_a_function_word_or_a_comma(text: str) -> None:
    for short in all_of(text):
        said = joined(text, short.kept)
        assert said[-1] not in ",;:–—-("
        assert said.split()[-1].lower().strip("”“\"'’") not in ENDINGS


@given(sentences())
def test_a_claim_keeps_its_source(text: str) -> None:
    sources = ["police said", "According to the label", "according to the label", "a spokesman has claimed"]
    sources += ["says Mara Quill", "If the fans pay", "Allegedly"]
    for short in all_of(text):
        said = joined(text, short.kept).replace("spokesman claimed", "spokesman has claimed")
        for source in sources:
            if source in text:
                bare = source.replace("a spokesman", "spokesman").replace("the label", "label")
                assert source in said or bare in said.replace("the label", "label"), said


@given(sentences())
def test_the_main_verb_keeps_its_negation_and_its_modal(text: str) -> None:
    for short in all_of(text):
        said = joined(text, short.kept)
        for verb in (
            "not sold",
            "never finished",
            "may release",
            "could lose",
            "did not play",
            "won't record",
            "will cancel",
        ):
            if verb in text and verb.split()[-1] in said.split():
                assert verb in said, said
        if "refused to record" in text:
            assert "refused to record" in said or "record" not in said.split()


@given(sentences())
def test_a_negation_stays_that_limits_what_stays(text: str) -> None:
    for short in all_of(text):
        said = joined(text, short.kept)
        for phrase in (", but not in Britain", "without a producer", "unless the fans pay"):
            if phrase in text:
                assert phrase.lstrip(", ") in said.replace("without producer", "without a producer").replace(
                    "unless fans", "unless the fans"
                ), said


@given(sentences())
def test_a_number_keeps_its_unit_and_its_qualifier(text: str) -> None:
    for short in all_of(text):
        said = joined(text, short.kept)
        for whole in ("more than 40 songs", "$5 million", "about 15 minutes"):
            number = re.findall(r"\$?\d+", whole)[0]
            if whole in text and re.search(rf"(?<![\w,]){re.escape(number)}(?![\w,])", said):
                assert whole in said, said


@given(sentences())
def test_what_ranks_or_limits_stays_with_what_it_ranks(text: str) -> None:
    for short in all_of(text):
        said = joined(text, short.kept)
        if "biggest hit" in said:
            assert "biggest hit of the year" in said
        if "only half" in text:
            assert "only half of" in said


@given(sentences())
def test_quotation_marks_and_brackets_stay_balanced_and_whole(text: str) -> None:
    for short in all_of(text):
        said = joined(text, short.kept)
        assert said.count("“") == said.count("”")
        assert said.count("(") == said.count(")")
        if "“" in said:
            assert "“Walk the Line”" in said


@given(st.text(alphabet="abc “”", min_size=1, max_size=30), st.integers(0, 20), st.integers(1, 20))
def test_a_given_quotation_stays_whole_or_goes_whole(text: str, start: int, length: int) -> None:
    text = f"The band said {text} after the show in Leeds on Tuesday."
    quote = Span(min(start + 4, len(text) - 1), min(start + 4 + length, len(text)))
    for short in shortenings(text, Span(0, len(text)), quotes=[quote], max_words=60, max_characters=600):
        touching = [span for span in short.kept if span.overlaps(quote)]
        assert not touching or len(touching) == 1
        words = [
            match for match in re.finditer(r"\S+", text) if quote.start <= match.start() and match.end() <= quote.end
        ]
        assert not touching or all(
            any(span.start <= w.start() and w.end() <= span.end for span in touching) for w in words
        )


@given(sentences())
def test_articles_suit_the_word_that_follows(text: str) -> None:
    for short in all_of(text):
        words = joined(text, short.kept).lower().split()
        for here, there in pairwise(words):
            if here in ("a", "an") and f"{here} {there}" not in text.lower():
                assert (here == "an") == (there[0] in "aeiou")


@given(st.one_of(sentences(), hostile))
def test_the_same_sentence_gives_the_same_shortenings(text: str) -> None:
    assert all_of(text) == all_of(text)
    assert tighten(text, Span(0, len(text))) == tighten(text, Span(0, len(text)))


@given(st.one_of(sentences(), hostile), st.booleans())
@example("5 .", True)  # a stop that stands apart is dropped, and written anew by render
def test_tightening_keeps_the_first_and_last_mark_and_only_drops(text: str, opening: bool) -> None:
    kept = tighten(text, Span(0, len(text)), opening=opening).kept
    said = "".join(span.of(text) for span in kept)
    rest = iter(text)
    assert all(character in rest for character in said)
    assert not text or text[-1] in ")]" or re.search(r"\s\.$", text) or said.endswith(text[-1])


@given(st.lists(st.one_of(sentences(), hostile.filter(str.strip)), min_size=1, max_size=6))
@settings(max_examples=40, deadline=None)
def test_headlines_keep_the_caps_and_come_best_first(texts: list[str]) -> None:
    text, spans = "", []
    for one in texts:
        spans.append(Span(len(text), len(text) + len(one)))
        text += one + " "
    article = Article(text, blocks=(Block(Span(0, len(text)), "body"),), sentences=tuple(spans))
    found = headlines(article, [0.0] * len(spans), quotes=(), limits=Limits(12, None, 80))
    assert list(found) == sorted(found, key=lambda one: (-one.score, one.sentence, one.kept))
    for one in found:
        said = joined(text, one.kept)
        assert len(said.split()) <= 12
        assert len(said) <= 80
        assert all(spans[one.sentence].covers(span) for span in one.kept)


@pytest.mark.parametrize("unit", ["a ", "“", "(", "'", "- ", ", ", "and ", "not ", ". ", "é", "\n", "the band that "])
def test_a_sentence_of_a_megabyte_comes_back_whole(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    assert shortenings(text, Span(0, len(text))) == ()
    assert tighten(text, Span(0, len(text)), opening=True).kept == (Span(0, len(text)),)
