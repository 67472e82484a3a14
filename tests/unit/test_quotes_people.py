"""People: from a mention to the fullest form of a name, or to nobody."""

from __future__ import annotations

import unicodedata

import pytest
from quoted import people

import storysum
from storysum.quotations.names import names_in
from storysum.quotations.people import Roster
from storysum.text.read import read


@pytest.mark.parametrize(
    ("run", "words", "gender"),
    [
        ("Ida Vance", ("ida", "vance"), "f"),
        ("Det Insp Ida Vance", ("ida", "vance"), "f"),
        ("Ida May", ("ida", "may"), "f"),
        ("Mrs May", ("may",), "f"),
        ("Ida Monday", ("ida",), "f"),
        ("Mr. Pike", ("pike",), "m"),
        ("Press Secretary Ida Vance", ("ida", "vance"), "f"),
        ("Secretary of State Jon Dane", ("jon", "dane"), "m"),
        ("Lorna “Needles” Tindale", ("lorna", "tindale"), "f"),
        ("D.J. Quill", ("d.j", "quill"), ""),
    ],
)
def test_a_run_of_capitals_is_taken_apart_into_titles_and_name(run: str, words: tuple[str, ...], gender: str) -> None:
    name = names_in(run)[-1]
    assert (name.words, name.gender) == (words, gender)


def test_a_surname_stands_for_the_fullest_name() -> None:
    assert people("Dorran Pike met Dorran James Pike’s son. “I waved,” says Pike.") == ["Dorran James Pike"]


def test_a_pronoun_takes_the_person_of_its_gender() -> None:
    text = "Lena Quist met drummer Abel Foss. “He was late,” she says. “I was early,” he says."
    assert people(text) == ["Lena Quist", "Abel Foss"]


def test_a_pronoun_between_the_last_subject_and_who_spoke_before_names_nobody_else() -> None:
    text = "“I swept,” says Abel Foss.\n\nPaul Dray had a plan. “We would leave at dawn,” he says."
    assert people(text)[0] == "Abel Foss"
    assert people(text)[1] in (None, "Paul Dray")


def test_two_men_who_fit_alike_are_nobody() -> None:
    assert people("Abel Foss and Paul Dray shared a room. “It was cold,” he says.") == [None]


def test_they_are_nobody_in_particular() -> None:
    assert people("Abel Foss and Paul Dray shared a room. “It was cold,” they say.") == [None]


def test_a_role_stands_for_the_one_person_who_has_it() -> None:
    text = "Trombonist Clive Amoah voted against it. “It cost too much,” the trombonist says."
    assert people(text) == ["Clive Amoah"]


@pytest.mark.parametrize("name", ["Priya Nakamura-Lowe", "Anne-Mary Holm", "Petra Al-Sand"])
def test_a_name_goes_on_behind_a_hyphen(name: str) -> None:
    assert people(f"“We are done with the van,” said {name}.") == [name]


@pytest.mark.parametrize("name", ["Tarik El Sand", "Anna de la Kern", "Anna Moss Kern"])
def test_a_surname_of_two_words_is_the_fuller_name(name: str) -> None:
    surname = name.partition(" ")[2]
    assert people(f"{name} fell twice. “It was steep,” {surname} said.") == [name]
    assert people(f"“It was steep,” {surname} said. {name} fell twice.") == [name]


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("“Goole can win,” chairman and chief executive Abel Foss said.", "Abel Foss"),
        ("“Goole can win,” the chairman and singer Abel Foss said.", None),
        ("“Goole can win,” Anna and Abel Foss said.", None),
        ("“The bridge stays shut,” said her predecessor at the label, Abel Foss.", "Abel Foss"),
        ("The leader of its panel, Abel Foss, called the van “a wreck on nine wheels”.", "Abel Foss"),
    ],
)
def test_a_name_behind_roles_is_who_has_them(text: str, person: str | None) -> None:
    assert people(text) == [person]


def test_a_role_is_nobody_who_is_named_only_later() -> None:
    text = "Petra Holm sat by the mill. “Never again,” the drummer says. Abel Foss, a drummer of old, had her van."
    assert people(text) == [None]


def test_a_role_of_another_kind_is_nobody() -> None:
    lost = "Holm beat Olympic champion Abel Foss. “I have trained very well,” said the world indoor champion."
    assert people(lost) == [None]
    told = "Holm beat world indoor champion Abel Foss. “I have trained very well,” said the world indoor champion."
    assert people(told) == ["Abel Foss"]


def test_a_role_with_an_indefinite_article_is_nobody() -> None:
    text = "Trombonist Clive Amoah voted against it. “It cost too much,” a trombonist says."
    assert people(text) == [None]


def test_an_apposition_gives_a_body_its_kind_of_name() -> None:
    text = "It went to Prewett Music, the company founded by a cousin. “We note this,” the company said."
    assert people(text) == ["Prewett Music"]


def test_a_shorter_form_of_a_body_is_its_fullest_name() -> None:
    text = "They signed to Lantern Row Records. “It is out of print,” Lantern Row said."
    assert people(text) == ["Lantern Row Records"]


def test_the_gender_of_an_unknown_name_is_learned_from_its_pronoun() -> None:
    article = read("Xanth Oroku lost her keys. Later Xanth Oroku found them.")
    roster = Roster(article)
    assert [person.gender for person in roster.people] == ["f"]


def test_a_family_is_told_apart_by_first_names() -> None:
    text = "Joan Marden and Sol Marden sat down. “You first,” says Joan Marden. “No, you,” says Sol Marden."
    assert people(text) == ["Joan Marden", "Sol Marden"]


