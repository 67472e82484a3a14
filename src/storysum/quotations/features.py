"""Features: what speaks for and against each candidate of one utterance, as numbers.

A feature is one number: its template, and up to three fillers (a word's place in the shipped vocabulary, a
relation, a class, a distance in steps). `named` says in words what a number means; nothing else makes or reads
strings. No feature is a person's name: the vocabulary holds lower-case words only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from storysum.model.parse import Parse
from storysum.quotations.lexicon import NOUNS, VERBS, lexicon
from storysum.quotations.mentions import NAME, PRONOUN, Mention
from storysum.quotations.sentences import Sentence, is_partial
from storysum.text.marks.stretches import Stretch, ending

__all__ = ["Scene", "Words", "named", "template", "vocabulary_words"]

_RELATIONS = [
    "?",
    "acl",
    "advcl",
    "advmod",
    "amod",
    "appos",
    "aux",
    "case",
    "cc",
    "ccomp",
    "clf",
    "compound",
    "conj",
    "cop",
    "csubj",
    "dep",
    "det",
    "discourse",
    "dislocated",
    "expl",
    "fixed",
    "flat",
    "goeswith",
    "iobj",
    "list",
    "mark",
    "nmod",
    "nsubj",
    "nummod",
    "obj",
    "obl",
    "orphan",
    "parataxis",
    "punct",
    "reparandum",
    "root",
    "vocative",
    "xcomp",
    "acl:relcl",
    "aux:pass",
    "nmod:poss",
    "nsubj:pass",
    "obl:agent",
    "csubj:pass",
    "nsubj:outer",
    "nmod:unmarked",
    "obl:unmarked",
    "nmod:desc",
    "obl:tmod",
    "nmod:tmod",
]
_RELATION = {name: number for number, name in enumerate(_RELATIONS)}
_POS = [
    "?",
    "ADJ",
    "ADP",
    "ADV",
    "AUX",
    "CCONJ",
    "DET",
    "INTJ",
    "NOUN",
    "NUM",
    "PART",
    "PRON",
    "PROPN",
    "PUNCT",
    "SCONJ",
    "SYM",
    "VERB",
    "X",
]
_POSITION = {name: number for number, name in enumerate(_POS)}
_ENDS = {",": 1, ".": 2, "?": 3, "!": 3, "…": 2}
_STEPS = (0, 1, 2, 3, 4, 4, 5, 5, 5, 6, 6, 6, 6, 6, 7, 7, 7, 7, 7, 7, 7, 7, 7)  # distances in words
_FAR = 8
_SHORT = (0, 1, 2, 3, 4, 4, 5, 5, 5, 6, 6, 6, 6)  # lengths in words
_DEEP, _WALK = 5, 12

_templates: list[tuple[str, str]] = []


def template(name: str, *fillers: str) -> int:
    """A new template: the number to which its fillers are added."""
    _templates.append((name, " ".join(fillers)))
    return (len(_templates) - 1) << 57


# Fillers: word, rel(ation), path, verb and noun (classes), pos, and plain numbers.
PATH = template("path", "path")
BEFORE_TWO = template("two words before it", "word", "word")
AFTER_TWO = template("two words after it", "word", "word")
Q_BEFORE_TWO = template("two words before the quotation, role and side", "word", "word", "number")
Q_AFTER_TWO = template("two words after the quotation, role and side", "word", "word", "number")
CUES = template(
    "reporting words in the sentence, role, twice the class of its verb and side", "number", "rel", "number"
)
PATH_KIND = template("path, kind", "path", "number")
PATH_CLASS = template("path, class of the verb", "path", "verb")
PATH_VERB = template("path, verb where it turns", "path", "word")
CHAIN = template(
    "subjects further in, class of its verb, twice the class of the first and side", "number", "verb", "number"
)
INHERITED = template("verb that tells, whether the subject is its own, role", "word", "number", "rel")
INHERITED_CLASS = template(
    "class of the verb that tells, whether the subject is its own, twice the role and side", "verb", "number", "number"
)
VERB = template("verb, relation to it, side", "word", "rel", "number")
CLASS = template("class of the verb, relation, partial and side", "verb", "rel", "number")
CLASS_NEAR = template("class of the verb, its distance from the quotation, side", "verb", "number", "number")
VERB_LINK = template("verb, how it holds the quotation", "word", "number", "number")
LINK = template("how its verb holds the quotation, relation, class", "number", "rel", "verb")
LINK_PARTIAL = template("how its verb holds the quotation, relation, partial", "number", "rel", "number")
HOLDS = template("relation of the quotation, class of the verb, relation", "rel", "verb", "rel")
HOLDER = template("word that holds the quotation, link, relation", "word", "number", "rel")
DISTANCE = template("distance, side, kind", "number", "number", "number")
BETWEEN = template("candidates between, side, kind", "number", "number", "number")
BEFORE = template("word before it, side", "word", "number")
AFTER = template("word after it, side", "word", "number")
PATTERN = template("kinds of words between, side, kind", "kinds", "number", "number")
PATTERN_NEAR = template("kinds of words next to it and next to the quotation, side, kind", "kinds", "number", "number")
STRING = template("the words between (as a hash), side", "number", "number")
PLACES = template("distance from the verb to the quotation, from it to its verb, class", "number", "number", "number")
KIND = template("kind, relation, side", "number", "rel", "number")
WORD = template("pronoun or noun, side", "word", "number")
NOUN_CLASS = template("class of the noun, side, partial", "noun", "number", "number")
ARTICLE = template("first word of the phrase, class of the noun", "word", "noun")
Q_BEFORE = template("word before the quotation, side, relation", "word", "number", "rel")
Q_AFTER = template("word after the quotation, side, relation", "word", "number", "rel")
STANDS = template("what stands between, side, kind", "number", "number", "number")
FIRST = template("first or last before, partial, kind", "number", "number", "number")
ROOT = template("subject of the sentence, kind, side", "number", "number", "number")
DENIED = template("verb is denied, class", "number", "verb")
POSSESSIVE = template("noun that it owns, link", "word", "number")
SHARED = template("verb, its verb, relation", "word", "verb", "rel")
NUMBER = template("more than one, first word of speech", "number", "word")
AWAY = template("sentences away, kind, relation", "number", "number", "rel")
AWAY_CLASS = template("sentences away, class of the verb, relation", "number", "verb", "rel")
AWAY_ALONE = template("sentences away, shape, kind", "number", "number", "number")
AWAY_SPEAKS = template("sentences away, speaks there, kind", "number", "number", "number")
AWAY_ORDER = template("sentences away, which of its candidates, relation", "number", "number", "rel")
AWAY_VERB = template("verb in another sentence, before or after, relation", "word", "number", "rel")
AWAY_MARK = template("last mark of that sentence, away, relation", "word", "number", "rel")
OFTEN = template("times named, sentences away, kind", "number", "number", "number")
NOBODY = template("nobody: shape, partial, length", "number", "number", "number")
NOBODY_BEFORE = template("nobody: word before", "word", "number")
NOBODY_AFTER = template("nobody: word after", "word", "number")
NOBODY_HOLD = template("nobody: relation of the quotation, class of what holds it", "rel", "verb", "number")
NOBODY_VERBS = template("nobody: classes of the sentence's verbs, partial", "number", "number")
NOBODY_NEAR = template("nobody: candidates of its own sentence, partial", "number", "number")
SPEECH = template("speech: shape, partial, length", "number", "number", "number")
SPEECH_CASE = template("speech: capitals, length, ending", "number", "number", "number")
SPEECH_BEFORE = template("speech: word before, capitals", "word", "number")
SPEECH_AFTER = template("speech: word after, ending", "word", "number")
SPEECH_POS = template("speech: part of speech before and after, capitals", "pos", "pos", "number")
SPEECH_HOLD = template("speech: relation, part of speech of what holds it", "rel", "pos", "number")
SPEECH_HOLDER = template("speech: what holds it, relation", "word", "rel")
SPEECH_CLASS = template("speech: class of verb and noun that hold it, capitals", "verb", "noun", "number")
SPEECH_NEAR = template("speech: class of the nouns before, relation, capitals", "noun", "rel", "number")
SPEECH_VERBS = template("speech: classes of the sentence's verbs, partial, length", "number", "number", "number")
SPEECH_WORDS = template("speech: a word within, length", "word", "number")
SPEECH_FIRST = template("speech: part of speech of its first word and head", "pos", "pos", "number")
SPEECH_STYLE = template("speech: style of its marks and of the others", "number", "number")
SPEECH_ROLE = template("speech: it is subject of a verb of class", "rel", "verb", "number")
SPEECH_DENIED = template("speech: denied, nobody", "number", "number")
SPEECH_MARKS = template("speech: others in the sentence, capitals", "number", "number")


def named(feature: int, vocabulary: Sequence[str]) -> str:
    """What a feature says.

    >>> named(KIND + (1 << 22) + (_RELATION["nsubj"] << 10) + 1, [])
    'kind, relation, side: 1 nsubj 1'
    """
    name, kinds = _templates[feature >> 57]
    rest = feature & ((1 << 57) - 1)
    fillers = (rest >> 22, rest >> 10 & 4095, rest & 1023)
    told = [_told(kind, value, vocabulary) for kind, value in zip(kinds.split(), fillers, strict=False)]
    return f"{name}: {' '.join(told)}"


def _told(kind: str, value: int, vocabulary: Sequence[str]) -> str:
    if kind == "word":
        return vocabulary[value] if value else "(other)"
    if kind == "path":
        steps = []
        while value:
            steps.append(("↓" if value & 64 else "↑") + _RELATIONS[value & 63])
            value >>= 7
        return "".join(reversed(steps)) or "(far)"
    if kind == "kinds":
        return " ".join(_KINDS[value >> 4 * k & 15] for k in range(value.bit_length() // 4, -1, -1)) or "nothing"
    names = {"rel": _RELATIONS, "verb": VERBS, "noun": NOUNS, "pos": _POS}.get(kind)
    return str(value) if names is None else names[value] or "none"


class Words:
    """The words of one sentence as numbers, found once for all its utterances."""

    __slots__ = ("climbs", "held", "kinds", "low", "nouns", "numbers", "parse", "rel", "subjects", "verbs")

    def __init__(self, sentence: Sentence, vocabulary: Mapping[str, int]) -> None:
        assert sentence.parse is not None
        known = lexicon()
        self.parse: Parse = sentence.parse
        self.low = [form.lower() for form in sentence.forms]
        self.numbers = [vocabulary.get(low, 0) for low in self.low]
        self.rel = [_RELATION.get(one) or _RELATION.get(one.partition(":")[0], 0) for one in self.parse.relation]
        self.verbs = [
            known.verbs.get(low, 0) if pos in ("VERB", "AUX") else 0
            for low, pos in zip(self.low, self.parse.pos, strict=True)
        ]
        self.nouns = [_noun_class(low) for low in self.low]
        self.kinds = [
            _KINDS.index("quotation") if quoted >= 0 else _kind_of(low, pos, verb)
            for low, pos, verb, quoted in zip(self.low, self.parse.pos, self.verbs, sentence.quoted, strict=True)
        ]
        self.subjects = {
            head - 1 for head, one in zip(self.parse.head, self.rel, strict=True) if one in _SUBJECTS and head
        }
        self.climbs: dict[int, tuple[int, ...]] = {}
        self.held: dict[int, tuple[int, int]] = {}  # of a mention's head its verb and relation

    def climb(self, word: int) -> tuple[int, ...]:
        """The word and those above it."""
        if word not in self.climbs:
            found = [word]
            while len(found) < _WALK and self.parse.head[found[-1]]:
                above = self.parse.head[found[-1]] - 1
                if above in found:
                    break
                found.append(above)
            self.climbs[word] = tuple(found)
        return self.climbs[word]

    def verb_of(self, mention: Mention) -> tuple[int, int]:
        """The verb of a mention, and the relation by which it hangs on that; that of the first of several."""
        if mention.head not in self.held:
            at, relation, head = mention.head, self.rel[mention.head], self.parse.head
            for _ in range(4):
                if relation not in (_RELATION["conj"], _RELATION["appos"], _RELATION["flat"]) or not head[at]:
                    break
                at = head[at] - 1
                relation = self.rel[at]
            self.held[mention.head] = (head[at] - 1 if head[at] else -1), relation
        return self.held[mention.head]


_KINDS = [
    "?",
    "report",
    "judge",
    "think",
    "verb",
    "be",
    "comma",
    "colon",
    "mark",
    "noun",
    "pronoun",
    "preposition",
    "that",
    "and",
    "quotation",
    "adverb",
]
_OF_POS = {
    **dict.fromkeys(("NOUN", "PROPN", "NUM", "ADJ", "DET", "X", "SYM"), "noun"),
    **{"PRON": "pronoun", "ADP": "preposition", "SCONJ": "that", "CCONJ": "and", "AUX": "be", "VERB": "verb"},
    **{"ADV": "adverb", "PART": "adverb", "INTJ": "adverb", "PUNCT": "mark"},
}


def _kind_of(low: str, pos: str, verb: int) -> int:
    """A coarse kind of a word, a number of `_KINDS`."""
    if low in (",", ":"):
        return 6 if low == "," else 7
    if low in ("who", "which", "that", "whom"):
        return 12
    if 0 < verb < 4:
        return verb
    return _KINDS.index(_OF_POS.get(pos, "?"))


def _noun_class(low: str) -> int:
    known = lexicon().nouns
    return known.get(low) or (known.get(low[:-1], 0) if low.endswith("s") else 0) or (1 if low.endswith("-old") else 0)


def _apart(verb: int, mention: Mention) -> int:
    """How far a mention stands from its verb, in steps; 16 and more behind it."""
    if verb < 0:
        return 15
    gap = verb - mention.last if verb > mention.last else mention.first - verb
    return (_STEPS[gap] if 0 <= gap < len(_STEPS) else _FAR) + (16 if verb < mention.first else 0)


class Scene:
    """One utterance with its sentence, from which the features of all its candidates are made."""

    def __init__(
        self,
        text: str,
        stretch: Stretch,
        index: int,
        sentence: Sentence,
        vocabulary: Mapping[str, int],
        cache: dict[int, Words],
    ) -> None:
        self.text, self.stretch, self.index, self.sentence = text, stretch, index, sentence
        self.vocabulary, self.cache = vocabulary, cache
        self.words = self._words(sentence)
        words = self.words
        self.first, self.last = sentence.places[index]
        self.root = sentence.root_of(index)
        self.partial = int(is_partial(text, stretch, sentence.start))
        mark = ending(text, stretch)
        self.end = _ENDS.get(mark, 4 if mark.isalnum() else 5)
        inside = text[stretch.inside.start : min(stretch.inside.end, stretch.inside.start + 400)].split()
        self.inside = inside
        self.capitals = _capitals(inside)
        self.style = 0  # of its marks: 0 double; 1 single among double ones, 2 single ones alone
        self.length = _SHORT[len(inside)] if len(inside) < len(_SHORT) else 7
        size = len(words.low)
        self.before = words.numbers[self.first - 1] if self.first else 0
        self.after = words.numbers[self.last + 1] if self.last + 1 < size else 0
        self.before_two = words.numbers[self.first - 2] if self.first > 1 else 0
        self.after_two = words.numbers[self.last + 2] if self.last + 2 < size else 0
        outside = [k for k in range(size) if sentence.quoted[k] < 0]
        self.cues = (
            int(any(words.low[k] == "according" for k in outside))
            + 2 * int(any(words.verbs[k] == 1 for k in range(self.last + 1, min(size, self.last + 4))))
            + 4 * int(any(words.verbs[k] == 1 for k in range(max(0, self.first - 3), self.first)))
            + 8 * min(2, sum(words.verbs[k] == 1 for k in outside))
        )
        opens, closes = self.first == 0, self.last >= size - 2
        self.shape = opens * 2 + closes
        self.alone = self.shape == 3 and self.first == 0 and self.last >= size - 1
        self.holder = words.parse.head[self.root] - 1
        if self.first <= self.holder <= self.last:
            self.holder = -1
        self.hold = words.rel[self.root]
        self.above = words.climb(self.root)
        seen = {words.verbs[k] for k in range(size) if sentence.quoted[k] < 0}
        self.classes = sum(1 << (c - 1) for c in seen if 0 < c < 5)

    def _words(self, sentence: Sentence) -> Words:
        found = self.cache.get(id(sentence))
        if found is None:
            found = self.cache[id(sentence)] = Words(sentence, self.vocabulary)
        return found

    def own(self, mention: Mention, between: int, order: int) -> list[int]:
        """The features of a candidate in the utterance's own sentence.

        Args:
            mention: The candidate.
            between: How many other candidates stand between it and the quotation.
            order: 1 for the first of the sentence, 2 for the last before the quotation, 3 for both, else 0.
        """
        words, head, k = self.words, mention.head, mention.kind
        numbers, partial = words.numbers, self.partial
        left = mention.last < self.first
        side = int(left)
        gap = self.first - mention.last if left else mention.first - self.last
        steps = _STEPS[gap] if 0 <= gap < len(_STEPS) else _FAR
        relation = words.rel[head]
        climb = words.climb(head)
        above = self.above
        meet = next((one for one in climb if one in above), -1)
        path, far = 0, meet < 0
        if not far:
            ups, downs = climb.index(meet), above.index(meet)
            if ups + downs <= _DEEP:
                for one in climb[:ups]:
                    path = path << 7 | words.rel[one]
                for one in reversed(above[:downs]):
                    path = path << 7 | 64 | words.rel[one]
        else:
            downs = 9
        verb, role = words.verb_of(mention)
        verb_class = words.verbs[verb] if verb >= 0 else 0
        word = numbers[verb] if verb >= 0 else 0
        # How its verb holds the quotation: 1 directly, 2 to 4 further up, 5 hangs on it, 6 beside, 7 no verb.
        if verb < 0:
            link = 7
        elif verb in above:
            link = min(4, above.index(verb)) if above.index(verb) else 8
        elif self.root in words.climb(verb):
            link = 5
        else:
            link = 6
        near = -1 if verb < 0 else (self.first - verb if verb < self.first else verb - self.last)
        nearness = _STEPS[near] if 0 <= near < len(_STEPS) else _FAR
        meeting = words.verbs[meet] if meet >= 0 else 0
        head_class = words.nouns[head]
        lo, hi = (mention.last + 1, self.first) if left else (self.last + 1, mention.first)
        hi = min(hi, lo + 40)
        stands = 0
        for j in range(lo, hi):
            low = words.low[j]
            if self.sentence.quoted[j] >= 0:
                stands |= 2
            elif low == ",":
                stands |= 1
            elif low in ("that", "who", "which", "because", "as", "when", "if"):
                stands |= 4
            elif low in ("and", "but", "or"):
                stands |= 8
        verb_parse = words.parse
        pattern = 0
        run = -1
        kinds = []
        for j in range(lo, min(hi, lo + 24)):
            symbol = words.kinds[j]
            if symbol != run:
                kinds.append(symbol)
            run = symbol
        for symbol in kinds[:8]:
            pattern = pattern << 4 | symbol
        near_pattern = 0
        for symbol in (*kinds[:2], 0, *kinds[-3:]):
            near_pattern = near_pattern << 4 | symbol
        string = 0
        if hi - lo < 6:
            for j in range(lo, hi):
                string = (string * 4099 + numbers[j] + (1 if words.low[j] not in self.vocabulary else 0)) % (1 << 35)
        denied = 0
        subject = 0
        if verb >= 0:
            for child in verb_parse.children(verb):
                if words.low[child] in ("not", "n't", "never", "n’t"):
                    denied = 1
            subject = int(role in _SUBJECTS and not verb_parse.head[verb])
        before = numbers[mention.first - 1] if mention.first else 0
        size = len(numbers)
        after = numbers[mention.last + 1] if mention.last + 1 < size else 0
        ps = partial * 2 + side
        inner, telling, first_verb = 0, -1, 0
        for one in above[1:]:
            if words.verbs[one] and not first_verb:
                first_verb = words.verbs[one]
            if telling < 0 and (words.verbs[one] or one == verb):
                telling = one
            if one == verb:
                break
            inner += one in words.subjects
        else:
            inner = 6
        inner = min(inner, 6)
        shares = int(telling == verb) + 2 * int(inner == 0)
        tell_word = numbers[telling] if telling >= 0 else 0
        tell_class = words.verbs[telling] if telling >= 0 else 0
        found = [
            PATH + (path << 22),
            PATH_KIND + (path << 22) + (k << 10),
            PATH_CLASS + (path << 22) + (meeting << 10),
            PATH_VERB + (path << 22) + ((numbers[meet] if meet >= 0 else 0) << 10),
            CHAIN + (inner << 22) + (verb_class << 10) + first_verb * 2 + side,
            INHERITED + (tell_word << 22) + ((shares * 8 + inner) << 10) + role,
            INHERITED_CLASS + (tell_class << 22) + ((shares * 8 + inner) << 10) + role * 2 + side,
            VERB + (word << 22) + (role << 10) + side,
            CLASS + (verb_class << 22) + (role << 10) + ps,
            CLASS_NEAR + (verb_class << 22) + (nearness << 10) + side,
            VERB_LINK + (word << 22) + (link << 10) + side,
            LINK + (link << 22) + (role << 10) + verb_class,
            LINK_PARTIAL + (link << 22) + (role << 10) + ps,
            HOLDS + (self.hold << 22) + (verb_class << 10) + role,
            HOLDER + ((numbers[self.holder] if self.holder >= 0 else 0) << 22) + (link << 10) + role,
            DISTANCE + (steps << 22) + (side << 10) + k,
            BETWEEN + (between << 22) + (side << 10) + k,
            BEFORE + (before << 22) + (side << 10),
            AFTER + (after << 22) + (side << 10),
            BEFORE_TWO + (before << 22) + ((numbers[mention.first - 2] if mention.first > 1 else 0) << 10),
            AFTER_TWO + (after << 22) + ((numbers[mention.last + 2] if mention.last + 2 < size else 0) << 10),
            Q_BEFORE_TWO + (self.before << 22) + (self.before_two << 10) + role * 2 + side,
            Q_AFTER_TWO + (self.after << 22) + (self.after_two << 10) + role * 2 + side,
            CUES + (self.cues << 22) + (role << 10) + verb_class * 2 + side,
            PATTERN + (pattern << 22) + (side << 10) + k,
            PATTERN_NEAR + (near_pattern << 22) + (side << 10) + k,
            STRING + (string << 22) + ((min(hi - lo, 6) * 2 + side) << 10) + k,
            PLACES + (nearness << 22) + (_apart(verb, mention) << 10) + verb_class * 2 + side,
            KIND + (k << 22) + (relation << 10) + side,
            NOUN_CLASS + (head_class << 22) + (side << 10) + partial,
            Q_BEFORE + (self.before << 22) + (side << 10) + role,
            Q_AFTER + (self.after << 22) + (side << 10) + role,
            STANDS + (stands << 22) + (side << 10) + k,
            FIRST + (order << 22) + (partial << 10) + k,
            ROOT + (subject << 22) + (k << 10) + side,
        ]
        if k != NAME:
            found.append(WORD + (numbers[head] << 22) + (side << 10))
            found.append(ARTICLE + (numbers[mention.first] << 22) + (head_class << 10))
        if denied:
            found.append(DENIED + (denied << 22) + (verb_class << 10))
        if relation == _POSSESSIVE:
            found.append(POSSESSIVE + (numbers[verb_parse.head[head] - 1] << 22) + (link << 10))
        if verb >= 0 and verb_parse.head[verb]:
            up = verb_parse.head[verb] - 1
            found.append(SHARED + (word << 22) + (words.verbs[up] << 10) + words.rel[verb])
        if mention.plural or (k == PRONOUN and words.low[head] in ("they", "we")):
            found.append(NUMBER + (1 << 22) + 0)
        return found

    def verb_of(self, mention: Mention) -> int:
        """The verb of a mention, or -1."""
        return self._words(mention.sentence).verb_of(mention)[0]

    def speaks(self, mention: Mention) -> bool:
        """Whether a mention of another sentence is subject of a verb of speech there."""
        words = self._words(mention.sentence)
        verb, role = words.verb_of(mention)
        return verb >= 0 and words.verbs[verb] == 1 and role in _SUBJECTS

    def other(self, mention: Mention, away: int, order: int, often: int) -> list[int]:
        """The features of a candidate in another sentence.

        Args:
            mention: The candidate.
            away: Which sentence: 1 to 3 before in the paragraph, 4 to 6 in the one before, 7 further, 8 after,
                9 in the next paragraph.
            order: Which of its sentence's candidates, from the first.
            often: How often the article names it, up to 5.
        """
        words, k = self._words(mention.sentence), mention.kind
        verb, role = words.verb_of(mention)
        verb_class = words.verbs[verb] if verb >= 0 else 0
        word = words.numbers[verb] if verb >= 0 else 0
        shape = self.shape * 2 + self.partial
        sentence = mention.sentence
        speaks = int(bool(sentence.inside)) + 2 * int(verb_class == 1 and role in _SUBJECTS)
        last = words.numbers[-1] if words.numbers else 0
        found = [
            AWAY + (away << 22) + (k << 10) + role,
            AWAY_CLASS + (away << 22) + (verb_class << 10) + role,
            AWAY_ALONE + (away << 22) + (shape << 10) + k,
            AWAY_SPEAKS + (away << 22) + (speaks << 10) + k,
            AWAY_ORDER + (away << 22) + (order << 10) + role,
            AWAY_VERB + (word << 22) + (int(away > 7) << 10) + role,
            AWAY_MARK + (last << 22) + (away << 10) + role,
            OFTEN + (often << 22) + (away << 10) + k,
            NOUN_CLASS + (words.nouns[mention.head] << 22) + (2 << 10) + self.partial,
        ]
        if k != NAME:
            found.append(WORD + (words.numbers[mention.head] << 22) + (2 << 10))
        return found

    def nobody(self, own: int) -> list[int]:
        """The features of nobody; `own` candidates stand in the sentence."""
        shape = self.shape + 4 * int(self.alone)
        holder = self.words.verbs[self.holder] if self.holder >= 0 else 0
        return [
            NOBODY + (shape << 22) + (self.partial << 10) + self.length,
            NOBODY_BEFORE + (self.before << 22) + (self.partial << 10),
            NOBODY_AFTER + (self.after << 22) + (self.partial << 10),
            NOBODY_HOLD + (self.hold << 22) + (holder << 10) + self.partial,
            NOBODY_VERBS + (self.classes << 22) + (self.partial << 10),
            NOBODY_NEAR + (min(own, 7) << 22) + (self.partial << 10),
        ]

    def speech(self) -> list[int]:
        """The features by which speech is told from titles, scare quotes and the like."""
        words, parse, sentence = self.words, self.words.parse, self.sentence
        capitals = self.capitals
        size, length = len(words.low), self.length
        pos_before = _POSITION.get(parse.pos[self.first - 1], 0) if self.first else 0
        pos_after = _POSITION.get(parse.pos[self.last + 1], 0) if self.last + 1 < size else 0
        holder, relation = self.holder, self.hold
        holder_pos = _POSITION.get(parse.pos[holder], 0) if holder >= 0 else 0
        holder_verb = words.verbs[holder] if holder >= 0 else 0
        holder_noun = words.nouns[holder] if holder >= 0 else 0
        near = 0
        for k in range(self.first - 1, max(-1, self.first - 5), -1):
            if sentence.quoted[k] < 0 and words.nouns[k] and not near:
                near = words.nouns[k]
        inner_head = _POSITION.get(parse.pos[self.root], 0)
        inner_first = _POSITION.get(parse.pos[min(self.first + 1, self.last)], 0)
        others = min(3, len(sentence.inside) - 1)
        ce = capitals * 8 + self.end
        subject_of = holder_verb if relation in _SUBJECTS else 0
        nobody = int(any(one == _NOBODY for one in words.nouns[: self.first]))
        denied = int(
            any(low in ("never", "not", "n't", "n’t") for low in words.low[max(0, self.first - 6) : self.first])
        )
        led = self.first > 0 and words.low[self.first - 1] in (",", ":")
        found = [
            SPEECH + ((self.shape * 2 + led) << 22) + (self.partial << 10) + length,
            SPEECH_CASE + (capitals << 22) + (length << 10) + self.end,
            SPEECH_BEFORE + (self.before << 22) + (capitals << 10),
            SPEECH_AFTER + (self.after << 22) + (self.end << 10),
            SPEECH_POS + (pos_before << 22) + (pos_after << 10) + ce,
            SPEECH_HOLD + (relation << 22) + (holder_pos << 10) + ce,
            SPEECH_HOLDER + ((words.numbers[holder] if holder >= 0 else 0) << 22) + (relation << 10),
            SPEECH_CLASS + (holder_verb << 22) + (holder_noun << 10) + capitals,
            SPEECH_NEAR + (near << 22) + (relation << 10) + capitals,
            SPEECH_VERBS + (self.classes << 22) + (self.partial << 10) + length,
            SPEECH_FIRST + (inner_first << 22) + (inner_head << 10) + capitals,
            SPEECH_STYLE + (self.style << 22) + (self.end << 10),
            SPEECH_ROLE + (relation << 22) + (subject_of << 10) + self.end,
            SPEECH_DENIED + (denied << 22) + (nobody << 10),
            SPEECH_MARKS + (others << 22) + (capitals << 10),
        ]
        if length < 6:
            get = self.vocabulary.get
            found += {
                SPEECH_WORDS + (get(one.lower().strip(".,?!;:"), 0) << 22) + (length << 10) for one in self.inside
            }
        return found


_SUBJECTS = (_RELATION["nsubj"], _RELATION["nsubj:pass"])
_POSSESSIVE = _RELATION["nmod:poss"]
_NOBODY = NOUNS.index("nobody")


def _capitals(inside: Sequence[str]) -> int:
    """0 small first letter, 1 a capital and small words, 2 a title's capitals, 3 one capitalised word, 4 figures."""
    if not inside or not inside[0][:1].isalnum():
        return 5
    if inside[0][:1].islower():
        return 0
    if inside[0][:1].isdigit():
        return 4
    if len(inside) == 1:
        return 3
    small = lexicon().small
    titled = len(inside) <= 12 and all(
        not one[:1].islower() or (one.lower() in small and len(one) < 6) for one in inside
    )
    return 2 if titled and any(one[:1].isupper() and len(one) > 1 for one in inside[1:]) else 1


def vocabulary_words(sentences: Sequence[Sentence]) -> Mapping[str, int]:
    """How often each word that may stand in a vocabulary occurs: lower-case words outside names, and marks."""
    counts: dict[str, int] = {}
    for sentence in sentences:
        if sentence.parse is None:
            continue
        for form, pos in zip(sentence.forms, sentence.parse.pos, strict=True):
            if pos != "PROPN" and form == form.lower() and form.isascii() and len(form) < 16:
                counts[form] = counts.get(form, 0) + 1
    return counts
