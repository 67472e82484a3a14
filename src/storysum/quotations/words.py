"""The words of one sentence as numbers, found once for all its utterances."""

from __future__ import annotations

from collections.abc import Mapping

from storysum.quotations.lexicon import NOUNS, VERBS, lexicon
from storysum.quotations.mentions import Mention
from storysum.quotations.sentences import Sentence
from storysum.quotations.templates import KINDS, POS, RELATIONS

__all__ = ["NOT", "RELATION", "SUBJECTS", "TAG", "Words"]

RELATION = {name: number for number, name in enumerate(RELATIONS)}
"""The number of each relation."""
TAG = {name: number for number, name in enumerate(POS)}
"""The number of each part of speech."""
SUBJECTS = (RELATION["nsubj"], RELATION["nsubj:pass"])
"""The relations of subjects."""
NOT = frozenset(("not", "never", "n't", "n’t"))
"""Words that deny."""
_SAME = (RELATION["conj"], RELATION["appos"], RELATION["flat"])
_WALK = 12  # steps up a tree
_OF_POS = {
    **dict.fromkeys(("NOUN", "PROPN", "NUM", "ADJ", "DET", "X", "SYM"), "noun"),
    **{"PRON": "pronoun", "ADP": "preposition", "SCONJ": "that", "CCONJ": "and", "AUX": "be", "VERB": "verb"},
    **{"ADV": "adverb", "PART": "adverb", "INTJ": "adverb", "PUNCT": "mark"},
}
_BETWEEN = {
    ",": 1,
    **dict.fromkeys(("that", "who", "which", "because", "as", "when", "if"), 4),
    **dict.fromkeys(("and", "but", "or"), 8),
}


class Words:
    """One parsed sentence, with a number for each word where not said otherwise.

    Attributes:
        parse: Of the sentence.
        low: Each word in lower case.
        numbers: Its place in the vocabulary, 0 for others.
        rel: Its relation, of `RELATIONS`.
        verbs: Its class, of `VERBS`.
        nouns: Its class, of `NOUNS`.
        kinds: Its coarse kind, of `KINDS`.
        between: What it is where it stands between two others: 1 comma, 2 quotation, 4 subordinator, 8 conjunction.
        subjects: The words that have a subject.
    """

    def __init__(self, sentence: Sentence, vocabulary: Mapping[str, int]) -> None:
        assert sentence.parse is not None
        known, parse = lexicon().verbs, sentence.parse
        self.parse = parse
        self.low = low = [form.lower() for form in sentence.forms]
        self.numbers = [vocabulary.get(one, 0) for one in low]
        self.rel = [RELATION.get(one) or RELATION.get(one.partition(":")[0], 0) for one in parse.relation]
        self.verbs = [
            known.get(one, 0) if pos in ("VERB", "AUX") else 0 for one, pos in zip(low, parse.pos, strict=True)
        ]
        self.nouns = [_noun_class(one) for one in low]
        self.kinds = [
            KINDS.index("quotation") if quoted >= 0 else _kind_of(one, pos, verb)
            for one, pos, verb, quoted in zip(low, parse.pos, self.verbs, sentence.quoted, strict=True)
        ]
        self.between = [
            2 if quoted >= 0 else _BETWEEN.get(one, 0) for one, quoted in zip(low, sentence.quoted, strict=True)
        ]
        self.subjects = {head - 1 for head, one in zip(parse.head, self.rel, strict=True) if one in SUBJECTS and head}
        self._climbs: dict[int, tuple[int, ...]] = {}
        self._verbs: dict[int, tuple[int, int]] = {}

    def climb(self, word: int) -> tuple[int, ...]:
        """The word and those above it."""
        if word not in self._climbs:
            found, head = [word], self.parse.head
            while len(found) < _WALK and head[found[-1]] and head[found[-1]] - 1 not in found:
                found.append(head[found[-1]] - 1)
            self._climbs[word] = tuple(found)
        return self._climbs[word]

    def verb_of(self, mention: Mention) -> tuple[int, int]:
        """The verb of a mention (-1: none) and the relation by which it hangs on that; that of the first of several."""
        if mention.head not in self._verbs:
            at, relation, head = mention.head, self.rel[mention.head], self.parse.head
            for _ in range(4):
                if relation not in _SAME or not head[at]:
                    break
                at = head[at] - 1
                relation = self.rel[at]
            self._verbs[mention.head] = head[at] - 1, relation
        return self._verbs[mention.head]


def _kind_of(low: str, pos: str, verb: int) -> int:
    if low in (",", ":"):
        return KINDS.index("comma" if low == "," else "colon")
    if low in ("who", "which", "that", "whom"):
        return KINDS.index("that")
    if 0 < verb < VERBS.index("call"):
        return verb
    return KINDS.index(_OF_POS.get(pos, "?"))


def _noun_class(low: str) -> int:
    known = lexicon()
    for noun in (low, low[:-1]) if low.endswith("s") else (low,):
        if found := known.nouns.get(noun) or (NOUNS.index("role") if noun in known.roles else 0):
            return found
    return NOUNS.index("role") if low.endswith("-old") else 0
