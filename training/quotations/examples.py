"""What is learned from labelled articles: choices between candidates, each a few features."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from storysum.model.span import Span
from storysum.quotations.candidates import Case, cases
from storysum.quotations.features import speech
from storysum.quotations.persons import People
from storysum.quotations.sentences import Sentence
from storysum.text.marks.stretches import marked
from storysum.text.read import read
from training.quotations.labels import core, is_right, reported, rows_of


class Example(NamedTuple):
    """One softmax: its candidates, which of them are right, and which name each bears; for `fit_with_states` more."""

    features: list[list[int]]
    right: list[bool]
    keys: list[str]
    states: NDArray[np.int8] = np.zeros((0, 0), np.int8)
    where: Sequence[int] = ()


class Story(NamedTuple):
    """What is learned from one article.

    Attributes:
        name: Its id.
        spoken: For each stretch the features that tell speech, and whether it is.
        said: For each stretch who may have said it; None where it is no quotation.
    """

    name: str
    spoken: list[tuple[list[int], bool]]
    said: list[Example]


def story(row: dict[str, Any], vocabulary: dict[str, int]) -> Story:
    """What is learned from one article."""
    text = row["text"]
    article = read(text)
    labels = {core(text, q["start"], q["end"]): q for q in row["quotes"]}
    spoken, said = [], []
    for case in cases(article, vocabulary) if marked(article) else ():
        scene = case.scene
        span = core(text, scene.stretch.start, scene.stretch.end)
        gold = labels.get(span)
        spoken.append((speech(scene), gold is not None))
        said.append(_example(text, case, gold))
    return Story(row["id"], spoken, said)


def _example(text: str, case: Case, gold: dict[str, Any] | None) -> Example:
    features, right, keys = [], [], []
    for number, one in enumerate(case.candidates):
        features.append(one.features)
        mention = one.mention
        right.append(mention is not None and gold is not None and is_right(text, gold, mention.start, mention.end))
        keys.append(mention.key or f"#{number}" if mention is not None else "")
    if gold is not None and not any(right):
        right[0] = True
    return Example(features, right, keys, case.states(), case.where())


def speech_examples(some: Iterable[Story]) -> list[Example]:
    """The stretches as choices between speech and none."""
    return [Example([[], f], [not good, good], ["", "x"]) for one in some for f, good in one.spoken]


def said_examples(some: Iterable[Story]) -> list[Example]:
    """The quotations as choices between candidates."""
    return [said for one in some for (_, good), said in zip(one.spoken, one.said, strict=True) if good]


def person_examples(rows: Iterable[dict[str, Any]]) -> list[Example]:
    """Pronouns that speak, where gender leaves one of the people named before: gender itself is hidden."""
    found = []
    for row in rows:
        text = row["text"]
        article = read(text)
        people = People(article, None)
        for label in sorted(row["quotes"], key=lambda one: one["start"]):
            wanted, at = label.get("speaker_text") or "", label.get("speaker_start")
            if at is None:
                continue
            gender = {"he": "m", "she": "f"}.get(wanted.lower())
            if gender is None:
                named_one = people.roster.named(Span(at, label["speaker_end"])) if wanted[:1].isupper() else None
                if named_one is not None:
                    people.spoke.append((label["start"], named_one.index))
                continue
            fit, features = people.salience(min(at, label["start"]), label["start"])
            same = [k for k, one in enumerate(fit) if one.gender == gender and one.human >= 0]
            unknown = [one for one in fit if not one.gender and one.human > 0]
            others = [k for k, one in enumerate(fit) if one.gender and one.gender != gender and one.human > 0]
            if len(same) == 1 and not unknown and others:
                keep = same + others
                found.append(Example([features[k] for k in keep], [k == same[0] for k in keep], [str(k) for k in keep]))
                people.spoke.append((label["start"], fit[same[0]].index))
    return found


def make_vocabulary(path: Path, most: int) -> dict[str, int]:
    """The commonest small words of the sentences that are parsed."""
    counts: Counter[str] = Counter()
    for row in rows_of(path):
        if reported(row["id"]):
            continue
        article = read(row["text"])
        seen = {id(case.scene.sentence): case.scene.sentence for case in cases(article, {})}
        counts.update(word for one in seen.values() for word in _small_words(one))
    chosen = sorted(word for word, count in counts.items() if count >= 3)
    chosen = sorted(chosen, key=lambda word: (-counts[word], word))[:most]
    return {word: number for number, word in enumerate(sorted(chosen), start=1)}


def _small_words(sentence: Sentence) -> list[str]:
    """The words of a sentence that may stand in a vocabulary: lower-case words outside names, and marks."""
    return [
        form
        for form, pos in zip(sentence.forms, sentence.parse.pos, strict=True)
        if pos != "PROPN" and form == form.lower() and form.isascii() and len(form) < 16
    ]
