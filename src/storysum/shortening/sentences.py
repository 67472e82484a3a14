"""A parsed sentence made ready to be cut: its pieces, its marks, and how a cut reads."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from functools import cache
from importlib.resources import files
from itertools import pairwise
from zlib import crc32

from attrs import evolve, frozen

from storysum.marks import CLOSERS, DOUBLE, OPENING, SINGLE
from storysum.model.article import Article
from storysum.model.budget import Limits, count_words
from storysum.model.parse import Parse
from storysum.model.span import Span
from storysum.parses import parses
from storysum.shortening.constraints import LEAST_MARGIN, Reading, price
from storysum.shortening.pruning import Piece, best_subtree
from storysum.text.data import is_honorific
from storysum.text.gaps import without

__all__ = ["LONGEST", "Cut", "Sentence", "sentences", "shortened", "weights_name"]

LONGEST = 200
"""Sentences of more words are not shortened: the parser reads them in windows."""
GIVEN_NAME = 8
"""What it costs, in sixteenths, to leave out a given name where the story says the surname alone, too."""
_WORD = 40  # characters
_BRACKETS = {"(": ")", "[": "]", "{": "}"}
_PAUSES = frozenset((",", ";", ":", "–", "—", "-", "--", "‒", "―", "、"))
_STOPS = frozenset((".", "!", "?", "…", "...", "?!", "!!", ".."))
# What a sentence cannot end on, unless it did so from the first.
_OPEN_ENDS = frozenset(("ADP", "DET", "CCONJ", "SCONJ", "AUX", "PART"))
_NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM"))
_NO_VERB = frozenset(("amod", "nsubj", "csubj", "compound", "acl"))
_CLOSE = frozenset((",", ";", ":", *_STOPS))  # no space stands before them
_NARROWS = ("nmod", "acl", "amod", "compound", "nummod")
_REPAIRS = 12
_BARRED = 2**20
_HELD = ("conj", "acl", "advcl", "appos", "parataxis", "nmod")


@frozen
class Cut:
    """A sentence with words left out.

    Attributes:
        kept: What stays, in order.
        words: The indices of the words and marks that stay.
        worth: The log-odds of keep of what stays, in sixteenths, less the prices.
        paid: The prices of what was left out though it should have stayed: 0 for a sure cut.
        lost: The sum of what keep gave to words that were left out, where it would have kept them.
        margin: The least margin of an arc that was cut.
        clause: Whether it is made of another clause than the main one.
    """

    kept: tuple[Span, ...]
    words: tuple[int, ...]
    worth: int
    paid: int
    lost: int
    margin: int
    clause: bool = False


def sentences(article: Article, wanted: Sequence[int]) -> list[Sentence]:
    """Sentences of an article, parsed in one batch; what stands in its gaps is not read.

    Cost: linear in their words.
    """
    return [Sentence(one, _surnames(article.text, one)) for one in parses(article, wanted)]


def _surnames(text: str, parse: Parse) -> frozenset[int]:
    """The last words of names by which the text calls somebody without the words before: “Holm” of “Petra Holm”."""
    found = set()
    for word, relation in enumerate(parse.relation):
        if not relation.startswith("flat") or parse.pos[word] != "PROPN":
            continue
        for match in re.finditer(rf"\b{re.escape(parse.forms[word])}\b(?!\s+[^\W\d_a-z])", text):
            before = (text[max(0, match.start() - _WORD) : match.start()].split() or [""])[-1]
            before = before.strip("“”\"'‘(")
            if before[:1].islower() or is_honorific(before):
                found.add(word)
                break
    return frozenset(found)


def shortened(article: Article, *, words: int | None = None, characters: int | None = None) -> Cut | None:
    """The one sentence of an article, cut; None where nothing of it fits without harm.

    Where no cut of the main clause fits, another clause is told that stands beside it. A sentence that
    cannot be cut (another language, marks that do not pair) stays whole where it fits.
    """
    (sentence,) = sentences(article, [0])
    limits = Limits(words, None, characters)
    if sentence.whole or article.language != "en":
        whole = sentence.uncut(article.sentences[0])
        shown = without(article.text, article.sentences[0], article.gaps)
        return whole if limits.allow(words=count_words(shown), sentences=1, characters=len(shown)) else None
    found = (sentence.cut(words=words, characters=characters, root=root) for root in sentence.clauses)
    return next((cut for cut in found if cut is not None), None)


@cache
def weights_name() -> str:
    """The checksum of the network's weights."""
    stored = files("storysum.syntax").joinpath("weights", "english.npz").read_bytes()
    return f"{crc32(stored):08x}"


