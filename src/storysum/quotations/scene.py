"""The scene of one utterance: what its features and its rules look at, found once for all its candidates.

The words of its sentence, as numbers, are found once for all the utterances in it.
"""

from collections.abc import Callable, Mapping, Sequence

from storysum.quotations.lexicon import NOUNS, VERBS, lexicon
from storysum.quotations.mentions import Mention
from storysum.quotations.sentences import Sentence, is_partial
from storysum.quotations.templates import KINDS, POS, RELATIONS
from storysum.text.marks.stretches import Stretch, ending
from storysum.text.reporting import role_gender

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
_OF_WORD = {",": "comma", ":": "colon", **dict.fromkeys(("who", "which", "that", "whom"), "that")}
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
_ENDS = {",": 1, ".": 2, "?": 3, "!": 3, "…": 2}
_LENGTHS = (0, 1, 2, 3, 4, 4, 5, 5, 5, 6, 6, 6, 6, 7)  # of words; the last of all that are longer


class Words:
    """One parsed sentence: each word in lower case, and as numbers, by the vocabulary of what a feature may name."""

    def __init__(self, sentence: Sentence, vocabulary: Mapping[str, int]) -> None:
        known, parse = lexicon().verbs, sentence.parse
        self.vocabulary, self.parse = vocabulary, parse
        self.low = low = [form.lower() for form in sentence.forms]
        self.numbers = [vocabulary.get(one, 0) for one in low]  # 0 for others
        # The place of each in `RELATIONS`, `VERBS`, `NOUNS` and `KINDS`.
        self.rel = [RELATION.get(one) or RELATION.get(one.partition(":")[0], 0) for one in parse.relation]
        rows = list(zip(low, parse.pos, sentence.quoted, strict=True))
        self.verbs = [known.get(one, 0) if pos in ("VERB", "AUX") else 0 for one, pos, _ in rows]
        self.nouns = [_noun_class(one) for one in low]
        self.kinds = [
            KINDS.index("quotation") if quoted >= 0 else _kind_of(one, pos, verb)
            for (one, pos, quoted), verb in zip(rows, self.verbs, strict=True)
        ]
        # What a word is that stands between two others: 1 comma, 2 quotation, 4 subordinator, 8 conjunction.
        self.between = [2 if quoted >= 0 else _BETWEEN.get(one, 0) for one, _, quoted in rows]
        # The words that have a subject.
        self.subjects = {head - 1 for head, one in zip(parse.head, self.rel, strict=True) if one in SUBJECTS}

    def climb(self, word: int) -> tuple[int, ...]:
        """The word and those above it."""
        return self.parse.path(word)[:_WALK]

    def verb_of(self, mention: Mention) -> tuple[int, int]:
        """The verb of a mention (-1: none) and the relation by which it hangs on that; that of the first of several."""
        at, head = mention.head, self.parse.head
        for _ in range(4):
            if self.rel[at] in _SAME:
                at = head[at] - 1
        return head[at] - 1, self.rel[at]


def _kind_of(low: str, pos: str, verb: int) -> int:
    if low not in _OF_WORD and 0 < verb < VERBS.index("call"):
        return verb
    return KINDS.index(_OF_WORD.get(low) or _OF_POS.get(pos, "?"))


def _noun_class(low: str) -> int:
    known = lexicon()
    for noun in (low, low[:-1]) if low.endswith("s") else (low,):
        if found := known.nouns.get(noun) or (NOUNS.index("role") if role_gender(noun) is not None else 0):
            return found
    return 0


class Scene:
    """One utterance, the `index`-th of the article, in its sentence; `words_of` gives the words of any sentence around.

    The `style` of its marks is 0 for double ones, 1 for single ones among double ones, 2 for single ones alone.
    """

    def __init__(
        self,
        text: str,
        stretch: Stretch,
        index: int,
        sentence: Sentence,
        words_of: Callable[[Sentence], Words],
        style: int,
    ) -> None:
        self.text, self.stretch, self.index, self.sentence = text, stretch, index, sentence
        self.words_of, self.words, self.style = words_of, words_of(sentence), style
        words = self.words
        mark = ending(text, stretch)
        self.inside = text[stretch.inside.start : min(stretch.inside.end, stretch.inside.start + 400)].split()
        self.length = _LENGTHS[min(len(self.inside), len(_LENGTHS) - 1)]  # in words, coarsely
        self.end = _ENDS.get(mark, 4 if mark.isalnum() else 5)  # 1 comma, 2 stop, 3 question, 4 word, 5 other marks
        self.capitals = _capitals(self.inside)
        self.partial = int(is_partial(text, stretch, sentence.start))
        self.first, self.last = first, last = sentence.places[index]
        self.root = sentence.root_of(index)  # the word on which the others hang
        self.above = words.climb(self.root)  # the root and the words above it
        self.holder = words.parse.head[self.root] - 1  # what the root hangs on, or -1
        self.hold = words.rel[self.root]  # the relation by which it does
        # The words at either side and beyond these, as numbers, 0 for none.
        around = [0, 0, *words.numbers, 0, 0]
        self.before_two, self.before = around[first : first + 2]
        self.after, self.after_two = around[last + 3 : last + 5]
        size = len(words.low)
        self.shape = 2 * (first == 0) + (last >= size - 2)  # 1 where it closes its sentence, and 2 where it opens that
        self.alone = first == 0 and last >= size - 1  # it is the whole sentence
        outside = self.outside(0, size)
        told = [words.verbs[k] for k in outside]
        # Which reporting words the sentence has, and which classes of verbs, as bits.
        according = any(words.low[k] == "according" for k in outside)
        before, after = 1 in words.verbs[max(0, first - 3) : first], 1 in words.verbs[last + 1 : last + 4]
        self.cues = according + 2 * after + 4 * before + 8 * min(2, told.count(1))
        self.classes = sum(1 << (one - 1) for one in {*told} if 0 < one < 5)

    def outside(self, start: int, end: int) -> list[int]:
        """The words from `start` up to `end` that stand in no marks."""
        quoted = self.sentence.quoted
        return [k for k in range(max(0, start), min(len(quoted), end)) if quoted[k] < 0]

    def speaks(self, mention: Mention) -> bool:
        """Whether a mention of another sentence is subject of a verb of speech there."""
        words = self.words_of(mention.sentence)
        verb, role = words.verb_of(mention)
        return verb >= 0 and words.verbs[verb] == 1 and role in SUBJECTS


def _capitals(inside: Sequence[str]) -> int:
    """0 small first letter, 1 a capital and small words, 2 a title's, 3 one capitalised word, 4 figures, 5 no word."""
    if not inside or not inside[0][:1].isalnum():
        return 5
    if inside[0][:1].islower():
        return 0
    if inside[0][:1].isdigit():
        return 4
    if len(inside) == 1:
        return 3
    if len(inside) > 12 or not any(one[:1].isupper() and len(one) > 1 for one in inside[1:]):
        return 1
    small = lexicon().small
    return 2 if all(not one[:1].islower() or (one.lower() in small and len(one) < 6) for one in inside) else 1
