"""A parse prepared for cutting: corrected heads, words that must stay together, and the pieces that may be cut."""

from collections.abc import Sequence, Set
from functools import cached_property
from itertools import pairwise

from storysum.model.parse import Parse
from storysum.shortening.attachment import belongs
from storysum.shortening.constraints import price
from storysum.shortening.corrections import correct
from storysum.shortening.headlinese import auxiliaries, determiners, omissible
from storysum.shortening.pruning import Piece
from storysum.shortening.punctuation import bracketed
from storysum.shortening.reading import Reading
from storysum.syntax.compression import unlikely
from storysum.text.lines import has_verb

LONGEST = 200
"""The most words of a sentence that is shortened: the parser reads a longer one in windows."""
_ARCS = 3  # the weight of an arc's log-odds (`Parse.stays`) beside a word's (`Parse.odds`)
_FULLER = 5  # added to the log-odds of each arc, in sixteenths, so that more is kept
_BARRED = 2**20
_COUPLES = (
    *(("each", "other"), ("one", "another"), ("number", "one"), ("go", "ahead")),
    *((verb, "even") for verb in ("break", "breaks", "broke", "broken", "breaking")),
)
_WITHIN = ("compound", "amod", "nmod", "flat", "det", "nsubj")
_SHORT = 4  # a joined clause of so many words is too short for a cut of its own