class Sentence:
    """A parse with what stays together in it.

    Attributes:
        parse: The parse, with spans.
        whole: Whether it cannot be cut at all: it is too long, or its marks do not pair.
    """

    def __init__(self, parse: Parse, surnames: Set[int] = frozenset()) -> None:
        """With the words that stand for the names that they end."""
        self.parse = parse
        self.reading = Reading(parse)
        size = len(parse)
        self.mark = tuple(
            parse.pos[word] == "PUNCT" and not any(map(str.isalnum, form)) for word, form in enumerate(parse.forms)
        )
        self.parents = [parse.parent(word) for word in range(size)]
        pairs = _pairs(parse)
        self.pairs = pairs or []
        self.articles: set[int] = set()  # what a headline can do without
        self.whole = pairs is None or not 0 < size <= LONGEST or not parse.roots or all(self.mark)
        if self.whole:
            return
        self.prices = [0 if self.mark[word] else price(self.reading, word) for word in range(size)]
        self.called: set[int] = set()  # names of people whom the story calls by the surname, too
        self._hang_lists()
        self._hang_anew()
        self._hang_titles()
        self._hang_names(surnames)
        self.tied = [one is None for one in self.prices]
        self.articles |= {word for word in range(size) if self._is_article(word)}
        self.inside: dict[int, int] = {}  # of a mark of a pair, a word inside
        for first, last in pairs or ():
            words = [word for word in range(first + 1, last) if not self.mark[word]]
            self._tie(words)
            for mark in (first, last):
                self.inside[mark] = words[0] if words else self.parents[mark] or 0
        for chunk in self._chunks():
            self._tie([word for word in chunk if not self.mark[word]])

    def _chunks(self) -> list[list[int]]:
        """Words with no white space between them."""
        spans, found = self.parse.words, [[0]]
        for word in range(1, len(spans)):
            if spans[word].start > spans[word - 1].end:
                found.append([])
            found[-1].append(word)
        return found

    def _hang_lists(self) -> None:
        """“A, B and C”: B hangs on C, so that no list loses its end; “and” always hangs on what it joins."""
        r = self.reading
        for head in range(len(self.parse)):
            kids = r.kids(head, "conj")
            for cc in r.kids(head, "cc"):
                joined = next((kid for kid in kids if cc < kid), None)
                if joined is not None and head < cc and not r.kids(joined, "cc"):
                    self.parents[cc], self.prices[cc] = joined, None
            last = next((kid for kid in reversed(kids) if r.kids(kid, "cc")), None)
            for kid in kids:
                if last is not None and kid < last and not r.kids(kid, "cc"):
                    self.parents[kid] = last

    def _hang_anew(self) -> None:
        """“…, according to Holm”, “…, Holm said” behind a pause tell of the whole sentence, wherever they hung."""
        r, end = self.reading, len(self.parse) - 1
        while end and self.mark[end]:
            end -= 1
        for word in range(len(self.parse)):
            if r.base[word] in ("case", "mark") and r.parse.relation[r.parent(word)] == "nmod:desc":
                self.parents[word] = r.parent(r.parent(word))  # “at goalkeeper Holm”: Holm is the noun
            if r.parse.pos[r.parent(word)] == "PROPN" and r.base[word] in ("compound", "amod"):
                # “England forward Petra Holm”: England goes with forward, and does not stay without it.
                roles = [one for one in r.kids(r.parent(word)) if r.parse.relation[one] == "nmod:desc"]
                self.parents[word] = next((one for one in roles if word < one), self.parents[word])
            if r.parent(word) == word or not r.after_comma(word):
                continue
            if r.base[word] == "dep":  # “On Thursday, 9 February”: it goes with what stands before the pause
                self.parents[word] = next(
                    (one for one in range(r.left(word) - 1, -1, -1) if not self.mark[one]), r.parent(word)
                )
            said = r.among(word, "reports") and r.is_clause(word) and end in self.parse.subtree(word)
            if (said and not r.kids(word, "mark") and r.base[word] != "acl") or r.opens_with(word, "sources"):
                self.parents[word], self.prices[word] = self.parse.root, None

    def _hang_titles(self) -> None:
        """“…, Walk This Way, …”: words in a row with capitals that the parser read as a clause are a name.

        It hangs on the noun before it, and what hung on it from outside on what the clause hung on.
        """
        r, forms, spans = self.reading, self.parse.forms, self.parse.words
        if sum(map(str.islower, forms)) < len(forms) / 2:
            return  # a title, or all capitals
        start = 1
        while start < len(forms):
            end = start
            while end < len(forms) and r.capital(end) and (end == start or spans[end].start == spans[end - 1].end + 1):
                end += 1
            inside = range(start, end)
            start = max(end, start + 1)
            tops = [word for word in inside if self.parents[word] not in inside]
            noun = next((word for word in range(inside.start - 1, -1, -1) if self.parse.pos[word] in _NOMINAL), None)
            if len(inside) < 2 or noun is None or not any(self.parse.pos[word] == "VERB" for word in tops):
                continue
            above = next(self.parents[word] for word in tops if self.parse.pos[word] == "VERB")
            if above is None or any(one in inside for one in self._path(above)):
                continue
            for word in range(len(forms)):
                if self.parents[word] in inside and word not in inside:
                    self.parents[word] = above
            apart = self.mark[inside.start - 1]
            self.parents[inside.start], self.prices[inside.start] = noun, 0 if apart else None
            for word in inside[1:]:
                self.parents[word], self.prices[word] = inside.start, None

    def _hang_names(self, surnames: Set[int]) -> None:
        """“Petra Holm”: Petra hangs on Holm, and may go where the story says Holm alone."""
        for head in range(len(self.parse)):
            flat = [kid for kid in self.parse.children(head) if self.parse.relation[kid].startswith("flat")]
            last = max(flat, default=head)
            named = range(head, last + 1)
            above = self.parents[head]
            if last not in surnames or above is None or any(self.parse.pos[one] != "PROPN" for one in named):
                continue
            if not set(named).isdisjoint(self._path(above)):
                continue  # other lists and tellers were hung below the name
            for word in range(len(self.parse)):
                if self.parents[word] == head:
                    self.parents[word] = last
            self.called.update(named)
            self.parents[last], self.prices[last] = self.parents[head], self.prices[head]
            for word in named[:-1]:
                self.parents[word], self.prices[word] = last, GIVEN_NAME

    def _path(self, word: int) -> list[int]:
        path, here = [word], self.parents[word]
        while here is not None and here not in path:
            path.append(here)
            here = self.parents[here]
        return path

    def _tie(self, words: Sequence[int]) -> None:
        """Make words one piece: those that hang on a word outside hang on the highest of them from now on."""
        if len(words) < 2:
            return
        head = min(words, key=lambda word: (len(self._path(word)), word))
        for word in words:
            self.articles.discard(word)
            if word != head:
                self.tied[word] = True
                if self.parents[word] not in words:
                    self.parents[word] = head

    def _is_article(self, word: int) -> bool:
        """Whether a headline can do without a word: the article of a thing, or of a name of two words and more.

        “A” right before its noun stays but in front: “without penny” is no English.
        """
        r, head = self.reading, self.reading.parent(word)
        first = min((one for one in r.kids(head) if r.base[one] not in ("case", "mark", "cc", "punct")), default=head)
        if r.base[word] != "det" or r.low[word] not in ("a", "an", "the") or first != word or word > head:
            return False
        if r.parse.pos[head] == "PROPN":
            return r.parse.pos[word + 1 : word + 3] == ("PROPN", "PROPN")
        if word and word + 1 == head and r.low[word] != "the":
            return False
        return r.parse.pos[head] == "NOUN" and not r.among(head, "amounts")

    def free_articles(self) -> None:
        """Let a headline do without every article outside of marks: where nothing fits otherwise."""
        r, quoted = self.reading, {word for first, last in self.pairs for word in range(first, last)}
        self.articles |= {
            word
            for word in range(len(self.parse))
            if r.base[word] == "det"
            and r.low[word] in ("a", "an", "the")
            and word not in quoted
            and r.parent(word) > word
            and not r.among(r.parent(word), "amounts")
        }

    def uncut(self, span: Span) -> Cut:
        """All of it."""
        return Cut((span,), tuple(range(len(self.parse))), sum(self.parse.odds), 0, 0, 9999)

    @property
    def clauses(self) -> list[int]:
        """The heads of clauses that can stand alone: the main one, and those that are joined to it."""
        r, root = self.reading, self.parse.root
        more = [
            kid
            for kid in r.kids(root, "conj", "parataxis")
            if r.is_clause(kid)
            and r.parse.pos[kid] in ("VERB", "AUX", "ADJ", "NOUN")
            and not self.tied[kid]
            and r.size(kid) > _SHORT
        ]
        return [root, *more]

    def pieces(
        self,
        root: int,
        bias: int = 0,
        loose: bool = False,
        barred: Set[int] = frozenset(),
    ) -> list[Piece]:
        """The pieces of a clause in preorder.

        Args:
            root: The head of the clause.
            bias: Added to the log-odds of each word.
            loose: Whether it is a headline: the last stop costs nothing, and articles may go.
            barred: Words that are not to stay.
        """
        size = len(self.parse)
        children: list[list[int]] = [[] for _ in range(size)]
        for word, parent in enumerate(self.parents):
            if parent is not None and not self.mark[word] and word != root:
                children[parent].append(word)
        cost = self._costs(loose)
        odds = self.parse.odds or (0,) * size
        free = self.articles if loose else frozenset()
        found: list[Piece] = []
        rest = [(root, -1)]
        while rest:
            top, parent = rest.pop()
            inside: list[int] = []
            below: list[int] = []
            queue = [top]
            while queue:
                word = queue.pop()
                inside.append(word)
                for child in children[word]:
                    (queue if self.tied[child] and child not in free else below).append(child)
            found.append(
                Piece(
                    tuple(sorted(inside)),
                    parent,
                    sum((1 if word else -1) if word in free else odds[word] + bias for word in inside)
                    - (_BARRED if not barred.isdisjoint(inside) else 0),
                    (self.prices[top] or 0) if parent >= 0 else 0,
                    (sum(cost[word][0] for word in inside), sum(cost[word][1] for word in inside)),
                )
            )
            rest.extend((child, len(found) - 1) for child in sorted(below, reverse=True))
        return found

    def _costs(self, loose: bool) -> list[tuple[int, int]]:
        """What each word takes of caps: a chunk counts with its first word, with all its marks and a space behind."""
        spans = self.parse.words
        cost = [(0, 0)] * len(spans)
        for chunk in self._chunks():
            words = [word for word in chunk if not self.mark[word]]
            end = chunk[-1]
            length = spans[end].end - spans[chunk[0]].start + 1
            if loose and end == len(spans) - 1 and self.parse.forms[end] == ".":
                length -= 1
            home = words[0] if words else self._home(chunk[0])
            had = cost[home]
            cost[home] = (had[0] + 1, had[1] + length)
        return cost

    def _home(self, mark: int) -> int:
        """The word that a lone mark costs something with."""
        if mark in self.inside and not self.mark[self.inside[mark]]:
            return self.inside[mark]
        here, seen = self.parents[mark], {mark}
        while here is not None and self.mark[here] and here not in seen:
            seen.add(here)
            here = self.parents[here]
        return self.parse.root if here is None or self.mark[here] else here

    def cut(
        self,
        *,
        words: int | None = None,
        characters: int | None = None,
        bias: int = 0,
        root: int | None = None,
        loose: bool = False,
    ) -> Cut | None:
        """The best cut under caps that ends like a sentence; None where there is none.

        Args:
            words: At most so many, as `str.split()` counts them.
            characters: At most so many, spaces included. Marks that a cut then does without are counted, too.
            bias: Added to the log-odds of each word: above 0, less goes.
            root: The head of the clause to keep; the main one if not given.
            loose: As for `pieces`.
        """
        root = self.parse.root if root is None else root
        characters = None if characters is None else characters + 1  # the last word has no space behind it
        held: list[int] = []  # words that a repair tied to their heads
        barred: set[int] = set()  # words that no repair could give an end
        last = -1  # the word at fault
        try:
            for _ in range(_REPAIRS):
                pieces = self.pieces(root, bias, loose, barred)
                chosen = best_subtree(pieces, words=words, characters=characters)
                kept = {word for place in chosen for word in pieces[place].words}
                if not kept and not held:
                    return None
                fault = self._fault(kept) if kept else None
                if kept and fault is None:
                    made = self._made(pieces, chosen, kept, root)
                    size, length = self._size(made.words, loose)
                    over = 0 if words is None else max(0, size - words)
                    beyond = 0 if characters is None else max(0, length + 1 - characters)
                    if not over and not beyond:
                        return made
                    # A pause stays of what went.
                    words, characters = words and words - over, characters and characters - beyond
                    continue
                following = () if fault is None else range(fault + 1, len(self.parse))
                tie = self._up_to(kept, next((word for word in following if not self.mark[word]), -1)) if kept else []
                if not tie:  # what would mend it does not fit, or is not there
                    barred.add(last if fault is None else fault)
                    while held:
                        self.tied[held.pop()] = False
                last = last if fault is None else fault
                for word in tie:
                    self.tied[word] = True
                    held.append(word)
            return None
        finally:
            for word in held:
                self.tied[word] = False

    def keeping(self, kept: set[int]) -> Cut | None:
        """The cut that keeps these words; None where they are not whole pieces of one clause, each with its head."""
        for root in self.clauses:
            pieces = self.pieces(root)
            chosen = [place for place, piece in enumerate(pieces) if kept.issuperset(piece.words)]
            whole = {word for place in chosen for word in pieces[place].words} == kept
            if kept and whole and all(pieces[place].parent in {-1, *chosen} for place in chosen):
                return None if self._fault(kept) is not None else self._made(pieces, chosen, kept, root)
        return None

    def _size(self, words: Sequence[int], loose: bool) -> tuple[int, int]:
        """How many words and characters some words and marks are as they are shown."""
        spans, forms = self.parse.words, self.parse.forms
        count, length = 1, sum(len(spans[word]) for word in words)
        for before, word in pairwise(words):
            apart = spans[word].start - spans[before].end
            space = apart if word == before + 1 else int(not (self.mark[word] and forms[word] in _CLOSE))
            count, length = count + (space > 0), length + space
        stop = forms[words[-1]]
        if loose:
            return count, length - (stop == ".")
        return count, length + (stop not in _STOPS)  # render writes a stop

    def _fault(self, kept: set[int]) -> int | None:
        """A word that what follows cannot be parted from: the last one, if it ends no sentence; “a” before a vowel."""
        order, low = sorted(kept), self.reading.low
        for word, following in pairwise(order):
            parted = following > word + 1 and self.parse.forms[word + 1].isalnum()
            if low[word] in ("a", "an") and parted and not _suits(low[word + 1], low[following]):
                return word
        last = order[-1]
        end = next(word for word in range(len(self.parse) - 1, -1, -1) if not self.mark[word])
        if last == end or self.parse.relation[last] == "compound:prt":
            return None
        return last if self.parse.pos[last] in _OPEN_ENDS or self.reading.among(last, "unfinished") else None

    def gaps(self, cut: Cut) -> list[tuple[int, int]]:
        """The stretches of words that went, each from a word to before another; marks are in none of them."""
        kept = set(cut.words)
        found: list[tuple[int, int]] = []
        for word in range(len(self.parse)):
            if self.mark[word] or word in kept:
                continue
            if found and all(self.mark[one] for one in range(found[-1][1], word)):
                found[-1] = (found[-1][0], word + 1)
            else:
                found.append((word, word + 1))
        return found

    def doubts(self, cut: Cut) -> int:
        """How many words a cut has brought next to another, of whose arcs the parser was not sure."""
        words, margin = [word for word in cut.words if not self.mark[word]], self.parse.margin
        joints = [
            (before, after)
            for before, after in pairwise(words)
            if not all(map(self.mark.__getitem__, range(before + 1, after)))
        ]
        return sum(min(margin[before], margin[after]) < 2 * LEAST_MARGIN for before, after in joints) if margin else 0

    def bare(self, cut: Cut) -> list[int]:
        """The nouns of a cut that lost all that said which or what of: “shares” of “shares in Hull’s brewery”."""
        r, kept, found = self.reading, set(cut.words), []
        for word in cut.words:
            if self.parse.pos[word] != "NOUN" or self.mark[word]:
                continue
            more = [one for one in r.kids(word, *_NARROWS) if not r.after_comma(one)]
            if more and kept.isdisjoint(more):
                found.append(word)
        return found

    def modifiers(self, cut: Cut) -> list[int]:
        """The words that went from before a noun that stayed: “European” of “European leaders”."""
        r, kept = self.reading, set(cut.words)
        return [
            word
            for word in range(len(self.parse))
            if r.base[word] in ("amod", "compound", "nummod") and word < r.parent(word) in kept and word not in kept
        ]

    def following(self, cut: Cut) -> list[int]:
        """The words that went from right behind the end of a cut, up to a pause: “were involved [in attacks]”."""
        last = max(word for word in cut.words if not self.mark[word])
        found: list[int] = []
        for word in range(last + 1, len(self.parse)):
            if self.mark[word] or self.reading.base[word] == "cc":
                break
            found.append(word)
        return found

    def _up_to(self, kept: set[int], missing: int) -> list[int]:
        """The words to tie so that a word stays, too."""
        found: list[int] = []
        for word in self._path(missing) if missing >= 0 else ():
            if word in kept:
                return [one for one in found if not self.tied[one]]
            found.append(word)
        return []

    def top(self, kept: set[int]) -> int:
        """The word of a cut that all others hang on."""
        said = [word for word in sorted(kept) if not self.mark[word]]
        return next((word for word in said if not kept.intersection(self._path(word)[1:])), said[0])

    def has_subject(self, kept: set[int]) -> bool:
        """Whether what a cut says is said of something: not in a command, nor in a bare phrase."""
        r, pos = self.reading, self.parse.pos
        order = sorted(word for word in kept if not self.mark[word])
        verb = next((word for word in order if pos[word] in ("VERB", "AUX") and r.base[word] not in _NO_VERB), None)
        before = [word for word in order if verb is not None and word < verb]
        return any(
            r.base[word] in _NO_VERB or (pos[word] in _NOMINAL and not any(map(r.openers, self._path(word)[:2])))
            for word in before
        )

    def without_lead(self, cut: Cut) -> Cut:
        """A cut without the words that tie it to the sentence before, where it opens on them: and, but, “however,”."""
        kept = [word for word in cut.words if not self.mark[word]]
        if not kept:
            return cut
        first = kept[0]
        linked = self.reading.among(first, "links") and self.reading.base[first] in ("cc", "advmod", "discourse")
        spans = self.parse.words
        glued = (
            first + 1 < len(spans) and spans[first].end == spans[first + 1].start and self.parse.forms[first + 1] == "-"
        )
        if (
            not linked
            or glued
            or len(kept) == 1
            or (self.parse.children(first) and any(k in kept for k in self.parse.children(first)))
        ):
            return cut
        words = tuple(word for word in cut.words if word >= kept[1] or (word > first and word in self.inside))
        return evolve(cut, words=words, kept=self.parse.spans(words))

    def _made(self, pieces: Sequence[Piece], chosen: Sequence[int], kept: set[int], root: int) -> Cut:
        taken = set(chosen)
        gone = [p for place, p in enumerate(pieces) if place not in taken and p.parent in taken]
        odds, margin = self.parse.odds or (0,) * len(self.parse), self.parse.margin
        paid = sum(piece.price for piece in gone)
        tops = [min(piece.words, key=lambda word: len(self._path(word))) for piece in gone]
        lost = sum(max(0, odds[word]) for word in range(len(odds)) if word not in kept and not self.mark[word])
        stays = sorted(kept | self._marks(kept))
        return Cut(
            self.parse.spans(stays),
            tuple(stays),
            sum(odds[word] for word in kept) - paid,
            paid,
            lost,
            min((margin[top] for top in tops), default=9999) if margin else 9999,
            root != self.parse.root,
        )

    def _marks(self, kept: set[int]) -> set[int]:
        """The marks that stay: pairs with what is inside, a last stop, and the pauses that are still needed."""
        size = len(self.parse)
        found = {mark for mark, word in self.inside.items() if word in kept}
        end = size
        while end and self.mark[end - 1]:
            end -= 1
            # “… called it ‘a car crash.’”: the stop of what went is none of the sentence's; render writes one.
            gone = any(first < end < last and self.inside[first] not in kept for first, last in self.pairs)
            if self.parse.forms[end] in _STOPS and not gone:
                found.add(end)
        order = sorted(kept)
        for before, after in pairwise(order):
            between = range(before + 1, after)
            pauses = [
                word
                for word in between
                if self.mark[word] and word not in self.inside and self.parse.forms[word] not in _STOPS
            ]
            if all(self.mark[word] for word in between):
                found.update(between if len(pauses) == len(between) else set(between) & (found | set(pauses)))
            elif pauses and (pause := self._pause(before, after, pauses, kept)) is not None:
                found.add(pause)
        return found

    def _pause(self, before: int, after: int, pauses: Sequence[int], kept: set[int]) -> int | None:
        """The pause that stays where words between two kept ones went."""
        last = pauses[-1]
        at_end = all(self.mark[word] for word in range(last, after))
        if at_end and len(pauses) == 1:
            return last
        if self._closes(before, after, kept):
            return last if at_end else pauses[0]
        return last if self._opens(after, before, kept) else None

    def _after_pause(self, word: int) -> bool:
        """Whether a pause, and not a bracket, stands in front of what a word heads."""
        return self.reading.after_comma(word) and self.parse.forms[self.reading.left(word) - 1] in _PAUSES

    def _opens(self, after: int, before: int, kept: Set[int]) -> bool:
        """Whether what is kept of a phrase that a pause opens begins at a word: a conjunct, a clause, an apposition."""
        r = self.reading
        for word in self._path(after):
            if word == before or any(before >= one in kept for one in self.parse.subtree(word)):
                return False
            if r.base[word] in _HELD[:5] and not r.kids(word, "cc") and self._after_pause(word):
                return r.base[word] != "parataxis" or r.is_clause(word)
        return False

    def _closes(self, before: int, after: int, kept: set[int]) -> bool:
        """Whether a phrase that a pause opened ends at a kept word."""
        r, above = self.reading, set(self._path(after))
        for word in self._path(before):
            if word in above:
                return False
            if r.base[word] == "ccomp" and r.parent(word) >= after:
                return True  # “It leaked, the label said”
            if r.base[word] in _HELD[1:] and self._after_pause(word) and any(one < r.left(word) for one in kept):
                return True
        return False


