"""Conversations and interviews: where a line names who speaks a summary does, and where nothing does it says so."""

from __future__ import annotations

import pytest

import storysum
from storysum.model.article import Article
from storysum.model.choice import Refused
from storysum.model.ranking import Ranking
from storysum.text.turns import names_above, unnamed_turns

TOLD = "Several people speak in this text, and it does not say who says what."

INTERVIEW = """Tobin Ashe has mended accordions in Goole for thirty years. His bench stands by the door.

How did you begin to mend accordions?

I found one in a skip behind the chapel. It took me a winter to make it sound again.

And what do you charge for a new set of reeds?

We ask for sixty pounds, whoever brings it. My brother thinks that this is far too little.

The workshop closes in May."""

TALK = """So you never went back to the mill?

I did, once, in the spring, with Abel and the dog, when the river had come up over the lower field.

Oh.

We took the long way round by the lock, and the dog would not cross the planks at all.

Right.

Did he bark at you?

He sat down.

I stood there and I called him, and then we both called, until the man at the lock came out.

He knew you.

I had his coat.

Of course, the coat!

I carried him, and I was wet to the knees before we came to the mill at the end of the lane.

Lovely.

The door was off, and your uncle's ladder was still there against the wall, just as he had left it.

Goodness.

It was good oak."""


@pytest.mark.parametrize("text", [INTERVIEW, TALK])
@pytest.mark.parametrize("backend", ["blend", "textrank", "lead"])
def test_a_summary_of_what_nobody_is_named_for_says_so(text: str, backend: str) -> None:
    found = storysum.summarize(text, length=storysum.Budget(words=45), backend=backend)
    assert found.text
    assert found.shortfall == TOLD


def test_what_takes_nothing_of_theirs_does_not_say_so() -> None:
    found = storysum.summarize(INTERVIEW, length=storysum.Budget(words=16), backend="lead")
    assert found.text.startswith("Tobin Ashe")
    assert found.shortfall is None


def test_it_stands_behind_whatever_else_fell_short() -> None:
    class Deaf:
        name = "deaf"

        def rank(self, article: Article) -> Ranking:
            return Ranking([float(len(one)) for one in article.sentences])

        def choose(self, article: Article, *_: object, **__: object) -> object:
            raise Refused("it heard nothing", again=False)

    found = storysum.summarize(TALK, length=storysum.Budget(words=45), backend=Deaf())
    assert found.shortfall is not None
    assert "it heard nothing" in found.shortfall
    assert found.shortfall.endswith(f". {TOLD}")


def test_labels_name_who_speaks() -> None:
    lines = INTERVIEW.split("\n\n")
    labelled = [lines[0], f"Q: {lines[1]}", f"A: {lines[2]}", f"Q: {lines[3]}", f"A: {lines[4]}", lines[5]]
    assert unnamed_turns(storysum.read("\n\n".join(labelled))) == ()


@pytest.mark.parametrize(
    "text",
    [
        # A memoir that asks itself.
        "I grew up in Goole. Why did we stay?\n\nI never knew. My father had the boat, and we had him.\n\n"
        "Was it the river? I think so now.\n\nWe left it in the year when the bridge came, and I was nine.",
        # A letter.
        "Dear Nora,\n\nThank you for the reeds. Did you get my parcel?\n\nI have mended the bass side, and we hope "
        "to play on Sunday.\n\nYours,\n\nTobin",
        # A guide.
        "\n\n".join(["Open it.", "Take out your reeds.", "Have you the wax?", "You need it now.", "Melt it."] * 4),
        # A story with dialogue in marks.
        "\n\n".join(["“Did you see it?”", "“I did.”", "“And you?”", "“I was cold.”", "Holm left."] * 4),
        # Questions and answers for customers.
        "How do I send back my order?\n\nYou can send it to our shop.\n\nWho pays for me?\n\nYou do, unless it broke.",
    ],
    ids=["memoir", "letter", "guide", "dialogue", "questions"],
)
def test_one_writer_alone_is_no_conversation(text: str) -> None:
    assert unnamed_turns(storysum.read(text)) == ()


