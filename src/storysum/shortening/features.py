"""The features of a cut, from which the headline model makes a score, and of a word: how likely is it in the title?"""

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from functools import cache, partial
from importlib.resources import files

from attrs import frozen

from storysum.model.article import Article
from storysum.shortening.constraints import NEEDED
from storysum.shortening.sentences import Cut, Sentence
from storysum.terms.counts import terms
from storysum.terms.words import normalizer
from storysum.text.body import in_body

TOLD_IN = 20
"""A headline is made from one of the first so many sentences of the body."""
_STEP = 256  # a sixteenth of log-odds, in the units of the word weights
_STOP_WORD = 120  # the chance that a title has a given stop word, in thousandths
_USUAL = 6  # words of a typical title
_BRIEF = 4
_FULL = 12  # words
_BEHIND = ("obj", "obl", "nmod", "acl", "advcl", "xcomp", "ccomp")

FEATURES = {
    "always": "1, of every cut",
    "shared": "what it is likely to share with a title, in thousandths",
    "likely": "how many of its words a title is likely to have, in sixths",
    "opening": "of its words but stop words, how many in a hundred the first sentence has",
    "behind": "not from the first sentence",
    "later": "from no sentence of the first four",
    "often": "of the same, in how many of the first forty sentences each stands, at most five; tenths, the mean",
    "odds": "what keep gives a word in the mean, in sixteenths",
    "paid": "prices of what should have stayed, in sixteens, at most 16",
    "dropped": "phrases that went from behind what they hang on, but for times and what a comma parts",
    "modifiers": "words before a noun that went: “European” of “European leaders”",
    "opens on a pronoun": "who is meant is said elsewhere",
    "opens on the": "the thing was brought up before",
    "brief": "it has four words or fewer",
    "room": "how many words it has fewer than twelve, where some went",
    "stump": "what its end needs went: “appeared” of “appeared on television”",
    "bare": "a word went from between “a” and its noun: “rare” of “a rare honour”",
}
"""The features of a cut, with their descriptions."""
WORD_FEATURES = {
    "": "always",
    "keep": "its log-odds, in sixteenths",
    "keep in the opening": "the same in the first sentence",
    "sentences": "in how many of the first forty it stands, at most 10",
    "share": "in how many of a hundred",
    "once": "in this one only",
    "capital": "it has a capital within the sentence",
    "capital sentences": "then in how many sentences it stands, at most 10",
    "name": "a proper noun",
    "noun": "a noun",
    "verb": "a verb",
    "adjective": "an adjective",
    "number": "a number",
    "place": "how many words stand before it, at most 30",
    "opening": "it is of the first sentence",
}
"""The features of a word that is no stop word, for the chance that a title has it."""


