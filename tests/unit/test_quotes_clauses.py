"""Reporting clauses that are read by rule, and what stands in marks that nobody named is to have said."""

from __future__ import annotations

import pytest
from quoted import people, speakers


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Speaking for Abel Foss, Lena Quist said: “He is asleep.”", "Lena Quist"),
        ("Abel Foss sold the barn and then, according to Lena Quist, “sat on the step and wept”.", "Lena Quist"),
        ("According to Abel Foss, Lena Quist shouted: “Shut the gate.”", "Lena Quist"),
        (
            "“It was a long night,” said a visibly tired Lena Quist after the crew had towed Abel Foss home.",
            "Lena Quist",
        ),
        ("“I sold it,” said Foss's neighbour and friend Lena Quist.", "Lena Quist"),
        ("Abel Foss remembered Lena Quist telling him: “Shut the gate.”", "Lena Quist"),
        ("Abel Foss heard Lena Quist shout: “Shut the gate.”", "Lena Quist"),
        ("Abel Foss said his aunt, Lena Quist, once told him: “Shut the gate.”", "Lena Quist"),
        ("Abel Foss got a letter from Lena Quist saying: “Shut the gate.”", "Lena Quist"),
        ("Officer Abel Foss said Lena Quist shouted “shut it” at the driver.", "Lena Quist"),
        ("The jury heard that Quist had texted Foss: “Shut the gate.”", "Quist"),
        ("The barn was described by Lena Quist as “a church with hay”.", "Lena Quist"),
        ("The plan was condemned as “an act of spite” by the farmer Lena Quist.", "Lena Quist"),
        ("Lena “Boots” Quist said: “I sold it.”", "Lena “Boots” Quist"),
        ("“I sold it,” said Lena “Boots” Quist.", "Lena “Boots” Quist"),
        ("Responding to Abel Foss, the farm’s owner, Lena Quist, said: “It is shut.”", "Lena Quist"),
        ("A lawyer for Abel Foss, Lena Quist, said on Monday: “It is shut.”", "Lena Quist"),
        ("“It is shut,” said one of the farmers, Lena Quist.", "Lena Quist"),
        ("Abel Foss’s neighbour, Lena Quist, told reporters: “It is shut.”", "Lena Quist"),
        ("“It is shut,” a spokeswoman for the farm, Lena Quist, said.", "Lena Quist"),
        ("Abel Foss likes to quote his aunt, Lena Quist: “Shut the gate.”", "Lena Quist"),
        ("“It is shut,” said one driver, Lena Quist, 31.", "Lena Quist"),
        ("“It is shut,” said farmer Will Foss.", "Will Foss"),
        ("Abel Foss remembers Lena Quist’s warning: “Shut the gate.”", "Lena Quist"),
        ("Abel Foss kept the card from Lena Quist, which reads: “Shut the gate.”", "Lena Quist"),
        ("Abel Foss laughs at the claim by Lena Quist that he is “idle”.", "Lena Quist"),
        ("It was, in the words of Lena Quist, “a church with hay”.", "Lena Quist"),
        ("“The gate is shut,” Abel Foss was informed by Lena Quist.", "Lena Quist"),
        ("“The gate is shut,” Abel Foss heard from Lena Quist.", "Lena Quist"),
        ("“The gate is shut,” he was told by his aunt, Lena Quist.", "Lena Quist"),
        ("“The gate is shut,” Abel Foss quoted Lena Quist as saying.", "Lena Quist"),
        ("Lena Quist was quoted by the Dial as saying: “The gate is shut.”", "Lena Quist"),
        ("Abel Foss quoted Lena Quist: “The gate is shut.”", "Lena Quist"),
        ("“Shut the gate,” Abel Foss says Lena Quist told him.", "Lena Quist"),
        ("“Business is slow,” said Lena Quist, founder and head of sales.", "Lena Quist"),
        ("Abel Foss said Lena Quist called the barn “a church with hay”.", "Lena Quist"),
        ("Abel Foss said Lena Quist asked him: “Is the gate shut?”", "Lena Quist"),
        ("Abel Foss said he threw out what Lena Quist called “a farce”.", "Lena Quist"),
        ("Abel Foss said Lena Quist described the barn as “calm and clean”.", "Lena Quist"),
        ("Lena Quist, who voted no, said: “The gate is shut.”", "Lena Quist"),
        ("Lena Quist has no cows and said: “The gate is shut.”", "Lena Quist"),
        ("The bus users’ friend left. The Bus Users’ Union called the plan “a farce”.", "Bus Users’ Union"),
        ("Backbencher Lena Quist called the plan “a farce”.", "Lena Quist"),
        ("Man-of-the-match Lena Quist called the pitch “a farce”.", "Lena Quist"),
    ],
)
def test_who_speaks_in_a_plain_clause_or_by_what_another_tells(text: str, person: str) -> None:
    assert people(text) == [person]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Abel Foss hit back at fans who called him “boring and rude”.", "fans"),
        ("Abel Foss said his wife called the barn “my other husband”.", "his wife"),
        ("“Is it shut?” a tired ferryman (Tom Holm) asks.", "a tired ferryman (Tom Holm)"),
    ],
)
def test_what_another_tells_of_has_its_own_speaker(text: str, speaker: str) -> None:
    assert speakers(text) == [speaker]


