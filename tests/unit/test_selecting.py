"""Selecting: budgets, passages, redundancy, order, and what falls short."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

import pytest
from attrs import frozen

import storysum
from storysum import Article, Budget, corpus
from storysum.errors import InputError
from storysum.model.budget import Limits
from storysum.model.ranking import Ranking
from storysum.model.selection import Excerpt
from storysum.select import Candidates
from storysum.select.coverage import Coverage
from storysum.select.references import references
from storysum.text.passages import passages


@frozen
class Wanted:
    """Likes sentences that hold certain words, the first word most."""

    name: ClassVar[str] = "wanted"
    words: tuple[str, ...] = ()

    def rank(self, article: Article) -> Ranking:
        def score(sentence: str) -> float:
            found = [1 / (1 + place) for place, word in enumerate(self.words) if word in sentence]
            return max(found, default=0.0)

        return Ranking([score(span.of(article.text)) for span in article.sentences])


def summary(text: str, *words: str, tighten: bool | None = None, **caps: int | float) -> storysum.Summary:
    budget = Budget(**(caps or {"words": 60}))  # type: ignore[arg-type]
    return storysum.summarize(text, length=budget, backend=Wanted(words), tighten=tighten)


STORY = "Petra Holm bought a van. The drummer sold his bike. Nobody had a map. Rain fell on Hull all night."


def test_the_best_sentences_stand_in_the_order_of_the_article() -> None:
    assert summary(STORY, "Rain", "Petra", words=12).text == "Petra Holm bought a van. Rain fell on Hull all night."


@pytest.mark.parametrize(
    ("caps", "expected"),
    [
        ({"words": 6}, "Rain fell on Hull all night."),
        ({"characters": 28}, "Rain fell on Hull all night."),
        ({"sentences": 1}, "Rain fell on Hull all night."),
        ({"fraction": 0.3}, "Rain fell on Hull all night."),
        ({"words": 100, "sentences": 1}, "Rain fell on Hull all night."),
        ({"words": 5}, "Petra Holm bought a van."),
        ({"characters": 27}, "Petra Holm bought a van."),
    ],
)
def test_caps_hold_alone_and_together(caps: dict[str, float], expected: str) -> None:
    assert summary(STORY, "Rain", "Petra", **caps).text == expected


def test_all_of_a_short_text_is_no_shortfall() -> None:
    assert summary(STORY, "Rain").text == STORY
    assert summary(STORY, "Rain").shortfall is None


def test_where_nothing_fits_the_shortfall_says_what_would() -> None:
    found = summary(STORY, "Rain", words=2)
    assert (found.text, found.pieces) == ("", ())
    assert found.shortfall == "Nothing fits: the shortest passage has 4 words."
    found = summary(STORY, "Rain", characters=2)
    assert found.shortfall == f"Nothing fits: the shortest passage has {len('Nobody had a map.')} characters."


@pytest.mark.parametrize("text", ["", " \n ", "\x00"])
def test_a_text_without_sentences_gives_an_empty_summary_that_says_so(text: str) -> None:
    found = summary(text)
    assert (found.text, found.shortfall) == ("", "The article has no sentences.")


def test_what_was_said_already_is_passed_over() -> None:
    text = "Rain fell on Hull all night. All night, rain fell on Hull. Petra Holm bought a van."
    assert summary(text, "Rain", "rain", words=12).text == "Rain fell on Hull all night. Petra Holm bought a van."


def test_a_thousand_copies_of_a_line_give_one() -> None:
    for backend in ("lead", "random", "lsa", "textrank", "quote-first", "blend"):
        assert storysum.summarize("Rain fell on Hull. " * 1000, backend=backend).text == "Rain fell on Hull."


def test_a_sentence_that_leans_on_the_one_before_brings_it_along() -> None:
    text = "Petra Holm bought a van. She sold it in Hull. Nobody had a map."
    assert summary(text, "sold", words=10).text == "Petra Holm bought a van. She sold it in Hull."
    assert "She" not in summary(text, "sold", words=5).text


def test_a_lead_in_is_dropped_where_the_sentence_before_is_not_taken() -> None:
    text = "Petra Holm bought a van. But nobody else had a map. Rain fell on Hull."
    assert summary(text, "map", words=6, tighten=True).text == "Nobody else had a map."
    whole = summary(text, "map", words=11, tighten=False).text
    assert whole == "Petra Holm bought a van. But nobody else had a map."
    found = summary(text, "map", "Petra", words=11, tighten=True).text
    assert found == "Petra Holm bought a van. But nobody else had a map."


SPEECH = (
    "Tobin Ashe drove to Hull that night. Rain fell. “We were late,” says Tobin Ashe. “Somebody had to drive. "
    "The others slept. Nobody thanked me for it.” The van broke down in Goole."
)


def test_a_quotation_is_taken_with_its_attribution() -> None:
    found = summary(SPEECH, "Somebody", words=18)
    assert found.text == (
        "“We were late,” says Tobin Ashe. “Somebody had to drive. The others slept. Nobody thanked me for it.”"
    )


def test_of_a_quotation_too_long_for_the_budget_a_part_is_taken_and_signed() -> None:
    found = summary(SPEECH, "thanked", words=9)
    assert found.text == "“Nobody thanked me for it.” — Tobin Ashe"
    assert [piece.text for piece in found.pieces] == ["Nobody thanked me for it.”", "Tobin Ashe"]


def test_who_is_said_to_say_what_comes_next_never_ends_a_summary() -> None:
    text = (
        "The hall is to return 83 posts.\n\nDr Imo Marsh, director of the hall, said:\n\n“We looked after these posts.”"
        "\n\nCleo Holm, chair of the council, said:\n\n“My mother wrote the first letter.”"
    )
    assert [quote.person.of(text) for quote in storysum.quotes(text) if quote.person] == ["Imo Marsh", "Cleo Holm"]
    for words in range(8, 40):
        assert not summary(text, "director", "chair", words=words).text.endswith(":")


@pytest.mark.parametrize("reversal", ["They were not.", "But it was a lie, and I knew it.", "It wasn’t."])
def test_a_part_of_a_quotation_never_ends_before_what_takes_it_back(reversal: str) -> None:
    text = f"Cleo Marsh of Hull wrote it down. “I was told the vans were fine. {reversal}” She left the label."
    for words in range(6, 40):
        found = storysum.summarize(text, length=Budget(words=words), backend="quote-first").text
        assert ("vans were fine" not in found) or reversal in found


def test_a_bracket_over_two_sentences_is_taken_whole_or_not_at_all() -> None:
    text = "Mara Dell sold the van. (It was red. Nobody minded that.) It rained in Hull on Monday."
    for words in range(3, 18):
        for word in ("red", "minded", "Mara"):
            found = summary(text, word, words=words).text
            assert ("(It was red." in found) == ("minded that.)" in found)
    torn = "The choir (it sang for years. Nobody minded that) has left Hull."
    assert storysum.headline(torn).text == ""


def test_passages_join_what_one_quotation_runs_across() -> None:
    article = storysum.read(SPEECH)
    found = [(passage.first, passage.last) for passage in passages(article, storysum.quotes(article))]
    assert found == [(0, 0), (1, 1), (2, 5), (6, 6)]


def test_sentences_beside_a_mark_that_nothing_closes_are_never_taken() -> None:
    text = "Rain fell. “We never got paid for that show. The venue closed.\n\nPetra Holm bought a van."
    found = summary(text, "paid")
    assert found.text == "Rain fell. Petra Holm bought a van."


@pytest.mark.parametrize(
    "open_to_the_end",
    [
        "“We never got paid for that show, says Cleo Marsh of Hull.",
        '"We never got paid for that show, Cleo Marsh said on Monday.',
        "Cleo Marsh called the show “a muddle from end to end.",
    ],
)
def test_a_forgotten_mark_costs_its_sentence_where_speech_plainly_ends_with_that(open_to_the_end: str) -> None:
    text = f"{open_to_the_end} The venue has closed. Petra Holm bought a van."
    assert summary(text, "paid", "muddle").text == "The venue has closed. Petra Holm bought a van."
    assert "mine" not in summary(text.replace("Petra", "The show was mine, and I"), "mine").text


@pytest.mark.parametrize("mark", ["'", "‘"])
def test_speech_that_a_single_mark_opens_and_none_closes_is_never_taken(mark: str) -> None:
    text = f"Rain fell. Cleo Marsh said: {mark}They never paid. The hall stood empty.\n\nPetra Holm bought a van."
    assert summary(text, "paid").text == "Rain fell. Petra Holm bought a van."


@pytest.mark.parametrize(
    "word", ["'Twas", "the drummers'", "'80s", "rock 'n' roll", "'s-Hertogenbosch", '7"', "At 't Hooft"]
)
def test_an_apostrophe_bars_nothing(word: str) -> None:
    text = f"Rain fell. {word} songs were never paid for. The hall stood empty in the winter."
    assert "songs were never paid" in summary(text, "paid").text


def test_a_stray_mark_bars_no_more_than_its_surroundings_of_a_joined_page() -> None:
    text = "Rain fell on Hull. " * 30 + 'And that was a van," she said. ' + "Petra Holm bought the bus. " * 30
    article = storysum.read(text)
    found = {index for one in passages(article, storysum.quotes(article)) for index in range(one.first, one.last + 1)}
    assert found == {*range(28), *range(31, 61)}


def test_a_mark_at_the_very_end_of_a_text_bars_its_sentence_and_what_may_be_speech_with_it() -> None:
    told = "Rain fell on Hull. Petra Holm bought a van."
    assert summary(f'{told} It had no wheels."').text == told  # as a field of a table ends
    assert summary(f'{told} We never got paid. The hall stood empty."').text == told
    assert summary(f'Rain fell on Hull.\n\n{told}\n\nIt was red. It had no wheels."', "red").text == told


def test_a_line_under_a_picture_is_never_taken() -> None:
    line = "Crossing: The van was seen in Hull on that night."
    assert summary(f"Petra Holm bought a van. {line}", "Crossing").text == "Petra Holm bought a van."


def test_the_first_sentence_of_a_story_loses_its_label_and_not_itself() -> None:
    text = "Affordable: bulgaria was named the cheapest place to buy a van. Nobody minded."
    assert summary(text, "Affordable").text == "Bulgaria was named the cheapest place to buy a van. Nobody minded."


def test_what_stands_between_paragraphs_of_speech_is_never_taken() -> None:
    text = "Cleo Marsh said: 'We were there. The van stood in Hull. 'We left in the rain.' Petra Holm bought a bus."
    article = storysum.read(text)
    found = [(passage.first, passage.last) for passage in passages(article, storysum.quotes(article))]
    assert found == [(2, 2), (3, 3)]


def test_a_list_item_is_never_taken() -> None:
    text = "Petra Holm bought a van.\n\n- Rain fell.\n- More rain fell.\n\nNobody had a map."
    assert summary(text, "Rain").text == "Petra Holm bought a van. Nobody had a map."


@pytest.mark.parametrize(
    "caps",
    [{}, {"words": 0}, {"sentences": -1}, {"characters": True}, {"words": 2.5}, {"fraction": 0}, {"fraction": 1.5}],
)
def test_a_budget_without_a_sensible_cap_is_refused(caps: dict[str, float]) -> None:
    with pytest.raises(InputError, match="Budget"):
        Budget(**caps)  # type: ignore[arg-type]


def test_an_unknown_length_names_the_known_ones() -> None:
    with pytest.raises(InputError, match="did you mean short"):
        storysum.summarize(STORY, length="shrt")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("rain", "rain"),
        ("Rain fell on Hull", "Rain fell on Hull"),
        ("RAIN FELL ON HULL. NOBODY CAME.", "RAIN FELL ON HULL. NOBODY CAME."),
        ("...", "..."),
        ("🎸🎸 rock 🎸.", "🎸🎸 rock 🎸."),
        ("ירד גשם. איש לא בא.", "ירד גשם. איש לא בא."),
        ("It rained \ud800 all night.", "It rained \ud800 all night."),
        ("It\x00rained\x07 all night.", "It\x00rained\x07 all night."),
        ("It rained.\r\nNobody came.\rThey played.", "It rained. Nobody came. They played."),
    ],
)
def test_odd_input_has_one_documented_result_with_every_backend(text: str, expected: str) -> None:
    for backend in ("lead", "random", "lsa", "textrank", "quote-first", "blend"):
        assert storysum.summarize(text, backend=backend).text == expected


def test_a_megabyte_without_a_space_does_not_fit_and_says_so() -> None:
    found = storysum.summarize("x" * 1_000_000, length=Budget(characters=80))
    assert found.text == ""
    assert found.shortfall is not None


def test_words_that_other_sentences_say_too_are_wanted_before_details() -> None:
    text = (
        "The band sold its van in Hull. Tea was served at four in chipped enamel mugs. The band wrote about the van. "
        "The van had brought the band to Hull."
    )
    found = storysum.summarize(text, length=Budget(words=14), backend="textrank").text
    assert "van" in found
    assert "enamel" not in found


def test_what_is_said_twice_is_worth_nothing_the_second_time() -> None:
    text = (
        "Petra Holm sold the van in Hull. In Hull Petra Holm sold the van. The van was rusty. "
        "Cleo Marsh kept the drums and the map."
    )
    for backend in ("blend", "textrank", "lsa"):
        assert storysum.summarize(text, length=Budget(words=16), backend=backend).text.count("sold") == 1


def test_a_surname_is_taken_with_the_sentence_that_gives_the_full_name_where_both_fit() -> None:
    text = (
        "Rain fell on Hull and Goole all night long. Petra Holm met a promoter. The roads were bad that winter. "
        "Holm sold the van, the drums, the map and the last amplifier. The winter was long."
    )
    found = storysum.summarize(text, length=Budget(words=18), backend=Wanted(("amplifier",))).text
    assert found == "Petra Holm met a promoter. Holm sold the van, the drums, the map and the last amplifier."


def test_what_sets_up_the_two_of_them_comes_along_or_they_stay_out() -> None:
    text = "Cleo Marsh met Petra Holm. The two shared one van. Nobody in Hull had a map."
    assert summary(text, "shared", words=10).text == "Cleo Marsh met Petra Holm. The two shared one van."
    assert "two" not in summary(text, "shared", words=7).text


@pytest.mark.parametrize(
    "line",
    [
        "Duo: Petra Holm, left, with Cleo Marsh and the rusty van in Hull.",
        "Scroll down for a video of Petra Holm and the rusty van in Hull.",
        "Tobin Ashe contributed to this report on Petra Holm and the van.",
    ],
)
def test_a_line_that_belongs_under_a_picture_comes_last(line: str) -> None:
    text = f"{line} Petra Holm sold the rusty van in Hull to Cleo Marsh on Friday. Nobody in Hull had a map for Holm."
    found = storysum.summarize(text, length=Budget(words=13), backend="lsa").text
    assert line not in found
    assert found


def test_a_question_or_a_few_words_are_taken_only_where_nothing_better_fits() -> None:
    text = (
        "Electric guitars? The band from Hull had sold every one of them. Not many. Drum machines were all it had left."
    )
    assert "Electric" not in summary(text, "Electric", words=17).text
    assert summary("Electric guitars?").text == "Electric guitars?"


def test_a_short_line_that_a_page_ended_is_no_sentence() -> None:
    text = "Six questions about the van . Petra Holm sold the van in Hull. Cleo Marsh kept the drums and the map."
    assert summary(text, "Six", "Petra", words=13).text.startswith("Petra Holm sold")


def test_a_part_of_a_quotation_fills_the_room_that_is_left() -> None:
    text = (
        "Petra Holm sold the van in Hull. “The van was rusty. The road to Hull was long, and rain came in. Nobody "
        "else wanted that van on the road to Hull,” says Tobin Ashe. “We had to sell it there.”"
    )
    found = storysum.summarize(text, length=Budget(words=22), backend="textrank").text
    assert "Ashe" in found
    assert found.count("“") == found.count("”")


@pytest.mark.parametrize("backend", ["lead", "random", "sumy-luhn"])
def test_baselines_stay_plain(backend: str) -> None:
    pytest.importorskip("sumy") if backend.startswith("sumy") else None
    text = "Petra Holm bought a van. But she sold it (in Hull). They had no map. Rain fell on Hull all night."
    article = storysum.read(text)
    found = storysum.summarize(article, length=Budget(sentences=1), backend=backend)
    ranking = storysum.backends.get(backend).rank(article)
    assert found.text == article.sentences[ranking.order[0]].of(text)


def test_quote_first_says_what_the_story_is_about_before_it_quotes_again() -> None:
    text = (
        "The Hull label Moss & Pike has sold its barn to a baker. Rain fell. “I wept for an hour in my van,” said "
        "Cleo Marsh. The baker came at noon. “I loved that barn more than the band,” said Tom Foss."
    )
    budget = Budget(words=30)
    plain = storysum.summarize(text, length=budget, backend=storysum.backends.get("quote-first", opening=0.0)).text
    found = storysum.summarize(text, length=budget, backend="quote-first").text
    assert plain.count("“") == 2
    assert found.startswith("The Hull label Moss & Pike has sold its barn to a baker. ")
    assert found.count("“") == 1


def test_quote_first_has_a_quotation_in_every_summary_that_has_room_for_one() -> None:
    for story in corpus.load():
        article = storysum.read(story.text)
        spoken = [quote for quote in storysum.quotes(article) if quote.speaker and quote.kind != "partial"]
        if not spoken or min(len(quote.span) for quote in spoken) > 150:
            continue
        short = storysum.summarize(article, backend="quote-first")
        assert any(quote.span.overlaps(piece.span) for quote in spoken for piece in short.pieces), story.id


def test_two_thirds_of_a_summary_at_most_go_to_the_best_quotation() -> None:
    said = "Nobody in the band had ever slept in that van and nobody in the band had wanted to sleep in it. "
    text = f"Petra Holm sold the van in Hull. “{said * 5}I sold it,” says Petra Holm. The van went to a baker in Goole."
    found = storysum.summarize(text, length=Budget(words=45), backend="quote-first").text
    assert "“" in found
    assert "baker" in found


HE_SAID = (
    "{} Rain fell on Hull all night long. Nobody had a map of the place. “I drove that van for years and I miss it,” "
    "he said. The roads to Goole were bad that winter."
)


@pytest.mark.parametrize("who", ["Tobin Ashe had sold the van.", "Tobin Ashe and Daniel Marsh had sold the van."])
def test_whom_he_means_is_never_signed_from_a_guess(who: str) -> None:
    alone = summary(HE_SAID.format(who), "miss", words=14).text
    assert "miss" not in alone
    assert "—" not in alone


@pytest.mark.parametrize(
    "line",
    [
        "Van hire in Hull, Kirk Lane 4, phone: +44 1482 0000, daily from nine.",
        "Petra Holm of the Tin Lanterns told the drummer in the red van,",
    ],
)
def test_an_address_and_a_line_that_breaks_off_are_left_to_sentences(line: str) -> None:
    alone = "Cleo Marsh of the Tin Lanterns plays in Hull every May and June."
    assert summary(f"{alone}\n\n{line}\n\nRain fell on Hull all night long.", line[:9], "Cleo", words=14).text == alone


def test_an_arrow_behind_a_link_is_no_quotation_mark() -> None:
    text = "Petra Holm bought a van in Hull. Watch how she drives it » . Rain fell on Goole all night long."
    assert summary(text, "Petra", words=8).text == "Petra Holm bought a van in Hull."


def taken_as_known(text: str, sentences: int) -> dict[int, list[tuple[str, str, tuple[int, ...]]]]:
    found = references(storysum.read(text), range(sentences))
    return {index: [(one.span.of(text), one.kind, one.by) for one in some] for index, some in found.items()}


def test_what_a_sentence_takes_as_known_is_found_with_what_introduces_it() -> None:
    text = (
        "Petra Holm bought a red van in Hull. Cleo Marsh plays the drums. Holm sold it in June. "
        "The van had never started. She was glad. Another band bought a bus."
    )
    told = taken_as_known(text, 6)
    assert told[0] == told[1] == []
    assert ("Holm", "name", (0,)) in told[2]
    assert told[3] == [("van", "definite", (0,))]
    assert told[4] == [("She", "pronoun", (3,))]
    assert told[5] == [("Another", "comparative", (4,))]


def test_a_name_that_came_before_and_a_writer_who_is_not_quoted_are_known() -> None:
    text = (
        "The baker Petra Holm bought a red van in Hull. Cleo Marsh played in the van of Petra Holm. We liked it a lot. "
        "“We liked it,” said Marsh."
    )
    told = taken_as_known(text, 4)
    assert not told[0]
    assert ("Petra", "known", (0,)) in told[1]
    assert ("We", "writer", ()) in told[2]
    assert not any(kind == "known" for _, kind, _ in told[3])


def test_the_default_leaves_the_opening_only_for_what_says_more() -> None:
    article = storysum.read("Rain fell on Hull. " + "Petra Holm sold the red van and the drums in Goole for 90 pounds.")

    def written(some: Sequence[Excerpt]) -> str:
        return " ".join(span.of(article.text) for one in some for span in one.kept)

    candidates = Candidates(article, (), passages(article, ()), written)
    assert Coverage(candidates, [0.5, 0.5]).choose(Limits(14, None, None)).taken.keys() == {0}
    assert Coverage(candidates, [0.1, 0.5]).choose(Limits(14, None, None)).taken.keys() == {1}


@pytest.mark.parametrize(("mark", "taken"), [("’", True), ("", False)])
def test_a_quotation_in_which_another_opens_and_never_closes_is_not_taken(mark: str, taken: bool) -> None:
    text = f"The drummer had a room. “Rick said, ‘Put a bass on it,{mark}” recalls Lena Quist. The room was cold."
    shown = storysum.summarize(text, length=Budget(words=100), backend="lead").text
    assert ("Put a bass" in shown) is taken
    assert shown.startswith("The drummer had a room.")
    assert shown.endswith("The room was cold.")


def test_where_all_has_a_few_words_of_somebody_it_is_signed() -> None:
    text = (
        "Mill owner Ann Pike, a nurse, was angry on Monday when the council met in the old hall of the town to talk "
        "about the flood and about what it would cost to rebuild the mill. She called the council “a disgrace to the "
        "whole of the town”. She said the mayor was “never there when it mattered”."
    )
    assert "— Ann Pike" in storysum.summarize(text, length=Budget(words=35), backend="lead").text


def test_no_heading_comes_along_with_what_stands_under_it() -> None:
    text = (
        "Petra Holm sold the van to a baker in Goole. “It had never started in the rain,” Holm said on Friday. "
        "Social media . “But it looked well in every film that we made of it in Hull, and in all the others.” "
        "The baker will paint it white and sell bread from it."
    )
    for name in ("quote-first", "textrank", "lsa", "blend"):
        assert "Social media" not in storysum.summarize(text, length=storysum.Budget(words=40), backend=name).text


TORN = """The Kilns sold the van to a baker in Goole on Monday. It had never once started in the rain.