@frozen
class _Model:
    """The content of `weights/headline.txt`: weights by name, and chances (thousandths) for log-odds from -6 to 6."""

    cut: Mapping[str, int]
    word: tuple[int, ...]
    chances: tuple[int, ...]

    def chance(self, features: Sequence[int]) -> int:
        """The chance that a title has a word, in thousandths."""
        total = sum(weight * value for weight, value in zip(self.word, features, strict=True))
        middle = len(self.chances) // 2
        return self.chances[min(2 * middle, max(0, middle + total // _STEP))]


@cache
def model() -> _Model:
    """The weights that are shipped."""
    text = files("storysum.shortening").joinpath("weights", "headline.txt").read_text(encoding="utf-8")
    rows = [line.rpartition(":") for line in text.splitlines() if line and not line.startswith("#")]
    told = {name: tuple(map(int, values.split())) for name, _, values in rows}
    return _Model(
        {name: told[name][0] for name in FEATURES if name in told},
        tuple(told[f"word {name}".strip()][0] for name in WORD_FEATURES),
        told["chances"],
    )


class Matter:
    """The number of first sentences that each word stands in, and the words of the opening sentence."""

    def __init__(self, article: Article) -> None:
        counted = terms(article)
        size = min(2 * TOLD_IN, len(counted))
        numbers = counted.indices[: counted.indptr[size]].tolist()  # a row has each word once
        self.body = in_body(article)
        self.normal = normalizer(article.language)
        self.of = Counter(counted.vocabulary[number] for number in numbers)
        self.sentences = max(1, size)
        first = self.body.index(True) if True in self.body else 0
        self.opening = frozenset(counted.vocabulary[number] for number in counted.row(first)) if size else frozenset()


def words_of(sentence: Sentence, matter: Matter, words: Sequence[int], opening: bool) -> dict[str, tuple[int, ...]]:
    """The values of `WORD_FEATURES` for the distinct words among these, without stop words, by normal form."""
    parse, found = sentence.parse, dict[str, tuple[int, ...]]()
    for word in words:
        form, odds = matter.normal(parse.forms[word]), parse.odds[word]
        if not form or form in found:
            continue
        stands, capital = matter.of[form], sentence.reading.capital(word) and word > 0
        often, share = min(10, stands), 100 * stands // matter.sentences
        said = (
            *(1, odds, odds * opening, often, share, stands < 2, capital, often * capital),
            *(parse.pos[word] == name for name in ("PROPN", "NOUN", "VERB", "ADJ", "NUM")),
            *(min(30, word), opening),
        )
        found[form] = tuple(map(int, said))
    return found


def features(article: Article, index: int, sentence: Sentence, cut: Cut, matter: Matter) -> dict[str, int]:
    """The `FEATURES` of a cut that are not zero."""
    r, parse = sentence.reading, sentence.parse
    words = [word for word in cut.words if not sentence.mark[word]]
    shown = " ".join(span.of(article.text) for span in cut.kept).split()
    length = sum(any(map(str.isalnum, one)) for one in shown)  # a mark alone is no word
    place = sum(matter.body[:index])
    known = words_of(sentence, matter, words, place == 0)
    chances = [model().chance(told) for told in known.values()]
    stops = length - len(chances)
    gone = _modifiers(sentence, cut)
    bare = {r.parent(word) for word in gone if r.base[word] == "amod"}
    bare -= {r.parent(word) for word in words if r.base[word] in ("amod", "compound")}  # “a [new] record label”
    opener = words[0] - (words[0] - 1 in sentence.omissible)  # “The” of “The studio”, even if it went
    said = {
        "always": True,
        "shared": 2 * (sum(chances) + _STOP_WORD * stops) // (length + _USUAL),
        "likely": sum(chances) * 6 // 1000,
        "opening": 100 * len(matter.opening.intersection(known)) // max(1, len(known)),
        "behind": place > 0,
        "later": place > 3,
        "often": 10 * sum(min(5, matter.of[form]) for form in known) // max(1, len(known)),
        "odds": sum(parse.odds[word] for word in words) // len(words),
        "paid": min(16, -(-cut.paid // 16)),
        "dropped": sum(map(partial(_is_dropped, sentence, {*words}), range(len(parse)))),
        "modifiers": len(gone),
        # “There are moments that …” says even less of whom it tells.
        "opens on a pronoun": r.pronoun(next(filter(r.refers, words), words[0])) + (r.low[words[0]] == "there"),
        "opens on the": r.low[opener] in ("the", "this", "that", "these", "those") and not r.capital(opener + 1),
        "brief": len(words) <= _BRIEF,
        "room": max(0, _FULL - length) * (len(words) < len(parse) - sum(sentence.mark)),
        "stump": _is_stump(sentence, words),
        "bare": any(r.low[kid] in ("a", "an") for noun in bare for kid in r.kids(noun, "det")),
    }
    return {name: int(value) for name, value in said.items() if value}


def _is_stump(sentence: Sentence, words: Sequence[int]) -> bool:
    """Whether something behind the last word went that this word or one of its ancestors needs."""
    path = sentence.path(words[-1])
    return not sentence.whole and any(
        sentence.parents[word] in path and (sentence.prices[word] or 0) >= NEEDED
        for word in range(words[-1] + 1, len(sentence.parse))
    )


def _is_dropped(sentence: Sentence, kept: Set[int], word: int) -> bool:
    """Whether a word heads a phrase that went although its head, which stands before it, stayed."""
    r, above = sentence.reading, sentence.parents[word]
    if above is None or word in kept or above not in kept or word < above or r.base[word] not in _BEHIND:
        return False
    return not (r.temporal(word) or r.after_comma(word))


def _modifiers(sentence: Sentence, cut: Cut) -> list[int]:
    """The words that went before a noun that stayed: “European” of “European leaders”."""
    r, kept = sentence.reading, set(cut.words)
    before = [word for word in range(len(sentence.parse)) if word not in kept and word < r.parent(word) in kept]
    called = [word for word in sentence.called if word not in kept and word < (sentence.parents[word] or 0) in kept]
    kinds = {"amod", "compound", "nummod", "nmod:desc"}
    return [*(word for word in before if kinds & {r.base[word], sentence.parse.relation[word]}), *called]