@pytest.mark.parametrize(
    "text",
    [
        "Joan Foss, the mother of the boy, Tom Foss, said: “It is shut.”",
        "Joan Foss, who lives with her husband, Tom Foss, said: “It is shut.”",
        "“It is shut,” said the mother of the boy, Tom Foss.",
    ],
)
def test_a_name_behind_a_relative_does_not_speak(text: str) -> None:
    assert "Tom Foss" not in people(text)


@pytest.mark.parametrize(
    "text",
    [
        "Lena Quist's barn has been called “a waste of stone”.",
        "“Beware of the bull,” Lena Quist's T-shirt said.",
        "Foss rejected claims that he was “asleep”.",
        "Lena Quist denied being “a tyrant”.",
        'Quist sang "Marl", "High Ditch" and "Furrow" in the barn.',
        "Asked about Lena Quist, the farmer said: “It is shut.”",
        "“It is shut,” said a spokesman for the bank, East Goole.",
    ],
    ids=["owner", "on a shirt", "rejected", "denied", "songs", "whom he is asked about", "a place behind a role"],
)
def test_what_is_said_of_somebody_or_was_not_said_is_nobodys(text: str) -> None:
    assert not any(people(text))


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Foss, who followed Lena Quist in May, was asked if she would stay. “Of course,” she said.", None),
        ("Abel Foss spoke of his late brother, Otto Foss. “He taught me to plough,” he said.", "Abel Foss"),
    ],
)
def test_a_pronoun_is_not_the_one_in_passing_nor_the_dead(text: str, person: str | None) -> None:
    assert people(text) == [person]


@pytest.mark.parametrize(
    "text",
    [
        "“The gate is shut,” Abel Foss was told by a boy on a cart.",
        "“The gate is shut,” Abel Foss was told.",
        "Neither Abel Foss nor Lena Quist said “the gate is shut”.",
        "PULL QUOTE: “The gate is shut.”",
    ],
)
def test_who_only_hears_it_or_heads_it_does_not_say_it(text: str) -> None:
    assert set(people(text)) <= {None}


def test_an_official_of_an_office_with_and_in_its_name_is_not_the_office() -> None:
    text = "“The ford is safe,” a Rother Council for Roads and Fords inspector told reporters."
    assert speakers(text) == ["a Rother Council for Roads and Fords inspector"]


def test_a_work_called_so_by_chance_is_nobody_s_speech() -> None:
    assert people("Foss has a record out, called ‘One Shoe’ by coincidence. It sold well.") == []


def test_a_byline_above_a_quotation_is_not_its_speaker() -> None:
    text = "Cold Coats\n\nBy Lena Quist\n\n“She kept her coat on,” Abel Foss told me. “She said she was cold.”"
    assert people(text) == ["Abel Foss", "Abel Foss"]


def test_a_dateline_above_a_quotation_is_not_its_speaker() -> None:
    text = (
        "Washington (CNN)The band left on Monday. “It is a van,” Abel Foss told reporters. “They can call it a boat.”"
    )
    assert people(text) == ["Abel Foss", "Abel Foss"]


@pytest.mark.parametrize(
    "teller",
    ["the Journal quoted Petra Holm as saying", "Abel Foss recalls Petra Holm telling his sister and her friends"],
)
def test_what_goes_on_behind_words_that_another_tells_is_not_the_tellers(teller: str) -> None:
    assert people(f"“This is a question of trust,” {teller}. “It is a sign of our freedom.”")[1:] == ["Petra Holm"]


@pytest.mark.parametrize(
    ("said", "person"),
    [
        ("“The barn is safe,” Petra Holm said, according to a report in the Goole Journal.", "Petra Holm"),
        ("“The barn is safe,” Petra Holm told the jury, according to court papers.", "Petra Holm"),
        ("“It was loud,” the Goole Post's Abel Foss explained.", "Abel Foss"),
    ],
    ids=["according to a report", "told, according to", "the paper's own"],
)
def test_who_tells_right_behind_a_quotation_is_its_speaker(said: str, person: str | None) -> None:
    assert people(said) == [person]


@pytest.mark.parametrize(
    ("said", "speaker"),
    [
        ("“Is the soup for us?” asked the cook, who had come late and was wet, while the choir sang.", "the cook"),
        ("The choir went up the hill “to look for the lost bells,” Foss said, for none had rung since May.", "Foss"),
    ],
    ids=["asked", "a few words"],
)
def test_who_plainly_tells_behind_it_speaks(said: str, speaker: str) -> None:
    assert speakers(said) == [speaker]


def test_either_is_no_part_of_a_name() -> None:
    assert people("Either Petra Holm will sing or nobody will. “We are ready,” Holm says.") == ["Petra Holm"]


@pytest.mark.parametrize(("user", "person"), [("moss77", None), ("Abel Foss", "Abel Foss")])
def test_who_writes_on_a_platform_is_not_the_platform(user: str, person: str | None) -> None:
    assert people(f"Weibo was quick. “It was loud,” Weibo user {user} wrote.") == [person]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("“It broke down on Monday,” said Anna Reddit User", ["Anna Reddit User"]),
        ("“Did it break down?” asked Ann Pike's lawyer.", [None]),
        ("Ann Pike left. “Did it break down?” asked her daughter.", [None]),
        (
            "Carl Holm heard Ann Pike say “it broke down on Monday” and told the court: “I was not there at the time.”",
            ["Ann Pike", "Carl Holm"],
        ),
    ],
    ids=["a name that ends on User", "whose lawyer", "whose daughter", "each their own"],
)
def test_what_looks_like_a_rule_and_is_none(text: str, who: list[str | None]) -> None:
    assert people(text) == who
