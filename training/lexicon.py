"""What words need, counted in the news: `python -m training.lexicon --data FOLDER`.

“Capable” is nearly always followed by “of”, “diagnosed” by “with”: a sentence that ends on them is a stump. “Arrested”
without an object behind it is nearly always a passive: “a man arrested in Hull” is told as well without “has been”, and
“a man warned in Hull” is not. The network that ships reads the news of FOLDER (stories that are not set aside, and the
sentences of Google's compressions with their case restored); counted is how often a word has a phrase behind it that
opens with a preposition, and how often a form is the passive and how often the past of the active voice.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from Stemmer import Stemmer

from storysum.model.parse import Parse
from storysum.shortening import reading
from storysum.syntax import parse_words
from training.__main__ import unmarked
from training.data import PENN_MARKS, Cases, compressions, trees

OUTPUT = Path(reading.__file__).parent / "weights"
SHARE = 0.4
"""The least share of the occurrences of a word that have the preposition."""
PLACE = 0.55
"""The same of “in”, “on” and “at”, which say where anything is."""
FEWEST, RARE = 20, 3
"""Occurrences of a word; and of one whose stem has so many."""
ACTIVE = 0.105
"""The greatest share of a passive's form that is the past of the active voice: above is “married”, below is “named”."""
MIXED, FEW = 0.25, 2
"""The same share, and as many of them, from which a word right behind tells that a form is the past: paid for."""
PASSIVES = {"": 10, "to do": 5, "object": 5}
"""Occurrences of a passive, by what stands behind it: nothing that it needs, “to do” something, an object."""
_SEEN = 2  # occurrences without the preposition that are taken for seen
_LONGEST = 60  # words of a sentence
_PHRASES = frozenset(("obl", "nmod", "advcl", "acl"))
_OBJECTS = frozenset(("obj", "iobj", "ccomp", "xcomp"))
_CLAUSES = frozenset(("root", "ccomp", "conj", "parataxis", "advcl"))
# What says when or under what condition, of anything.
_OF_ALL = frozenset("na that because when if while whether after before during since".split())
_PREPOSITIONS = (
    "# Words that rarely do without a preposition, by that; “to do” is an infinitive. Made by training/lexicon.py."
)
_PARTICIPLES = """\
# Participles that are hardly ever the past of the active voice, by what stands behind: nothing that they need, “to do”
# something, an object; and those that are the past before some word. Made by training/lexicon.py.\
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


def behind(parse: Parse, verb: int) -> str:
    """What stands behind a verb, by the names of `PASSIVES`."""
    told = [one for one in parse.children(verb) if one > verb and parse.relation[one].partition(":")[0] in _OBJECTS]
    marks = (
        {parse.forms[mark].lower() for mark in parse.children(one) if parse.relation[mark] == "mark"} for one in told
    )
    return ("to do" if all("to" in mark for mark in marks) else "object") if told else ""


def with_particle(parse: Parse, verb: int) -> str:
    """A verb in small letters, and its particle: “called-off” of “The match was called off”."""
    particle = (one for one in parse.children(verb) if parse.relation[one] == "compound:prt")
    return "-".join(parse.forms[one].lower() for one in (verb, *islice(particle, 1)))


def voice(parse: Parse, verb: int) -> str:
    """Whether a verb with a subject is “passive”, or the “past” of the active voice; empty for anything else."""
    kids = [(one, parse.relation[one]) for one in parse.children(verb)]
    if any(relation == "aux:pass" for _, relation in kids):
        return "passive"
    told = parse.relation[verb].partition(":")[0] in _CLAUSES and any(
        relation == "nsubj" and one < verb for one, relation in kids
    )
    return "past" if told and not any(relation.startswith("aux") for _, relation in kids) else ""


def governed(seen: Counter[str], having: Counter[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The prepositions and the words that rarely do without them: of each word the one that it has most.

    A rare form is one where the forms of its stem are together: “relied [on]” beside “rely”, “relying”.
    """
    stem, told = Stemmer("english").stemWord, set[str]()
    stems, of_stems = Counter[str](), Counter[tuple[str, str]]()
    for low, count in seen.items():
        stems[stem(low)] += count
    for (opener, low), count in having.items():
        of_stems[opener, stem(low)] += count
    for (opener, low), count in having.most_common():
        least, root = PLACE if opener in ("in", "on", "at") else SHARE, stem(low)
        enough = seen[low] >= FEWEST and count >= least * (seen[low] + _SEEN)
        rare = RARE <= seen[low] < FEWEST <= stems[root] and count >= least * seen[low]
        rare = rare and of_stems[opener, root] >= least * (stems[root] + _SEEN)
        if low.isalpha() and (enough or rare) and low not in told:
            told.add(low)
            yield opener, low


def participles(voices: Counter[tuple[str, str, str]]) -> Iterator[tuple[str, str]]:
    """What stands behind, and the participles that are then hardly ever the past.

    And what stands right behind participles that are the past then: “Holm paid for it”.
    """
    plain = set[str]()
    for kind, low in sorted({(kind, low) for kind, low, _ in voices}):  # the kind that has no name first
        count, past = voices[kind, low, "passive"], voices[kind, low, "past"]
        if kind in PASSIVES and count >= PASSIVES[kind] and past + 0.5 <= ACTIVE * (count + past + 1):
            yield kind, low
            plain.add(low)
        elif kind not in PASSIVES and low in plain and past >= FEW and past > MIXED * (count + past):
            yield kind, low


def write(path: Path, header: str, found: Iterable[tuple[str, str]]) -> None:
    """Write the words of each name on one line, and say how many there are."""
    rows: dict[str, list[str]] = {}
    for name, word in found:
        rows.setdefault(name, []).append(word)
    lines = (f"{name}: {' '.join(sorted(words))}" for name, words in sorted(rows.items()))
    path.write_text("\n".join([header, *lines, ""]), encoding="utf-8")
    print(f"{path.name}: {sum(map(len, rows.values()))} words in {len(rows)} rows")


def main(argv: Sequence[str] | None = None) -> None:
    """Count, write the lists, say how long they are."""
    ask = argparse.ArgumentParser(prog="python -m training.lexicon", description="What words need.")
    ask.add_argument("--data", type=Path, required=True)
    ask.add_argument("--output", type=Path, default=OUTPUT, help="a folder")
    asked = ask.parse_args(argv)
    seen, having, voices = Counter[str](), Counter[tuple[str, str]](), Counter[tuple[str, str, str]]()
    for parse in parsed(asked.data):
        for word, pos in enumerate(parse.pos):
            low = parse.forms[word].lower()
            if pos in ("VERB", "ADJ", "NOUN", "ADV"):
                seen[low] += 1
                having.update((opener, low) for opener in openers(parse, word) - _OF_ALL)
            if pos == "VERB" and not low.endswith("ing"):
                form, kind = with_particle(parse, word), behind(parse, word)
                voices[kind, form, voice(parse, word)] += 1
                after = word + 1 + (form != low)
                if not kind and parse.pos[after : after + 1] == ("ADP",):
                    voices[f"past before {parse.forms[after].lower()}", form, voice(parse, word)] += 1
    write(asked.output / "prepositions.txt", _PREPOSITIONS, governed(seen, having))
    write(asked.output / "participles.txt", _PARTICIPLES, participles(voices))


if __name__ == "__main__":
    main()
