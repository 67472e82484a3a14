"""A sentence and its best cuts under caps; `shortened` is the function behind `storysum.shorten`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, cached_property
from importlib.resources import files
from itertools import groupby, pairwise, takewhile
from zlib import crc32

from attrs import evolve, frozen

from storysum.model.article import Article
from storysum.model.budget import Limits, count_words
from storysum.model.parse import Parse
from storysum.model.span import Span
from storysum.parses import parses
from storysum.shortening.headlinese import is_participle
from storysum.shortening.pruning import Piece, best_subtree
from storysum.shortening.punctuation import PAUSES, STOPS, marks
from storysum.shortening.reading import NOMINAL, Reading
from storysum.shortening.subjects import with_main_verb, with_subject
from storysum.shortening.tree import LONGEST, Tree
from storysum.text.gaps import without
from storysum.wordlists import is_honorific

_WORD = 40  # characters to look back for the word before a name
# A cut must not end on these, unless the whole sentence does.
_OPEN_ENDS = frozenset(("ADP", "DET", "CCONJ", "SCONJ", "AUX", "PART"))
_NO_VERB = frozenset(("amod", "nsubj", "csubj", "compound", "acl"))
_CLOSE = frozenset((",", ";", ":", *STOPS))  # no space stands before them
_VOWEL = re.compile("(?!uni|use|eu|one)[aeiou]")
_REPAIRS = 12


@frozen
class Cut:
    """A sentence with words left out."""

    kept: tuple[Span, ...]  # the spans that stay, in order
    words: tuple[int, ...]  # the indices of the words and marks that stay
    worth: int  # the keep log-odds of the words that stay, in sixteenths, less the prices
    paid: int  # the sum of the prices of the words left out: 0 for a sure cut
    margin: int  # the least margin of an arc that was cut


def sentences(article: Article, wanted: Sequence[int]) -> list[Sentence]:
    """Sentences of an article, parsed in one batch; the gaps of the article are not read.

    Cost: linear in their words.
    """
    return [
        Sentence(one, _surnames(article.text, one) if len(one) <= LONGEST else frozenset())  # a longer one stays whole
        for one in map(with_main_verb, map(with_subject, parses(article, wanted, keep=True)))
    ]


def _surnames(text: str, parse: Parse) -> frozenset[int]:
    """The last words of names that the text also uses without the words before them: “Holm” of “Petra Holm”."""
    found = set()
    for word, relation in enumerate(parse.relation):
        if word == 0 or not relation.startswith("flat") or parse.pos[word] != "PROPN":
            continue
        first, last = map(re.escape, parse.forms[word - 1 : word + 1])
        for match in re.finditer(rf"{last}(?<!\w{last})(?<!\b{first} {last})\b(?!\s+[^\W\d_a-z])", text):
            before = (text[max(0, match.start() - _WORD) : match.start()].split() or [""])[-1]
            before = before.strip("“”\"'‘(")
            if before[:1].islower() or is_honorific(before):
                found.add(word)
                break
    return frozenset(found)


def shortened(article: Article, *, words: int | None = None, characters: int | None = None) -> Cut | None:
    """The one sentence of an article, cut to fit; None where nothing fits without harm.

    The best cut without caps is also the one within them, if it fits. Where no cut of the main clause fits, another
    clause beside it is used. A sentence that cannot be cut (another language, unpaired marks) stays whole if it fits.
    """
    (sentence,) = sentences(article, [0])
    if not (sentence.whole or sentence.misread or sentence.limited or article.language != "en"):
        for root in sentence.clauses:
            cut = sentence.within(root, words, characters)
            if cut is not None and sentence.tells({*cut.words}):
                return cut
    shown = without(article.text, article.sentences[0], article.gaps)
    fits = Limits(words, None, characters).allow(words=count_words(shown), sentences=1, characters=len(shown))
    return sentence.uncut(article.sentences[0]) if fits else None


@cache
def weights_name() -> str:
    """The checksum of the network's weights."""
    stored = files("storysum.syntax").joinpath("weights", "english.npz").read_bytes()
    return f"{crc32(stored):08x}"


