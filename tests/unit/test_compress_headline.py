"""Which headline is chosen among those that sentences can make."""

from __future__ import annotations

from storysum.compress import Candidate, headlines, joined
from storysum.model.article import Article, Block
from storysum.model.budget import Limits
from storysum.model.quote import Quote
from storysum.model.span import Span

CAPS = Limits(12, None, 80)


def article(*sentences: str, title: str | None = None, role: str = "body") -> Article:
    text, spans = "", []
    for one in sentences:
        spans.append(Span(len(text), len(text) + len(one)))
        text += one + " "
    return Article(text, title=title, blocks=(Block(Span(0, len(text)), role),), sentences=tuple(spans))  # type: ignore[arg-type]


def said(text: str, found: tuple[Candidate, ...]) -> list[str]:
    return [joined(text, one.kept) for one in found]


def best(story: Article, **more: object) -> str:
    found = headlines(story, [0.0] * len(story.sentences), limits=CAPS, **more)  # type: ignore[arg-type]
    return said(story.text, found)[0] if found else ""


STORY = (
    "Mara Quill has signed a deal with Harbour Records after a long row.",
    "She said she was glad.",
    "Quill left Harbour Records in 1999.",
    "The deal covers three albums.",
)


def test_the_headline_comes_from_the_opening_of_a_news_story() -> None:
    found = headlines(article(*STORY), [0.0] * 4, limits=CAPS)
    assert found[0].sentence == 0
    assert best(article(*STORY)).startswith("Mara Quill ")
    assert "deal with Harbour Records" in best(article(*STORY))


def test_a_sentence_about_a_pronoun_comes_after_all_others() -> None:
    found = headlines(article(*STORY), [0.0] * 4, limits=CAPS)
    pronoun = [place for place, one in enumerate(found) if one.sentence == 1]
    others = [place for place, one in enumerate(found) if one.sentence != 1]
    assert not pronoun or min(pronoun) > max(others)


def test_a_full_name_is_better_than_a_last_name() -> None:
    story = article("Quill signed the contract.", "Mara Quill signed the contract.")
    found = headlines(story, [0.0, 1.0], limits=CAPS)
    assert said(story.text, found)[0] == "Mara Quill signed the contract"


def test_a_question_is_no_headline_where_there_is_a_statement() -> None:
    assert best(article("Why did the band split?", "The band split in May.")) == "The band split in May"


def test_list_items_headings_and_captions_make_no_headline() -> None:
    assert best(article("The band split in May.", role="item")) == ""
    assert best(article("The band split in May.", role="caption")) == ""


def test_an_article_without_sentences_has_no_headline() -> None:
    assert headlines(Article(""), [], limits=CAPS) == ()


def test_speech_is_kept_only_with_its_named_speaker() -> None:
    story = article("“We are done,” he said.", "The band split in May.", "Mara Quill left.")
    quote = Quote(Span(0, 14), Span(15, 17), Span(47, 57), Span(18, 22), "speech", 0)
    assert story.text[47:57] == "Mara Quill"
    found = said(story.text, headlines(story, [9.0, 0.0, 0.0], quotes=[quote], limits=CAPS))
    assert not any("We are done" in one for one in found)


def test_a_quotation_alone_is_no_headline() -> None:
    story = article("“The band has split.”", "Mara Quill left the band.")
    quote = Quote(Span(0, 21), None, None, None, "partial", 0)
    assert "“The band has split.”" not in said(story.text, headlines(story, [9.0, 0.0], quotes=[quote], limits=CAPS))


def test_no_limit_means_no_limit() -> None:
    story = article("Mara Quill signed a deal.")
    found = headlines(story, [0.0], limits=Limits(None, 1, None))
    assert said(story.text, found)[0] == "Mara Quill signed a deal"


VAGUE = "Mara Quill has dismissed claims that the label lost money on each of her many long tours of the north."


def test_an_opening_that_nothing_else_fits_may_become_vague() -> None:
    assert "dismissed claims" in best(article(VAGUE, "She said she was glad."))


def test_a_late_sentence_does_not_become_vague() -> None:
    story = article(*STORY, VAGUE)
    assert not any(one.sentence == 4 for one in headlines(story, [0.0] * 5, limits=CAPS))


def test_a_sentence_that_may_not_be_taken_makes_no_headline() -> None:
    story = article(*STORY)
    found = headlines(story, [0.0] * 4, limits=CAPS, may_take=lambda index: index != 0)
    assert found
    assert not any(one.sentence == 0 for one in found)


def test_a_scrap_before_the_opening_is_not_the_opening() -> None:
    assert "dismissed claims" in best(article("By .", VAGUE, "She said she was glad."))
