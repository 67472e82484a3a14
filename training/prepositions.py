"""Which words rarely do without a preposition: `python -m training.prepositions --data FOLDER`.

“Capable” is nearly always followed by “of”, “diagnosed” by “with”: a sentence that ends on them is a stump. The network
that ships reads the news of FOLDER (stories that are not set aside, and the sentences of Google's compressions with
their case restored); counted is how often a word has a phrase behind it that opens with a preposition.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from storysum.model.parse import Parse
from storysum.shortening import reading
from storysum.syntax import parse_words
from training.__main__ import unmarked
from training.data import PENN_MARKS, Cases, compressions, trees

OUTPUT = Path(reading.__file__).parent / "weights" / "prepositions.txt"
SHARE = 0.4
"""The least share of the occurrences of a word that have the preposition."""
PLACE = 0.55
"""The same of “in”, “on” and “at”, which say where anything is."""
FEWEST = 20
"""Occurrences of a word."""
_SEEN = 2  # occurrences without the preposition that are taken for seen
_LONGEST = 60  # words of a sentence
_PHRASES = frozenset(("obl", "nmod", "advcl", "acl"))
# What says when or under what condition, of anything.
_OF_ALL = frozenset("na that because when if while whether after before during since".split())
_HEADER = """\
# Words that rarely do without a preposition, by that; “to do” is an infinitive. Made by training/prepositions.py.\
"""


def parsed(data: Path) -> Iterator[Parse]:
    """The sentences, as the network that ships reads them."""
    news, folder = unmarked(data), data / "compression"
    banks = [one for name in ("ewt", "gum") for one in trees(data / "treebanks" / f"{name}-train.conllu.gz")]
    cases = Cases((*banks, *compressions(folder / "google-cased.jsonl.gz")), news)
    draw = random.Random(1)
    written = (cases.restored(one, draw) for one in compressions(folder / "google-train.jsonl.gz"))
    told = [*news, *(one for one in written if one.cased and len(one.words) <= _LONGEST)]
    for start in range(0, len(told), 500):
        words = [[PENN_MARKS.get(word, word) for word in one.words] for one in told[start : start + 500]]
        yield from parse_words(words, keep=False)


def openers(parse: Parse, word: int) -> set[str]:
    """The prepositions that open what stands behind a word and hangs on it."""
    found = set()
    for kid in parse.children(word):
        if kid > word and parse.relation[kid].partition(":")[0] in _PHRASES:
            first = next((one for one in parse.children(kid) if parse.relation[one] in ("case", "mark")), kid)
            if word < first < kid:
                low = parse.forms[first].lower()
                found.add("to do" if low == "to" and parse.relation[first] == "mark" else low)
    return found


def main(argv: Sequence[str] | None = None) -> None:
    """Count, write the list, say how long it is."""
    ask = argparse.ArgumentParser(prog="python -m training.prepositions", description="Which words need one.")
    ask.add_argument("--data", type=Path, required=True)
    ask.add_argument("--output", type=Path, default=OUTPUT)
    asked = ask.parse_args(argv)
    seen, having = Counter[str](), Counter[tuple[str, str]]()
    for parse in parsed(asked.data):
        for word, pos in enumerate(parse.pos):
            if pos in ("VERB", "ADJ", "NOUN", "ADV"):
                low = parse.forms[word].lower()
                seen[low] += 1
                having.update((opener, low) for opener in openers(parse, word) - _OF_ALL)
    found: dict[str, list[str]] = {}
    for (opener, low), count in sorted(having.items()):
        least = PLACE if opener in ("in", "on", "at") else SHARE
        if low.isalpha() and seen[low] >= FEWEST and count >= least * (seen[low] + _SEEN):
            found.setdefault(opener, []).append(low)
    lines = (f"{opener}: {' '.join(words)}" for opener, words in sorted(found.items()))
    asked.output.write_text("\n".join([_HEADER, *lines, ""]), encoding="utf-8")
    print(f"{sum(map(len, found.values()))} words with {len(found)} prepositions")


if __name__ == "__main__":
    main()