_SHORT = 4


def _suits(dropped: str, following: str) -> bool:
    """Whether an article that stood before one word can stand before another."""
    return following.isalpha() and _vowel(dropped) == _vowel(following)


def _vowel(word: str) -> bool:
    return word[0] in "aeiou8" and not word.startswith(("uni", "use", "eu", "one"))


def _pairs(parse: Parse) -> list[tuple[int, int]] | None:
    """Where brackets and quotation marks open and close; None where one has no partner."""
    found: list[tuple[int, int]] = []
    waiting: list[tuple[int, tuple[str, ...]]] = []
    for place, form in enumerate(parse.forms):
        if waiting and form in waiting[-1][1]:
            found.append((waiting.pop()[0], place))
        elif form in _BRACKETS:
            waiting.append((place, (_BRACKETS[form],)))
        elif form in OPENING and not (form in SINGLE and not _opens_single(parse, place)):
            waiting.append((place, CLOSERS[form]))
        elif form in _BRACKETS.values() or (form in DOUBLE and form not in OPENING):
            return None
    # A single mark that nothing closes is an apostrophe.
    return None if any(parse.forms[place] not in SINGLE for place, _ in waiting) else found


def _opens_single(parse: Parse, place: int) -> bool:
    spans = parse.words
    apart = place == 0 or spans[place].start > spans[place - 1].end
    return apart and place + 1 < len(spans) and spans[place + 1].start == spans[place].end