class Tree:
    """A parse with the words that must stay together, and the price of leaving out each."""

    def __init__(self, parse: Parse, surnames: Set[int] = frozenset()) -> None:
        """Prepare a parse with spans; `surnames` are last words of names that the story also uses alone."""
        self.parse = parse
        self.reading = Reading(parse)
        size = len(parse)
        self.mark = tuple(
            parse.pos[word] == "PUNCT" and not any(map(str.isalnum, form)) for word, form in enumerate(parse.forms)
        )
        self.parents = [parse.parent(word) for word in range(size)]  # corrected heads; None for the root
        pairs = bracketed(parse)
        self.pairs = pairs or []  # the indices of opening and closing brackets and quotation marks
        self.omissible: set[int] = set()  # words that a headline may leave out
        self.auxiliaries: dict[int, int] = {}  # the auxiliaries among them, each with its predicate
        # The words of names that the story also shortens to the surname, and roles that may be left out beside a name.
        self.called: set[int] = set()
        # Whether the sentence cannot be cut: it is too long or empty, has no root, or its marks do not pair.
        self.whole = pairs is None or not 0 < size <= LONGEST or not parse.roots or all(self.mark)
        if self.whole:
            return
        self.last = max(word for word in range(size) if not self.mark[word])
        self.prices = [0 if self.mark[word] else price(self.reading, word) for word in range(size)]
        self.inside: dict[int, int] = {}  # for a paired mark a word inside, for a comma before a speaker the verb
        self._hang_lists()
        self._hang_anew()
        correct(self, surnames)
        # The cost, by its arc, of keeping each word and of leaving it out. It is 0 for names and roles, of which
        # the editors of the compressed sentences behind the odds drop more than others do.
        self._arcs = [(_ARCS * unlikely(odds + _FULLER), _ARCS * unlikely(-odds - _FULLER)) for odds in parse.stays]
        for word in {*self.called, *(word for word in range(size) if parse.relation[word] == "nmod:desc")}:
            self._arcs[word] = (0, 0)
        self.tied = [one is None for one in self.prices]
        self.auxiliaries = auxiliaries(self.reading)
        for helper, verb in self.auxiliaries.items():
            for other in self.reading.kids(verb, "aux")[:-1]:
                self.parents[other] = helper  # “has been” stays or goes together
        self.omissible |= omissible(self.reading) | {*self.auxiliaries}
        for first, last in self.pairs:
            words = [word for word in range(first + 1, last) if not self.mark[word]]
            self._tie(words)
            for mark in (first, last):
                self.inside[mark] = words[0] if words else self.parents[mark] or 0
        low = self.reading.low
        couples = [[word, word + 1] for word in range(size - 1) if low[word : word + 2] in _COUPLES]
        couples += [[word - 1, word, word + 1] for word in range(1, size - 1) if low[word] in ("versus", "vs", "v")]
        spans = parse.words
        starts = [word for word in range(size) if word == 0 or spans[word].start > spans[word - 1].end]
        chunks = [range(*ends) for ends in pairwise([*starts, size])]  # runs of words with no white space between them
        for some in [*chunks, *couples]:
            self._tie([word for word in some if not self.mark[word]])
        self._cost = [0] * size, [0] * size  # the words and the characters that are charged to each word
        for chunk in chunks:
            self._stop = self._charge(chunk)

    def _hang_lists(self) -> None:
        """In “A, B and C” attach B to C, so that no list loses its end; attach “and” to the word that it joins."""
        r = self.reading
        for cc in (word for word, base in enumerate(r.base) if base == "cc"):
            path = self.path(cc)  # in “and bakery chain Crust” the parser attaches “and” to “chain”
            joined = next((one for one in path[1:] if r.base[one] not in _WITHIN), cc)
            if path[1:2] != [joined] and r.base[joined] == "conj" and cc == r.left(joined):
                self.parents[cc], self.prices[cc] = joined, None
                # “candidate and proud progressive Petra Holm” is one person
                if (self.parse.pos[r.parent(joined)], self.parse.pos[joined] in ("VERB", "AUX")) == ("NOUN", False):
                    for word in path[1 : path.index(joined) + 1]:
                        self.prices[word] = None
        for head in range(len(self.parse)):
            kids = r.kids(head, "conj")
            last = next((kid for kid in reversed(kids) if r.kids(kid, "cc")), None)
            for kid in kids:
                if last is not None and kid < last and not r.kids(kid, "cc"):
                    self.parents[kid] = last
            for before, kid in pairwise(r.kids(head, "appos")):  # “Holm, wife of the mayor, Carl Reed, …”
                self.parents[kid] = before if head < before else head

    def _hang_anew(self) -> None:
        """Move misplaced words to their heads; attributions such as “…, Holm said” behind a pause go to the root."""
        r = self.reading
        for word in range(len(self.parse)):
            above = r.parent(word)
            if r.base[word] in ("case", "mark") and (
                r.parse.relation[above] == "nmod:desc"
                or (r.parse.pos[above] == "ADV" and word < above < r.parent(above))
            ):
                self.parents[word] = r.parent(above)  # the preposition of “at goalkeeper Holm”, “of loudly singing”
            if r.parse.pos[r.parent(word)] == "PROPN" and r.base[word] in ("compound", "amod"):
                # “England forward Petra Holm”: “England” belongs to “forward” and does not stay without it.
                roles = (one for one in r.kids(r.parent(word)) if r.parse.relation[one] == "nmod:desc")
                self.parents[word] = next((one for one in roles if word < one), self.parents[word])
            head = belongs(r, word)
            self.parents[word] = self.parents[word] if head is None else head
            if r.parent(word) == word or not r.after_comma(word):
                continue
            if r.base[word] == "dep":  # “On Thursday, 9 February”: the date belongs to the word before the comma
                self.parents[word] = next(
                    (one for one in range(r.left(word) - 1, -1, -1) if not self.mark[one]), r.parent(word)
                )
            # These are no attributions: “…, but Holm said that …”, “…, which Holm said …”
            joined = r.kids(word, "mark", "cc") or any(r.among(k, "unfinished") for k in range(r.left(word), word))
            said = r.among(word, "reports") and r.is_clause(word) and self.last in self.parse.subtree(word)
            said = said and not joined
            if said or r.opens_with(word, "sources"):
                source = r.parent(word) if r.parse.relation[word] == "nmod:desc" else word  # to drummer Holm
                self.parents[source], self.prices[source] = self.parse.root, None

    def path(self, word: int) -> list[int]:
        """A word and its ancestors, up to the root."""
        path: dict[int, None] = {}  # a dict, to keep the order
        here: int | None = word
        while here is not None and here not in path:
            path[here] = None
            here = self.parents[here]
        return list(path)

    def _tie(self, words: Sequence[int]) -> None:
        """Make words one piece: those with a head outside are attached to the highest one of them in the tree."""
        if len(words) < 2:
            return
        head = min(words, key=lambda word: (len(self.path(word)), word))
        for word in words:
            self.omissible.discard(word)
            if word != head:
                self.tied[word] = True
                if self.parents[word] not in words:
                    self.parents[word] = head

    def free_determiners(self) -> None:
        """Also let a headline leave out all articles and “its” outside marks, for when nothing fits otherwise."""
        quoted = {word for first, last in self.pairs for word in range(first, last)}
        self.omissible |= determiners(self.reading) - quoted

    @cached_property
    def clauses(self) -> dict[int, list[list[int]]]:
        """The heads of the clauses that can stand alone, each with the children of every word, without marks.

        The main clause comes first. The others are joined to it and have a subject of their own or share that of the
        main verb: “Holm gave in and sold the van”. Their heads also get the children of the main verb that hold for
        them, too.
        """
        r, root = self.reading, self.parse.root
        found = {root: self._hanging(root)}
        below = found[root][root]
        for kid in () if self.whole else r.kids(root, "conj", "parataxis"):
            told = r.parse.pos[kid] in ("VERB", "AUX", "ADJ", "NOUN") and len(r.parse.subtree(kid)) > _SHORT
            if self.parents[kid] != root or self.tied[kid] or not told:
                continue
            if r.among(root, "reports") and r.kids(root, "ccomp") and not r.among(kid, "reports"):
                continue  # it may be part of the claim
            if any(r.among(one, "owners") for who in r.kids(kid, "nsubj") for one in r.parse.subtree(who)):
                continue  # “and three of her friends”: whose?
            shared = [] if r.is_clause(kid) else self._shared(kid, below)
            sources = (word for word in below if r.opens_with(word, "sources") and word not in (shared or ()))
            behind = (word for word in below if word > kid and self.prices[word] is None)  # attributions
            if shared is not None:
                found[kid] = self._hanging(kid, *shared, *dict.fromkeys((*sources, *behind)))
        return found

    def _hanging(self, head: int, *too: int) -> list[list[int]]:
        found: list[list[int]] = [[] for _ in self.parents]
        for word, parent in enumerate(self.parents):
            joins = parent == head != self.parse.root and self.reading.base[word] == "cc"
            if parent is not None and not self.mark[word] and word != head and not joins:
                found[parent].append(word)
        found[head].extend(too)
        return found

    def _shared(self, verb: int, below: Sequence[int]) -> list[int] | None:
        """The children of the main verb, before it, that a joined verb shares with it; None where that is unsure."""
        r, pos, root = self.reading, self.parse.pos, self.parse.root
        helped = [word for word in r.kids(root, "aux", "cop") if not r.among(word, "shared")]
        if verb < root or {pos[root], pos[verb]} != {"VERB"} or r.low[verb].endswith("ing") or r.kids(verb, "mark"):
            return None
        own = bool(r.kids(verb, "aux", "cop"))
        if [r.low[word] for word in r.kids(verb, "cc")] != ["and"] or (helped and not own) or not r.is_clause(root):
            return None
        finite = [has_verb(self.parse.forms[one]) for one in (root, verb)]
        if finite == [True, False] and not (own or r.kids(root, "aux")):
            return None  # “scored twice as the Kilns came from behind to win and move up”
        subject, *_ = r.kids(root, "nsubj", "csubj", "expl")
        before = [word for word in below if word < root and not (own and r.base[word] == "aux")]
        return [word for word in before if word <= subject or self.prices[word] is None]

    def pieces(
        self,
        root: int,
        bias: int = 0,
        loose: bool = False,
        barred: Set[int] = frozenset(),
        held: Set[int] = frozenset(),
        *,
        behind: bool = False,
        forced: bool = True,
    ) -> list[Piece]:
        """The pieces of a clause, in preorder.

        Args:
            root: The head of the clause.
            bias: Added to the log-odds of each word.
            loose: Whether it is a headline: the last stop costs nothing, and words of `omissible` may go.
            barred: Words that must not stay.
            held: Words that stay with their heads, besides those that are tied.
            behind: Whether arcs count only for words behind their heads.
            forced: Whether there is a cap; without one prices are half as high again.
        """
        children = self.clauses[root]
        free = self.omissible if loose else frozenset()
        tied = [(one or word in held) and word not in free for word, one in enumerate(self.tied)]
        gains = [odds + bias for odds in self.parse.odds]
        for word in free:
            gains[word] = 1 if word else -1
        for word in barred:
            gains[word] -= _BARRED
        stop = self._stop if loose and self.parse.forms[-1] == "." else -1
        words, characters = self._cost
        found: list[Piece] = []
        rest = [(root, -1)]
        while rest:
            top, parent = rest.pop()
            inside, below = [top], list[int]()
            for word in inside:  # `inside` grows in the loop
                for child in children[word]:
                    (inside if tied[child] else below).append(child)
            gain, price = sum([gains[word] for word in inside]), self.prices[top] or 0
            price += 0 if forced else price // 2
            if top not in free and (not behind or top > self.reading.parent(top)):
                gain -= self._arcs[top][0]
                price += self._arcs[top][1]
            cost = sum([words[word] for word in inside]), sum([characters[word] for word in inside]) - (stop in inside)
            found.append(Piece(tuple(inside), parent, gain, price, cost))
            rest.extend((child, len(found) - 1) for child in sorted(below, reverse=True))
        return found

    def _charge(self, chunk: range) -> int:
        """Charge the words and characters of a chunk, with its marks and a space, to one word, and return that word."""
        first, spans = chunk[0], self.parse.words
        near = [*chunk, self.inside.get(first, first), *self.path(first)]
        place = next((word for word in near if not self.mark[word]), self.parse.root)
        self._cost[0][place] += 1
        self._cost[1][place] += spans[chunk[-1]].end - spans[first].start + 1
        return place