The drummer of the band

continued to play in the barn until the roof came down.

Petra Holm bought a bus from the same baker in May. It has nine seats and a kettle."""


@pytest.mark.parametrize("backend", ["blend", "lead", "textrank", "lsa"])
def test_a_sentence_that_lost_its_beginning_is_left_out(backend: str) -> None:
    said = storysum.summarize(TORN, backend=backend, length=storysum.Budget(words=40)).text
    assert said
    assert "continued" not in said
    assert "drummer" not in said


def test_a_line_that_lost_its_label_is_left_out() -> None:
    text = TORN.replace("The drummer of the band\n\ncontinued", ": Holm, Pike, Tarr and Rell")
    assert "Tarr" not in storysum.summarize(text, backend="lead", length=storysum.Budget(words=40)).text


def test_where_all_is_in_small_letters_nothing_is_torn() -> None:
    said = storysum.summarize(TORN.lower(), backend="lead", length=storysum.Budget(words=40)).text
    assert "continued" in said


def test_of_a_text_that_fits_no_more_is_missing_than_cannot_be_published() -> None:
    text = (
        "Harbour master Ida Kern has quit. “I did not check the bolts,” she said on Monday. “Nobody asked me to,” she "
        "added. Tom Ruel said: “They laughed at us.” The port will close."
    )
    for backend in ("lead", "blend"):
        for words in (40, 60, 1000):
            assert str(storysum.summarize(text, length=Budget(words=words), backend=backend)).endswith("will close.")


def test_speech_of_she_is_had_where_what_comes_with_it_names_her() -> None:
    text = (
        "Petra Holm is knitting a van. It is nine feet long.\n\n“I never set out to,” she says. “I set out "
        "to sing.”\n\nHer baker, Carl Reed, saw the first of them in May. She told him that it was not for sale."
    )
    assert "“I never set out to,” she says." in storysum.summarize(text, length="short").text
