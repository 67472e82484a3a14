"""Quotations: their weights, their features, and what is promised of them whatever the weights."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from importlib import resources

import pytest
from quoted import people, speakers

import storysum
from storysum.quotations import templates
from storysum.quotations.candidates import cases
from storysum.quotations.ranker import ranker

WEIGHTS = resources.files("storysum.quotations") / "weights"


def test_the_weights_are_those_of_the_card() -> None:
    digest = hashlib.sha256((WEIGHTS / "english.npz").read_bytes()).hexdigest()
    assert f"`{digest}`" in (WEIGHTS / "README.md").read_text(encoding="utf-8")


def test_no_feature_is_a_name() -> None:
    assert all(word == word.lower() for word in ranker().vocabulary)


def test_every_weight_can_be_told_in_words_and_is_a_small_whole_number() -> None:
    model = ranker()
    words = ["", *sorted(model.vocabulary, key=lambda word: model.vocabulary[word])]
    for feature, weight in model.weights.items():
        assert templates.named(feature, words)
        assert -127 <= weight <= 127


def test_the_weights_say_what_their_list_says_whatever_was_imported_first() -> None:
    code = """
import storysum.quotations.{first}
from storysum.quotations import templates
from storysum.quotations.ranker import ranker
model = ranker()
words = ["", *sorted(model.vocabulary, key=lambda word: model.vocabulary[word])]
for feature in sorted(model.weights, key=lambda feature: (-abs(model.weights[feature]), feature))[:300]:
    print(f"{{model.weights[feature]:+4d}}  {{templates.named(feature, words)}}")
"""
    listed = (WEIGHTS / "strongest.txt").read_text(encoding="utf-8").partition("\n")[2]
    for first in ("persons", "scene", "features"):
        run = subprocess.run([sys.executable, "-c", code.format(first=first)], capture_output=True, check=True)
        assert run.stdout.decode("utf-8") == listed


def test_a_template_keeps_its_number() -> None:
    numbers = {name: value >> 57 for name, value in vars(templates).items() if name.isupper() and type(value) is int}
    assert sorted(numbers.values()) == list(range(79))
    assert {feature >> 57 for feature in ranker().weights} == set(numbers.values())
    in_order = " ".join(sorted(numbers, key=lambda name: numbers[name]))
    assert hashlib.sha256(in_order.encode("utf-8")).hexdigest()[:16] == "4a9e206b7f904a27"


def test_confidence_rises_with_the_share_of_the_best_candidate() -> None:
    table = ranker().confidence
    assert len(table) == 1001
    assert list(table) == sorted(table)
    assert table[ranker().least] > 0.5


def test_features_and_scores_are_whole_numbers() -> None:
    article = storysum.read("“It was late,” says Tobin Ashe. He drove. “It rained.”")
    for case in cases(article, ranker().vocabulary):
        for candidate in case.candidates:
            assert all(type(feature) is int for feature in candidate.features)
            assert type(ranker().score(candidate.features)) is int


def test_who_is_named_has_a_confidence_and_nobody_has_none() -> None:
    text = "“It was late,” says Tobin Ashe.\n\nThe van stood in Hull for years and nobody asked.\n\n“So it goes.”"
    first, *rest = storysum.quotes(text)
    assert first.confidence > 0.9
    assert all(quote.confidence == 0 for quote in rest if quote.speaker is None)


def test_threads_and_hash_seeds_change_nothing() -> None:
    text = "Lena Quist met Abel Foss and Paul Dray, a drummer. “No,” he says. “Yes,” she says."
    code = f"import storysum; print(storysum.quotes({text!r}))"
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={
                "PYTHONHASHSEED": seed,
                "OPENBLAS_NUM_THREADS": threads,
                "PATH": os.environ["PATH"],
                "PYTHONPATH": ":".join(sys.path),
            },
            capture_output=True,
            check=True,
        ).stdout
        for seed, threads in (("0", "1"), ("1", "2"), ("2", "1"))
    }
    assert len(runs) == 1


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“Loud,” says Pike.", "Pike"),
        ("“They owed us,” said Petra Holm, who managed the group.", "Petra Holm"),
        ("The fee was “an insult to us all”, according to manager Petra Holm.", "manager Petra Holm"),
        ("Petra Holm quoted Carl Reed as saying: “The van is gone.”", "Carl Reed"),
        ("“It was cold,” Holm was told by Carl Reed.", "Carl Reed"),
        ("[00:12] DORRAN PIKE: “We never rehearsed.”", "DORRAN PIKE"),
        ("„Wir sind fertig“, sagte Lena Quist.", "Lena Quist"),
    ],
)
def test_the_speaker_is_named(text: str, speaker: str) -> None:
    assert speakers(text) == [speaker]


def test_a_man_with_the_name_of_a_hall_is_not_the_hall() -> None:
    assert "Calder Hall" not in people(
        "Mr Hall, who has run the Calder Hall for nine years, said: “We will open in May.”"
    )


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("de", "„Es regnet“, sagte der Trommler Jens Holm der Zeitung.", "Jens Holm"),
        ("de", "„Es regnet“, sagte Anna von der Aue.", "Anna von der Aue"),
        ("fr", "« Il pleut », a dit la chanteuse Lise Holm.", "Lise Holm"),
        ("fr", "Selon Lise Holm, « il ne pleut jamais ici ».", "Lise Holm"),
        ("it", "«Piove», ha detto il batterista Ugo Holm.", "Ugo Holm"),
    ],
)
def test_the_name_beside_a_quotation_is_found_behind_a_verb_and_a_role(language: str, text: str, speaker: str) -> None:
    assert speakers(text, language) == [speaker]


def test_a_stop_that_the_next_sentence_is_glued_to_is_no_part_of_a_name() -> None:
    text = '"It rained," said Petra Holm.The van is hers.'
    assert people(text) == ["Petra Holm"]


def test_a_german_question_in_marks_does_not_end_the_sentence() -> None:
    text = "„Wo wart ihr?“, fragte Lena Quist. Dann fiel der Regen."
    assert [one.of(text) for one in storysum.read(text, language="de").sentences] == [
        "„Wo wart ihr?“, fragte Lena Quist.",
        "Dann fiel der Regen.",
    ]


def test_an_answer_stands_with_its_question_and_a_turn_with_its_speaker() -> None:
    text = (
        "Ray Okonjo met the singer Nell Arbery in Whitby.\n\nQ: Is that true?\n\n"
        "A: It was nearer to twenty. I was working in a chip shop."
    )
    for words in range(5, 40):
        shown = storysum.summarize(text, length=storysum.Budget(words=words)).text
        assert ("chip shop" in shown) <= ("Q: Is that true?" in shown)


@pytest.mark.parametrize(
    "stamp", ["[00:0{}] {}", "12/03/2026, 18:2{} - {}", "[12/03/26, 18:22:0{}] {}", "{1} (00:0{0})"]
)
def test_time_codes_of_a_transcript_are_left_out(stamp: str) -> None:
    pike, hale, again = (stamp.format(*line) for line in ((1, "PIKE"), (5, "HALE"), (9, "PIKE")))
    text = f"{pike}: We finished on Friday.\n{hale}: How bad was it?\n{again}: [laughs] The tapes floated."
    assert storysum.summarize(text, tighten=False).text == (
        "PIKE: We finished on Friday. HALE: How bad was it? PIKE: The tapes floated."
    )