@pytest.mark.parametrize(
    ("text", "together"),
    [
        (
            "Lena Quist met us in Goole.\n\nDo you plough every day?\n\nNever. I hate it.\n\nWhere is the horse?\n\n"
            "In the barn.\n\nIs it yours?\n\nYes. It was my aunt's.",
            "Do you plough every day? Never. I hate it. Where is the horse? In the barn. Is it yours? Yes.",
        ),
        (
            "Lena Quist met us in Goole.\n\nYou were born in this barn?\n\nMy aunt says so. It was snowing.\n\n"
            "Will the horse stay?\n\nShe is in the contract. I asked for a stable and a field.",
            "Will the horse stay? She is in the contract.",
        ),
        (
            "Q: Did you shut the gate?\nA: No. I never had a key.\nQ: Who did?\nA: Abel.",
            "gate? A: No. I never had a key.",
        ),
        ("Q. Did you shut the gate?\n\nA. No. I never had a key.", "Q. Did you shut the gate? A. No. I never"),
        (
            "Lena: Is it shut?\nAbel: It is. It was Otto who shut it with a chain from the barn.",
            "Abel: It is. It was Otto",
        ),
        (
            "ANN QUIST, HOST: Is it shut?\n\nABEL FOSS: It is. It was Otto.\n\nQUIST: Why?\n\nFOSS: Rain.",
            "FOSS: It is. It was",
        ),
        ("LENA\nYou shut the gate.\n\nABEL\nI never touched it.\n\nLENA\nLiar.", "ABEL I never touched it."),
        (
            "Lena Quist 9:05 PM\nThe gate was open all night.\n\nAbel Foss 9:06 PM\nI shut it at noon and locked it.",
            "Abel Foss 9:06 PM I shut it",
        ),
        (
            "[21:04] <lena> is the gate shut\n[21:04] <abel> no\n[21:05] <lena> who has the key",
            "shut. <abel> no. <lena> who",
        ),
        (
            "12/03/2024, 18:22 - Lena: It is shut\n12/03/2024, 18:23 - Abel: Why?\n12/03/2024, 18:25 - Lena: Rain",
            "Lena: It is shut. Abel: Why? Lena: Rain",
        ),
    ],
    ids=[
        "bare",
        "no you",
        "q and a",
        "with stops",
        "two lines",
        "surnames",
        "a play",
        "a chat",
        "nicks",
        "dates",
    ],
)
def test_a_question_stays_with_its_answer_and_speech_with_who_speaks(text: str, together: str) -> None:
    assert together in storysum.summarize(text).text


@pytest.mark.parametrize("backend", ["blend", "textrank", "lsa", "quote-first"])
def test_what_q_says_has_its_answer_though_it_asks_nothing(backend: str) -> None:
    text = "Q: They say that you picked good barns.\n\nA: They are right to say it. We took every barn."
    for words in range(8, 22):
        found = storysum.summarize(text, length=storysum.Budget(words=words), backend=backend).text
        assert ("Q:" in found) == ("A:" in found)


def test_no_headline_is_taken_from_within_a_turn() -> None:
    text = "Lena: Is it shut?\nAbel: It is. It was Otto who shut it with a chain from the barn."
    assert storysum.headline(text).text == ""


def test_headings_in_capitals_that_come_again_are_no_speakers() -> None:
    text = (
        "NEWS\nThe barn was sold in June for a pound.\n\nSPORT\nThe town lost on Saturday.\n\nNEWS\nThe gate is shut."
    )
    assert "NEWS" not in storysum.summarize(text).text


TALKED = """Ida Pike works above a tyre shop in Hull, and is sorry for the smell.

{0}
You keep pictures of the backs. Why not the fronts?

{1}
The front is what the buyer looks at. The back I did for myself.

{0}
You were at a conservatory once.

{1}
For eight days. On the ninth my teacher dropped his violin.

{0}
What is varnish for?

{1}
To stop people from asking about the wood."""


@pytest.mark.parametrize(
    ("asks", "answers"),
    [
        ("Ann Holm", "Ida Pike"),
        ("Ann Holm\n", "Ida Pike\n"),
        ("Ann Holm:", "IDA PIKE:"),
        ("ANN HOLM", "IDA PIKE"),
        ("ANN HOLM\n", "IDA PIKE\n"),
        ("Speaker 1 (00:03):", "Speaker 2 (00:04):"),
        ("Ann Holm: (00:03)", "Ida Pike: (1:00:04)"),
    ],
)
def test_who_is_named_above_what_they_say_is_named_in_a_summary_of_it(asks: str, answers: str) -> None:
    text = TALKED.format(asks, answers)
    article = storysum.read(text)
    assert {block.role for block in article.blocks} == {"body"}
    told = storysum.summarize(text, length=storysum.Budget(words=60), backend="lead").text
    one, two = (name.split("(")[0].strip(" :\n") for name in (asks, answers))
    assert storysum.summarize(text).shortfall is None
    answer = told.index(two, told.index("Why not the fronts?"))
    assert told.index(one) < told.index("Why not the fronts?") < answer < told.index("The front is what")


@pytest.mark.parametrize(
    "text",
    [
        ("Read More\nWe sold it.\n\nSign Up\nYou can.\n\n" + "It rained in Hull.\n\n" * 30) * 2,  # too far apart
        "Ann Holm\nWe sold it.\n\nIda Pike\nDid you?\n\nJo Tarr\nWe did.",  # nobody comes again
        "The Van\nIt was red.\n\nThe Hall\nIt was cold.\n\nThe Van\nIt was sold.\n\nThe Hall\nIt was not.",  # no talk
    ],
)
def test_lines_that_are_names_are_not_always_who_speaks(text: str) -> None:
    assert names_above(text) == frozenset()