class Sentence(Tree):
    """A tree that can be cut."""

    def uncut(self, span: Span) -> Cut:
        """The whole sentence as a cut."""
        return Cut((span,), tuple(range(len(self.parse))), sum(self.parse.odds), 0, 9999)

    def cut(
        self,
        *,
        words: int | None = None,
        characters: int | None = None,
        bias: int = 0,
        root: int | None = None,
        loose: bool = False,
        behind: bool = False,
    ) -> Cut | None:
        """The best cut under caps that has a proper end; None where there is none.

        Args:
            words: The most words, as `str.split()` counts them.
            characters: The most characters, spaces included, and marks that the cut then does without as well.
            bias: Added to the log-odds of each word: above 0, less is cut.
            root: The head of the clause to keep; the main one if not given.
            loose: As for `pieces`.
            behind: As for `pieces`.
        """
        root = self.parse.root if root is None else root
        characters = None if characters is None else characters + 1  # the last word has no space behind it
        held: set[int] = set()  # words that a repair tied to their heads
        barred: set[int] = set()  # brackets in a headline, and words that no repair could give a good end
        for first, last in self.pairs if loose else ():
            barred.update(range(first + 1, last) if self.parse.forms[first] in "([{" else ())
        last = -1  # the word at fault
        for _ in range(_REPAIRS):
            forced = words is not None or characters is not None
            pieces = self.pieces(root, bias, loose, barred, held, behind=behind, forced=forced)
            chosen = best_subtree(pieces, words=words, characters=characters)
            kept = {word for place in chosen for word in pieces[place].words}
            fault = self._fault(kept) if kept else last
            if fault is None:
                made = self._made(pieces, chosen, kept)
                size, length = self._size(made.words, loose)
                over = 0 if words is None else max(0, size - words)
                beyond = 0 if characters is None else max(0, length + 1 - characters)
                if not over and not beyond:
                    return made
                # A pause between the words that went was kept: lower the caps by the excess.
                words, characters = words and words - over, characters and characters - beyond
                continue
            if not kept and not held:
                return None
            last, tie = fault, self._up_to(kept, fault) - held
            held.update(tie)
            if not tie:  # the words to tie do not fit, or there are none
                barred.add(last)
                held.clear()
        return None

    def within(self, root: int, words: int | None, characters: int | None) -> Cut | None:
        """The best cut of a clause without caps if it fits the caps; else the best one under them."""
        best = self.cut(root=root)
        size = self._size(best.words, False) if best else (0, 0)
        caps = ((words, size[0]), (characters, size[1]))
        fits = best is not None and all(cap is None or one <= cap for cap, one in caps)
        return best if fits else self.cut(words=words, characters=characters, root=root)

    def keeping(self, kept: set[int]) -> Cut | None:
        """The cut that keeps these words; None unless they are whole pieces of one clause, each with its parent."""
        for root in self.clauses:
            pieces = self.pieces(root)
            chosen = [place for place, piece in enumerate(pieces) if kept.issuperset(piece.words)]
            whole = {word for place in chosen for word in pieces[place].words} == kept
            if kept and whole and all(pieces[place].parent in {-1, *chosen} for place in chosen):
                return None if self._fault(kept) is not None else self._made(pieces, chosen, kept)
        return None

    def _size(self, words: Sequence[int], loose: bool) -> tuple[int, int]:
        """The words and characters of some words and marks, as they are shown."""
        spans, forms = self.parse.words, self.parse.forms
        count, length = 1, sum(len(spans[word]) for word in words)
        for before, word in pairwise(words):
            apart = spans[word].start - spans[before].end
            space = apart if word == before + 1 else int(not (self.mark[word] and forms[word] in _CLOSE))
            count, length = count + (space > 0), length + space
        stop = forms[words[-1]]
        if loose:
            return count, length - (stop == ".")
        return count, length + (stop not in STOPS)  # rendering adds a stop

    def _fault(self, kept: set[int]) -> int | None:
        """A word that cannot be parted from what follows it, -1 for the start; None if a cut has no such fault.

        For example a last word that ends no sentence, “a” before a vowel, a name before another that would seem one
        with it (“Holm [and the drummer] Pike”), or a preposition: “has for [years] been”.
        """
        order, low, base = sorted(kept), self.reading.low, self.reading.base
        for word, following in pairwise([-1, *order, self.last + 1]):
            if self._loses_a_condition(word + 1, following) or (word >= 0 and self._counts_from(word, following)):
                return word
        for helper, verb in self.auxiliaries.items():
            alone = verb in kept and not {helper, verb + 1} & kept
            # “laid [to rest]”, “sent [home]”
            parted = verb == order[-1] < self.last or base[verb + 1 : verb + 2] == ("advmod",)
            if alone and (parted or not is_participle(self.reading, verb)):
                return verb
        for word, following in pairwise(order):
            parted = following > word + 1 and self.parse.forms[word + 1].isalnum()
            if low[word] in ("a", "an") and parted and not _suits(low[word], low[word + 1], low[following]):
                return word
            between = set(self.parse.forms[word + 1 : following])
            names = self.parse.pos[word] == self.parse.pos[following] == "PROPN"
            verbs = self.reading.among(word, "finite") and self.reading.among(following, "finite")  # “was is”
            # Only the opener of a phrase stays: “rather than [wait], Holm”.
            lost = parted and self.parse.pos[word] in ("ADP", "SCONJ") and "," in between
            if lost and self.parse.relation[word] != "compound:prt" and base[word] != "advmod":
                return word
            opens = parted and base[word] == "case" and self.parse.pos[word] == "ADP"
            opens = opens and self.parse.pos[following] in ("AUX", "ADP", "CCONJ")
            if parted and low[word] in ("'s", "'") and base[word] == "case" and "," in between:
                return word  # “searched the pilot Holm's [flat], police said”, with “flat” attached elsewhere
            if (opens or ((names or verbs) and any(map(str.isalpha, between)))) and PAUSES.isdisjoint(between):
                return word
        last = order[-1]
        if last == self.last or self.parse.relation[last] == "compound:prt":
            return None
        return last if self.parse.pos[last] in _OPEN_ENDS or self.reading.among(last, "unfinished") else None

    def _loses_a_condition(self, start: int, end: int) -> bool:
        """Whether the gap between two kept words opens with “unless”, “even if”, “save for”, wherever these hang."""
        gone = [word for word in range(start, end) if not self.mark[word]][:2]
        return any(self.reading.among(word, "restricting") for word in gone)

    def _counts_from(self, word: int, following: int) -> bool:
        """Whether what went is the point that a time is counted from: nine hours [after the fair]."""
        r = self.reading
        counted = r.among(word, "times") and r.low[word].endswith("s") and bool(r.kids(word, "nummod"))
        return counted and following > word + 1 and r.among(word + 1, "since")

    def gaps(self, cut: Cut) -> list[tuple[int, int]]:
        """The ranges of words that went, as (first, behind the last), marks in between included."""
        words = (word for word in range(len(self.parse)) if not self.mark[word])
        runs = [list(run) for gone, run in groupby(words, lambda word: word not in cut.words) if gone]
        return [(run[0], run[-1] + 1) for run in runs]

    def _up_to(self, kept: set[int], fault: int) -> set[int]:
        """The words to tie so that the word behind a fault stays, too; empty if no kept word is above it."""
        following = next((word for word in range(fault + 1, self.last + 1) if not self.mark[word]), None)
        path = [] if following is None else self.path(following)
        gone = list(takewhile(lambda word: word not in kept, path))
        return {word for word in gone if not self.tied[word]} if len(gone) < len(path) else set()

    def top(self, kept: set[int]) -> int:
        """The word of a cut on which all others depend."""
        said = [word for word in sorted(kept) if not self.mark[word]]
        tops = [word for word in said if not kept.intersection(self.path(word)[1:])]
        return next((word for word in tops if word in self.clauses), (tops or said)[0])

    @cached_property
    def misread(self) -> bool:
        """Whether the parse must be wrong: no main verb among verbs, “can sell” without a subject, “that it sold”.

        Or the speaker was taken for an apposition: “Bands who tour risk losing money, the label warned”.
        """
        r, root = self.reading, self.parse.root
        if r.among(root, "reports"):
            called = [one for subject in r.kids(root, "nsubj") for one in r.kids(subject, "appos") if one < root]
            if any(r.after_comma(one) and "," not in self.parse.forms[r.left(one) : root] for one in called):
                return True
        bare = root == self.last and r.among(root, "reports") and not r.kids(root, "ccomp", "parataxis", "obj")
        if bare and any(r.base[word] in ("nsubj", "expl") and r.after_comma(word) for word in range(root)):
            return True  # “A man plans to sue, it is reported”, with “reported” as the only verb
        if r.kids(root, "nsubj", "csubj", "expl"):
            return any(r.low[word] == "that" for word in r.kids(root, "mark"))
        helped = bool(r.kids(root, "aux"))
        tellers = (one for one in range(root) if self.parents[one] == root and self.parse.pos[one] in NOMINAL)
        if r.among(root, "reports") and next(tellers, None) is None:
            return True
        return helped or (self.parse.pos[root] not in ("VERB", "AUX") and "VERB" in self.parse.pos)

    @cached_property
    def limited(self) -> bool:
        """Whether a limit or a claim hangs where no constraint sees it: “Were it to fail”, “Nobody but Holm”."""
        r, root = self.reading, self.parse.root
        first = next((word for word in range(len(self.parse)) if not self.mark[word]), root)
        inverted = r.among(first, "inverted") and r.parent(first) == root and self.parse.forms[-1] != "?"
        inverted |= (
            r.among(first, "negations") and r.base[first] == "advmod" and r.parent(first) in range(first + 1, root)
        )
        inverted |= (
            not self.whole and root == self.last and self.parse.pos[root] == "NOUN" and not r.kids(root, "cop")
        )  # “…, researchers report”
        claims = [one for one in r.kids(root, "ccomp") if one < root]
        inverted |= any(r.opens_with(one, "subordinate") for one in claims)  # “After a fight are untrue, Holm said”
        bare = [self.parse.pos[one] in NOMINAL and not r.kids(one, "cop", "nsubj", "expl") for one in claims]
        inverted |= bool(bare) and all(bare)
        said_behind = [one for one in r.kids(root, "conj") if r.kids(one, "ccomp") and r.among(root, "reports")]
        if said_behind and not r.kids(root, "ccomp", "obj", "obl", "xcomp"):
            return True  # “Police believe, but cannot prove, that …”
        if any(_says_nothing(r, word) for word in range(len(self.parse))):
            return True
        return inverted or any(r.among(word, "negations") for word in r.kids(root, "discourse"))

    def has_subject(self, kept: set[int]) -> bool:
        """Whether a cut has a subject: not a command, nor a bare phrase."""
        r, pos, top = self.reading, self.parse.pos, self.top(kept)
        if pos[top] not in ("VERB", "AUX") and not r.kids(top, "cop", "nsubj", "csubj", "expl"):
            return False
        if any(
            pos[word] == "ADP" and pos[word + 1 : word + 2] != ("NUM",)
            for kid in r.kids(top, "nsubj")
            for word in r.kids(kid, "case")
        ):
            return False  # “By the author continues”: the parser lost “the book”
        order = sorted(word for word in kept if not self.mark[word])
        verb = next((word for word in order if pos[word] in ("VERB", "AUX") and r.base[word] not in _NO_VERB), top)
        return any(
            r.base[word] in _NO_VERB or (pos[word] in NOMINAL and not any(map(r.openers, self.path(word)[:2])))
            for word in order
            if word < verb
        )

    def tells(self, kept: set[int]) -> bool:
        """Whether a cut tells what the sentence does: it has its subject and its claim."""
        gone = {base for word, base in enumerate(self.reading.base) if word not in kept}
        lost = not gone.isdisjoint(("obj", "ccomp", "parataxis"))
        return self.has_subject(kept) and not (lost and self.claims_nothing(kept))

    def claims_nothing(self, kept: set[int]) -> bool:
        """Whether only the speaker of a claim is left: “the court has ruled”, “Holm told the Journal”."""
        r, top, words = self.reading, self.top(kept), sorted(word for word in kept if not self.mark[word])
        below = [word for word in words if r.parent(word) == top != word]
        kinds = [r.base[word] for word in below]
        if r.among(top, "telling"):
            # “told a court that”
            below += [word for word in words if r.base[word] == "acl" and r.opens_with(word, "that")]
            what = any(r.base[word] in ("acl", "ccomp", "xcomp") or r.opens_with(word, "topics") for word in below)
            return not what and kinds.count("obj") + kinds.count("iobj") < 2
        if r.among(words[-1], "reports") and r.base[words[-1]] == "conj" and r.kids(words[-1], "cc"):
            return True  # “turned round and said”
        return r.among(top, "reports") and top == words[-1] and {"nsubj", "expl", "aux", "advmod"}.issuperset(kinds)

    def without_lead(self, cut: Cut) -> Cut:
        """A cut without its first word, if that links to the sentence before: and, but, “however,”."""
        kept = [word for word in cut.words if not self.mark[word]]
        if len(kept) < 2:
            return cut
        first, forms = kept[0], self.parse.forms
        linked = self.reading.among(first, "links") and self.reading.base[first] in ("cc", "advmod", "discourse")
        linked &= not (self.reading.parent(first) == kept[1] and self.parse.pos[kept[1]] == "ADV")  # “So far, …”
        linked |= self.reading.among(first, "ranks") and forms[first + 1] == ","
        linked &= self.reading.low[first : first + 2] != ("but", "for")  # “But for the rain, …”
        glued = forms[first + 1] == "-" and self.parse.words[first].end == self.parse.words[first + 1].start
        if not linked or glued or not set(self.parse.children(first)).isdisjoint(kept):
            return cut
        words = tuple(word for word in cut.words if word >= kept[1] or (word > first and word in self.inside))
        return evolve(cut, words=words, kept=self.parse.spans(words))

    def _made(self, pieces: Sequence[Piece], chosen: Sequence[int], kept: set[int]) -> Cut:
        taken, odds = set(chosen), self.parse.odds
        tops = [one.words[0] for place, one in enumerate(pieces) if place not in taken and one.parent in taken]
        paid = sum(self.prices[top] or 0 for top in tops)
        stays = sorted(kept | marks(self, kept))
        return Cut(
            self.parse.spans(stays),
            tuple(stays),
            sum(odds[word] for word in kept) - paid,
            paid,
            min((self.parse.margin[top] for top in tops), default=9999),
        )


def _says_nothing(r: Reading, word: int) -> bool:
    """Whether a clause is just “who says”, with the claim attached elsewhere: a woman who says [she is his niece]."""
    said = r.base[word] == "acl" and r.among(word, "reports")
    return said and [r.low[one] for one in r.kids(word)] == ["who"]


def _suits(article: str, dropped: str, following: str) -> bool:
    """Whether an article that stood before one word fits another word, by the sound of its first letter."""
    before_vowel = bool(_VOWEL.match(dropped)) if dropped[0].isalpha() else article == "an"  # an 18-year-old
    return following.isalpha() and before_vowel == bool(_VOWEL.match(following))
