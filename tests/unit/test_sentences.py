"""Sentences: where they end, and that nothing of the text is lost between them."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storysum.text.languages import LANGUAGES
from storysum.text.sentences import split
from storysum.wordlists import table

# One case a line, its sentences divided by “ | ”: the text is the line without the dividers.
PLAIN = """
The band met in 1979. | It never rehearsed. | Why would it?
Who plays bass? | Nobody! | Really?! | Yes!!
It sold 2.5 million copies at $9.99 each. | That was in May.
The record came out on 5 May. | 2,000 people queued. | It was no. 12 by June.
He was born c. 1950 and died in Jan. 1999. | See pp. 12–14 and Fig. 3 of vol. 2.
The tape runs for 30 min. | Play it twice. | Wait a min. | Then stop.
"""
ABBREVIATIONS = """
Mr. Pike met Mrs. Lund at St. Anne's, near Oxford St. | The shop was shut.
Gen. Will May spoke to Lt. Col. A. B. Moss. | He listened.
Acme Inc. sued Lund & Co. in Vt. | It lost. | The Lund Co. Chairman was glad.
They toured the U.S. | It rained. | The U.S. Army band played. | They left the U.S. in July.
The show was at 8 p.m. Friday. | Doors opened at 7 p.m. | Nora Quill was late.
At 5 a.m. Mr. Pike went home. | He slept until 2 P.M. | Mr. Lund called then.
She likes punk, ska, etc. | The rest bores her, i.e. Everything since 1979.
Mgmt. Records signed them. | Hmm. | Nobody asked.
It was you and I. | Did you see Albert I. Moss?
P.S. The tape is lost. | It was I.
"""
NAMES = """
Run-D.M.C. and D.J. Quill of Neon-D.R.V. met in 1986. | It was loud.
R.E.M. Michael played it again. | They loved R.E.M. | The band split.
N.W.A. came from Compton. | So did J. R. R. Moss and John F. Lund Jr. | He sang.
Then came Panic! At the Disco. | Portugal. The Man followed. | Portugal. | It rained.
She works at Yahoo! in Leeds. | The host of Who Wants to Be a Millionaire? was there.
Jay-Z. | Nobody else came.
"""
QUOTATIONS = """
“Who plays bass?” Harry asked. | “I do,” said Nora. | “I always did. | I always will.”
“Who plays bass?” asked Harry. | “Nobody!” Mr. Pike shouted. | “Why?” Nora Lund, the drummer, wondered.
“Is it over?” | The crowd said no. | “Is it over?” | Pike said the tour was off. | “It is.” | Pike said: “Go.”
‘Is it over?’ Pike said. | ‘It was the drummers’ idea.’ | She nodded.
“We looked around the studio, and … I got a bass there.’” | He laughed.
"It is." | "Is it?" | "Yes." | He put 'Help!' on. | "Good," he said. | "Louder."
He said: “Never.” and left. | “It’s over.” — Nora Lund
«C'est fini.» | Then it was dark. | „Es ist vorbei.“ | Then it was cold.
``It is over.'' | They left. | It was a 7". | The sleeve was torn.
'That is all. ' | The next one came. | It rained.
Was it plan B? | " Then they left," she said. | They sang.
Said Abel Foss: "We like the van. | "It goes, and it gives us options. " | Drummer Odd Marlow fell in May.
"""
ELLIPSES = """
She waited... 12 men came. | It rained.
He said… nothing. | She waited... | Then she left. … | And so it ended.
I thought ... I was wrong. | What I mean...see . . . is that it hurt. | It hurt.... | It did.
It was a habit. | . . . The practice went on. | They quote “laws [...] of sound” (Moss 12). | Fine.
"""
BRACKETS = """
He asked why. | (She did not know.) | They left (it was late!). | She stayed (why?) all night.
The tour ended in 1986.[1] | The band went on.[2][note 3] | It won.[citation needed] | So?
They cried “Help.” (Moss 12). | Nobody did.
It was their right. 4 | Even so they left. | 5 people stayed.
"""
ADDRESSES = """
See www.example.com. | Write to a.b@c.org. | It is at http://x.org/y.html?q=1. | Good.
It was good. | The tape ran.|Then it stopped. | Did it?|Yes! | Node.js and 3.5.1 are neither.
It was great 😀. | It was loud! 😀 | She cried. :-) | He did not.
the tape ran. | it was loud. | who cares?
The van was sold in 1987.|It cost £4.5m.|The hall (in Hull).|Rain fell on 5%.|Then v3.It and 3.5 tons, 4.1 The end.
"""
LISTS = """
1. First they met | 2. Then they played | 3. Then they split
1.) They met. | 2.) They split.
(a) a drum | (b) a bass | (c) a horn
• 9. a drum | • 10. a bass
A. Lund plays bass. | B. Pike does not.
"""
CASES = [
    line
    for text in (PLAIN, ABBREVIATIONS, NAMES, QUOTATIONS, ELLIPSES, BRACKETS, ADDRESSES, LISTS)
    for line in text.strip().splitlines()
]


def parts(text: str, language: str = "en") -> list[str]:
    return [text[start:end] for start, end in split(text, language=language)]


@pytest.mark.parametrize("case", CASES)
def test_a_sentence_ends_where_a_reader_would_end_it(case: str) -> None:
    expected = [part.strip() for part in case.split("|")]
    assert parts(case.replace(" | ", " ").replace("|", "")) == expected


def test_a_newline_ends_no_sentence() -> None:
    assert parts("The band met\nin the U.S.\nArmy. It\nplayed.") == [
        "The band met\nin the U.S.\nArmy.",
        "It\nplayed.",
    ]


def test_a_stop_on_its_own_ends_what_stands_before_it() -> None:
    assert parts("The van broke down in Hull . Nobody came.") == ["The van broke down in Hull .", "Nobody came."]
    assert parts("They passed test A . Petra Holm came.") == ["They passed test A .", "Petra Holm came."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\t ", []),
        ("Bass", ["Bass"]),
        ("...", ["..."]),
        ("?! ... !", ["?! ... !"]),
        ("\x00. A\ud800. B", ["\x00. A\ud800.", "B"]),
        ("他来了。She left. Then", ["他来了。She left.", "Then"]),
    ],
)
def test_a_paragraph_with_little_in_it_has_a_known_result(text: str, expected: list[str]) -> None:
    assert parts(text) == expected


# Pieces that the rules look at, so that chance puts them next to each other.
PIECES = [
    *" .?!…\n\"'“”‘’()[]—-*:,5aI•1",
    *("  ", ". ", "? ", ". . .", "...", "[1]", "🎸", "é", "\u0301", "。", "؟"),
    *("Dr", "the", "The", "Anna", "said", "asked", "U.S", "p.m", "etc", "Plan B", "no", "Inc", "Wham!"),
    *("1. ", "2. ", "• ", "(a) ", "(b) ", "record", "Portugal", "\ud800", "\u2028", "\x1c"),
]
PARAGRAPHS = st.lists(st.sampled_from(PIECES), max_size=60).map("".join) | st.text(max_size=80)


@given(PARAGRAPHS)
def test_every_character_but_white_space_is_in_exactly_one_sentence(text: str) -> None:
    spans = split(text)
    assert all(start < end for start, end in spans)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    assert "".join("".join(text[a:b] for a, b in spans).split()) == "".join(text.split())
    assert not any(text[start].isspace() or text[end - 1].isspace() for start, end in spans)


@given(PARAGRAPHS, st.integers(0, 90), st.integers(0, 90))
def test_a_paragraph_is_split_without_a_look_at_what_surrounds_it(text: str, start: int, end: int) -> None:
    start, end = min(start, len(text)), min(end, len(text))
    alone = [(start + a, start + b) for a, b in split(text[start:end])]
    assert split(text, start, end) == alone


@given(st.lists(PARAGRAPHS, max_size=5))
def test_joined_sentences_are_split_without_losing_one_of_their_characters(pieces: list[str]) -> None:
    sentences = [text[a:b] for text in pieces for a, b in split(text)]
    joined = " ".join(sentences)
    assert "".join("".join(parts(joined)).split()) == "".join("".join(sentences).split())


@pytest.mark.parametrize(
    "piece",
    [
        ".",
        "a.",
        "A. ",
        "”",
        '"',
        " ",
        "?!",
        ". . ",
        "Mr. ",
        "a.” (",
        "1. ",
        "• a ",
        "a. 1 ",
        ".[1]",
        'x."A ',
        "(a). ",
    ],
)
def test_eighty_thousand_hostile_characters_are_split_whole(piece: str) -> None:
    text = piece * (80_000 // len(piece))
    spans = split(text)
    assert sum(len(text[a:b].split()) for a, b in spans) == len(text.split())


def test_english_is_split_without_nltk() -> None:
    code = (
        "import sys; from storysum.text.sentences import split; split('It is. It was.');"
        "sys.exit('nltk' in sys.modules or 'sumy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


OTHERS = """
de | Petra Holm, geb. 1960 in Jena, wohnt im 4. Stock. | Sie kam am 9. | Sie blieb bis zum 2. Lied.
de | Er kam am 3. Oktober mit Dr. Vogt. | Sie blieb, z. B. wegen der Band. | „Wirklich?“ | Ja!
fr | M. Roux et Mme Petit jouent. | « Vraiment ? » | Oui, p. ex. demain.
es | El Sr. Paz llegó. | ¿Quién toca? | ¡Nadie!
it | L'Avv. Rossi suona il basso. | Perché no?
el | Ποιος παίζει; | Κανείς. | Τέλος.
cs | Přišel 3. října s tzv. kapelou. | Hráli.
ar | من يعزف؟ | لا أحد. | انتهى.
ja | 誰が弾くのか？| 誰も。| 「終わりだ。」| はい。
ja | ホルムさんは「雨だ。もう終わりだ。」と話した。| 車は２．５トンだ。| 「雨だ。終わりだ」と彼は言った。| はい。
hi | वह आया। | वह गया।
"""


@pytest.mark.parametrize("case", OTHERS.strip().splitlines())
def test_other_languages_are_split_by_punkt_and_their_own_marks(case: str) -> None:
    language, *expected = (part.strip() for part in case.split("|"))
    text = ("" if language == "ja" else " ").join(expected)
    assert parts(text, language) == expected


@given(PARAGRAPHS, st.sampled_from([code for code in LANGUAGES if code != "en"]))
@settings(max_examples=50, deadline=None)
def test_other_languages_lose_no_character_either(text: str, language: str) -> None:
    spans = split(text, language=language)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    assert "".join("".join(text[a:b] for a, b in spans).split()) == "".join(text.split())


def test_what_the_list_of_abbreviations_says_is_understood() -> None:
    assert {*table("abbreviations").values()} == {"", "number", "midway", "measure", "counted"}
