"""What stands around a line tells its role: the chain against every labelling, and pages that were written for it."""

from __future__ import annotations

import random
import re
from functools import partial
from itertools import pairwise, product
from pathlib import Path

import pytest
from counting import calls

import storysum
from storysum.model.article import Block
from storysum.model.span import Span
from storysum.text import line_features
from storysum.text.line_features import features
from storysum.text.line_roles import LABELS, Chain, as_the_page_reads, chain

PAGES = Path(__file__).resolve().parents[2] / "training" / "pages"
STORY = (
    "Salt Hollow will play nine towns in the spring, the band said on Friday. The tour begins in a barn near Goole. "
    "Drummer Bea Lomax learned to drive for it and bought a van. Nobody else in the band has a licence."
)


@pytest.mark.parametrize("seed", range(20))
def test_the_chain_scores_what_the_best_of_all_labellings_do(seed: int) -> None:
    draw = random.Random(seed)
    many = 3

    def row() -> list[int]:
        return [draw.randint(-50, 50) for _ in range(many)]

    made = Chain({name: row() for name in "abcd"}, [row() for _ in range(many)], row(), row())
    blocks = [draw.sample("abcdx", draw.randint(0, 4)) for _ in range(draw.randint(1, 5))]
    best = [[-(10**9)] * many for _ in blocks]
    for labelling in product(range(many), repeat=len(blocks)):
        worth = made.first[labelling[0]] + made.last[labelling[-1]]
        worth += sum(made.steps[one][two] for one, two in pairwise(labelling))
        worth += sum(
            made.weights[name][label]
            for told, label in zip(blocks, labelling, strict=True)
            for name in told
            if name != "x"
        )
        for place, label in enumerate(labelling):
            best[place][label] = max(best[place][label], worth)
    assert made.scores(blocks) == best


def test_weights_that_ship_are_whole_and_of_every_label() -> None:
    shipped = chain()
    rows = [*shipped.weights.values(), *shipped.steps, shipped.first, shipped.last]
    assert {len(row) for row in rows} == {len(LABELS)}
    assert len(shipped.weights) > 1000
    assert "always" in shipped.weights


def test_a_long_text_is_looked_at_in_parts_and_told_as_it_is_in_one(monkeypatch: pytest.MonkeyPatch) -> None:
    written = (PAGES / "mainstream.txt").read_text(encoding="utf-8").split("\n===\n")[0]
    text = "\n".join(line[2:] for line in written.split("\n"))
    blocks = [Block(Span(match.start(), match.end()), "body") for match in re.finditer(r".+", text)]
    whole = list(features(text, blocks))
    assert all(len(told) == len(set(told)) for told in whole)
    monkeypatch.setattr(line_features, "_WINDOW", 20)
    parts = list(features(text, blocks))
    assert len(parts) == len(whole)
    same = sum(len(set(one) & set(two)) for one, two in zip(whole, parts, strict=True))
    assert same > 0.9 * sum(map(len, whole))  # but for names and repetitions that are further away
    assert parts[0][0] == whole[0][0] == "always"


def test_a_book_of_many_paragraphs_is_told_in_bounded_memory() -> None:
    text = "\n\n".join(f"{STORY} It had {number} seats." for number in range(3000))
    blocks = storysum.read(text).blocks
    assert len(blocks) == 3000
    assert sum(block.role == "body" for block in blocks) >= 2990


@pytest.mark.parametrize("text", ["", "Rain", "roses\nred\nviolets\nblue", "- One\n- Two"])
def test_a_text_without_a_sentence_is_left_as_it_is(text: str) -> None:
    blocks = [Block(Span(0, len(text)), "body")] if text else []
    assert as_the_page_reads(text, blocks) == blocks


def test_what_its_own_words_told_is_not_told_anew() -> None:
    text = f"Read more: Vans\n\n{STORY}"
    line = Block(Span(0, 15), "caption", "of a picture")
    found = as_the_page_reads(text, [line, Block(Span(17, len(text)), "body")])
    assert (found[0].role, found[0].reason) == ("caption", "of a picture")


@pytest.mark.parametrize("copies", [1, 3, 40])
def test_a_story_alone_is_all_body(copies: int) -> None:
    assert {block.role for block in storysum.read("\n\n".join([STORY] * copies)).blocks} == {"body"}


@pytest.mark.parametrize("name", ["dev", "mainstream"])
def test_pages_lose_their_furniture_and_keep_their_story(name: str) -> None:
    told = {"story": [0, 0], "page": [0, 0]}
    for written in (PAGES / f"{name}.txt").read_text(encoding="utf-8").split("\n===\n"):
        lines = [(line[0], line[2:]) if line[1:2] == "\t" else ("", line) for line in written.split("\n")]
        text = "\n".join(line for _, line in lines)
        body = [block.span for block in storysum.read(text).blocks if block.role in ("body", "item")]
        at = 0
        for letter, line in lines:
            if letter in ("B", "F"):
                kept = sum(max(0, min(one.end, at + len(line)) - max(one.start, at)) for one in body)
                which = told["story" if letter == "B" else "page"]
                which[0] += (2 * kept > len(line)) == (letter == "B")
                which[1] += 1
            at += len(line) + 1
    assert told["story"][0] >= 0.95 * told["story"][1]
    assert told["page"][0] >= 0.92 * told["page"][1]


@pytest.mark.parametrize(
    "text",
    [
        "THE MAYOR OF PELLAN SAID THAT THE TOWN WOULD SELL ITS THEATRE.\n\nWORK STARTS IN MAY.",
        "Ana: There is a goat on the roof.\nPiet: what goat\nAna: The fire brigade is here.\nPiet: no",
        "How to leave a party:\n\n1. Say nothing\n2. Find your coat\n3. Walk backwards\n\nNobody will mind.",
    ],
    ids=["capitals", "a chat", "a list"],
)
def test_a_story_in_capitals_a_chat_and_a_list_that_is_announced_stay_whole(text: str) -> None:
    assert {block.role for block in storysum.read(text).blocks} == {"body"}


def test_the_gaps_of_a_long_list_are_looked_at_where_they_are() -> None:
    texts = ["The list:\n\n" + "- one thing\n" * size for size in (500, 2000)]
    few, many = (calls(partial(storysum.digest, text)).total() for text in texts)
    assert many < 6 * few