def test_a_surname_that_two_share_and_both_were_just_named_is_nobody() -> None:
    text = "Joan Marden and Sol Marden sat down. “You first,” says Marden."
    assert people(text) == [None]


@pytest.mark.parametrize("name", ["Anna Müller", "José Muñoz", "Renée Béart", "Ida\tKern", "Ida Ke\u200brn"])
def test_a_name_is_whole_however_its_letters_are_written(name: str) -> None:
    said = f"{name} sold the van on Monday.\n\n“We were fools,” said {name.split()[-1]}."
    for form in ("NFC", "NFD"):
        text = unicodedata.normalize(form, said)
        (quote,) = storysum.quotes(text)
        assert quote.person is not None
        assert quote.person.of(text) == unicodedata.normalize(form, name)


@pytest.mark.parametrize("place", ["New Dray", "Old Dray Wells", "the Upper Dray"])
def test_mr_dray_is_no_place_that_ends_on_his_name(place: str) -> None:
    name = f"Mr {place.split()[-1]}"
    assert place.removeprefix("the ") not in people(f"{name}, who was born in {place}, said: “We will sell.”")


def test_a_word_that_only_opens_a_sentence_is_nobody() -> None:
    text = "Cheese makers met in a barn. Butter was out of stock. “It was cold,” she says."
    assert people(text) == [None]


@pytest.mark.parametrize(
    ("before", "pronoun"),
    [
        ("A neighbour, who asked not to be named, was not amused.", "he"),
        ("His lawyer asked for mercy.", "he"),
        ("The fair's manager had counted nine drums.", "he"),
        ("At the gate afterwards a man in a green coat shook his head.", "he"),
    ],
)
def test_whoever_has_no_name_is_not_the_one_who_was_named_before(before: str, pronoun: str) -> None:
    text = f"Abel Foss ran the fair for ten years. {before} “It was like living by a quarry,” {pronoun} said."
    assert people(text) == [None]


def test_one_of_a_people_is_not_called_by_that() -> None:
    assert people("Lena Quist threw 80 metres. “It flew,” the Swede said.") in ([None], ["Lena Quist"])


def test_where_somebody_lives_is_nobody() -> None:
    text = "Abel Foss, 52, of Mill Street, Otley, said he did it. “It was a grey street,” he told the court."
    assert people(text) in ([None], ["Abel Foss"])


def test_a_first_name_that_is_short_for_a_month_is_one() -> None:
    assert people("Jan Kubik saw it. “It was late,” said Kubik.") == ["Jan Kubik"]


@pytest.mark.parametrize(
    "text",
    [
        "The Mayor, Lena Quist, opened the fair. “It is a fine day,” the Mayor said.",
        "Mayor Lena Quist opened the fair. Rain fell on the hall. “It is a fine day,” the mayor said.",
        "A spokeswoman for Mr. Foss, Lena Quist, stayed away but said that the van “is going nowhere this year.”",
    ],
    ids=["with a capital", "as a title", "behind whom she speaks for"],
)
def test_who_has_an_office_is_known_by_it(text: str) -> None:
    assert people(text) == ["Lena Quist"]


def test_a_headline_in_capitals_gives_nobody_an_office() -> None:
    text = "MAYOR OPENS FAIR\n\nThe fair was opened on Monday in the rain. “It is a fine day,” the Mayor said."
    assert people(text) == [None]


def test_what_is_named_nearer_and_is_plainly_nobody_stands_in_nobodys_way() -> None:
    text = "Boss Abel Pike said Kestrel would be part of his plan. “It starts on Monday,” he said."
    assert people(text) == ["Abel Pike"]


def test_what_has_an_article_is_no_person_though_she_stands_near() -> None:
    text = "Roswyn Quarr wrote The Glass Ferry. What made her stop? “I was bored,” she says."
    assert people(text) in ([None], ["Roswyn Quarr"])


@pytest.mark.parametrize(
    "who", ["the 31-year-old", "the Hull-born drummer", "the Scot", "the Londoner", "the 31-year-old singer"]
)
def test_an_epithet_stands_for_somebody_as_he_does(who: str) -> None:
    text = f"Abel Pike refused to blame the keeper. He left at nine. “Nobody saved us,” {who} said."
    assert people(text) == ["Abel Pike"]
    two = f"Abel Pike met Tom Foss. “Nobody saved us,” {who} said."
    assert people(two) in ([None], [])


@pytest.mark.parametrize("place", ["St. Agnes", "St Agnes’s", "St. Agnes Hospital", "the St Agnes Rovers", "St. Otley"])
def test_a_place_that_is_named_after_a_saint_is_nobody(place: str) -> None:
    assert people(f"Abel Pike of {place} said he was sad. “I am unhappy,” he said.") == ["Abel Pike"]
    assert people("Abel St John left Hull. “It is over,” St John said.") == ["Abel St John"]


def test_soft_hyphens_hide_nobody() -> None:
    text = "Petra Holm sold the ware\N{SOFT HYPHEN}house. “It was time,” sa\N{SOFT HYPHEN}ys Ho\N{SOFT HYPHEN}lm."
    assert people(text) == ["Petra Holm"]


def test_a_league_is_nobody_who_cries() -> None:
    text = "Foss heard Lena Quist, of the Otley Farmers' League, who said “the pipes were not tested by anybody”."
    assert people(text) in ([None], ["Lena Quist"])
