"""The roles of all blocks of a page, predicted together by a linear-chain CRF over the features of `line_features`.

Source: Lafferty, McCallum and Pereira 2001, Conditional random fields. The weights are integers, in thirty-seconds of
a log-odds unit, fitted by `python -m training.lines` to pages that ship beside it. Scores are sums of integers, so all
machines decide alike. To lose a paragraph is worse than to keep a line of the page: a block that is long or ends as a
sentence does is body if its score as body is at most a third of its length in characters (`_SLACK` at most) below its
best other score, and always in a text of few blocks. Any other block is body only if its score as body is higher by
-`_DOUBT` or more. For a list item both thresholds are lower by another `_SLACK`.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import resources
from itertools import groupby

from attrs import frozen

from storysum.model.article import Block
from storysum.text.line_features import features
from storysum.text.lines import Told, announces, as_role, has_stop
from storysum.text.turns import YOU, label_at, lines_above, names_above

LABELS: dict[str, Told] = {
    "body": ("body", ""),
    "title": ("title", "reads as the title"),
    "deck": ("heading", "reads as what stands between title and story"),
    "byline": ("byline", "reads as a byline"),
    "date": ("dateline", "reads as a date"),
    "heading": ("heading", "reads as a heading"),
    "caption": ("caption", "reads as a caption"),
    "pull quote": ("furniture", "reads as a pull quote"),
    "furniture": ("furniture", "reads as what a page says around a story"),
}
"""The labels in the order of the weights, each with the role and the reason of a block that gets it."""

_TITLE, _DECK, _HEADING = 1, 2, 5  # indices of labels
_FAR = 64  # the furthest that a title may lie below the best label of its line
_OPEN = ("body", "item")  # the roles of blocks to which no pass gave another
_SHORT, _LONG, _FEW = 40, 120, 3  # characters, characters, and blocks
_SLACK, _DOUBT = 64, -16  # chosen on pages of writers left out of the fit, and on `dev`
_Row = Sequence[int]


@frozen
class Chain:
    """The weights, and the scores that they give."""

    weights: Mapping[str, _Row]  # by feature, one for each label
    steps: Sequence[_Row]  # transitions from a label (row) to the next block's label
    first: _Row  # for each label of the first block
    last: _Row  # for each label of the last block

    def scores(self, blocks: Iterable[Sequence[str]]) -> list[list[int]]:
        """For each block and each label the score of the best labelling of all blocks in which it has that label.

        Cost: linear in the features, and in the blocks times the square of the number of labels.
        """
        many = range(len(self.first))
        emitted = [self._emitted(told) for told in blocks]
        ahead = [list(map(int.__add__, self.first, emitted[0]))]
        columns = list(zip(*self.steps, strict=True))
        for row in emitted[1:]:
            above = ahead[-1]
            ahead.append([max(map(int.__add__, above, columns[one])) + row[one] for one in many])
        behind = [list(self.last)]
        for row in reversed(emitted[1:]):
            below = list(map(int.__add__, row, behind[-1]))
            behind.append([max(map(int.__add__, below, self.steps[one])) for one in many])
        return [list(map(int.__add__, one, two)) for one, two in zip(ahead, reversed(behind), strict=True)]

    def _emitted(self, told: Sequence[str]) -> list[int]:
        """The sum of the weights of a block's features, for each label."""
        get = self.weights.get
        rows = [row for one in told if (row := get(one)) is not None]
        return [sum(column) for column in zip(*rows, strict=True)] or [0] * len(self.first)


@cache
def chain() -> Chain:
    """The weights that ship with the package, loaded once."""
    file = resources.files("storysum.text").joinpath("weights/lines.txt")
    rows: dict[str, list[int]] = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        if line[:1] != "#":
            name, _, numbers = line.partition("\t")
            rows[name] = [int(number) for number in numbers.split()]
    steps = [rows.pop(f"from {label}") for label in LABELS]
    return Chain(rows, steps, rows.pop("the first"), rows.pop("the last"))


def as_the_page_reads(text: str, blocks: list[Block]) -> list[Block]:
    """Give roles by the chain to the blocks that no earlier pass gave one.

    Nothing changes in a text without a sentence, nor where no body would be left. Where no block is the title, the
    likeliest one above the story becomes it, if its score is near enough to its best one (`_FAR`).
    """
    if not any(has_stop(block.span.of(text)) for block in blocks):
        return blocks
    scores = chain().scores(features(text, blocks))
    few = len(blocks) <= _FEW
    labels = [
        _label(text, block, row, few) if block.role in _OPEN else -1 for block, row in zip(blocks, scores, strict=True)
    ]
    _keep_speech(text, blocks, labels)
    if 0 not in labels:
        return blocks
    _keep_lists_whole(text, blocks, labels)
    if _TITLE not in labels and all(block.role != "title" for block in blocks):
        above = enumerate(labels[: labels.index(0)])
        below = {index: _behind(scores[index]) for index, label in above if label > 0}
        nearest = min(below, key=below.__getitem__, default=-1)
        if below.get(nearest, _FAR) < _FAR:
            labels[nearest] = _TITLE
    _look_below_the_title(text, blocks, labels)
    names = list(LABELS.values())
    return [as_role(block, *names[label]) if label > 0 else block for block, label in zip(blocks, labels, strict=True)]


def _keep_speech(text: str, blocks: Sequence[Block], labels: list[int]) -> None:
    """Keep speakers and what they say in the body: in a chat, or where a line of its own names who speaks."""
    spoken = [index for index, block in enumerate(blocks) if label_at(text, block.span.start)]
    for index in spoken if 2 * len(spoken) >= len(blocks) else ():
        labels[index] = min(labels[index], 0)
    above, named = lines_above(text), names_above(text)
    for index, block in enumerate(blocks):
        said = 2 * (block.span.start in named) or (block.span.start in above)
        labels[index : index + said] = [min(label, 0) for label in labels[index : index + said]]


def _look_below_the_title(text: str, blocks: Sequence[Block], labels: list[int]) -> None:
    """A line between the title and a byline or a date is a deck; a short question below the title is a heading."""
    told = [list(LABELS)[label] if label >= 0 else block.role for block, label in zip(blocks, labels, strict=True)]
    line = told.index("title") + 1 if "title" in told else 0
    if not 0 < line == labels.index(0) or 0 not in labels[line + 1 :]:
        return  # there is no such line, or it is all of the body
    said = blocks[line].span.of(text)
    if told[line + 1] in ("byline", "date", "dateline"):
        labels[line] = _DECK
    elif said.endswith("?") and len(said) <= _SHORT and not YOU.search(said):
        labels[line] = _HEADING


def _keep_lists_whole(text: str, blocks: Sequence[Block], labels: list[int]) -> None:
    """Keep a list whole where half of it is body, or the body announces it, or it is announced and most of the text.

    What announces it is then body, too.
    """
    rest = sum(len(block.span) for block, label in zip(blocks, labels, strict=True) if label == 0)
    for items, run in groupby(range(len(blocks)), lambda index: blocks[index].role == "item"):
        places = list(run)
        told = [labels[index] for index in places].count(0) if items else 0
        above = places[0] - 1
        announced = above >= 0 and announces(blocks[above].span.of(text))
        most = sum(len(blocks[index].span) for index in places) > rest
        whole = announced and (labels[above] == 0 or (labels[above] > 0 and most))
        if whole or (told and (announced or 2 * told >= len(places))):
            for index in [above, *places] if announced and labels[above] > 0 else places:
                labels[index] = 0


def _label(text: str, block: Block, row: Sequence[int], few: bool) -> int:
    body, *others = row
    most = max(others)
    said = block.span.of(text).rstrip()
    told = len(said) > _LONG or said.endswith(":") or has_stop(said)
    slack = min(_SLACK, len(block.span) // 3) if told else _DOUBT
    slack += _SLACK * (block.role == "item")
    return 0 if (told and few) or body + slack >= most else 1 + others.index(most)


def _behind(row: Sequence[int]) -> int:
    """How far the score of “title” lies below that of the best label."""
    return max(row) - row[_TITLE]
