"""A sentence that has been parsed: its words, what each is, and what each depends on."""

from collections.abc import Iterable
from functools import cached_property

from attrs import field, frozen

from storysum.errors import InputError
from storysum.model.span import Span

_DEEPEST = 40  # characters of an indentation, so that what is drawn stays linear in the sentence


@frozen
class Parse:
    """A dependency tree over the words of one sentence, as Universal Dependencies draws it.

    Words are named by their index, from 0 (or from the end, as in a list). Only `head` counts from 1,
    as CoNLL-U does, so that 0 can say that a word is the root; `parent` counts as the methods do. A
    Parse need not be a tree, since heads may come from anywhere: every walk ends even where they run
    in a circle.

    Attributes:
        forms: The words as they are written.
        words: Where they lie in the text; empty where words were given without a text.
        pos: Universal parts of speech (NOUN, VERB, PUNCT…).
        head: What each word depends on, from 1; 0 for the root.
        relation: How it depends on it, with subtypes (nsubj, nsubj:pass, acl:relcl…).
        keep: How likely a person who shortens the sentence would keep the word, 0 to 1.
        odds: The same as log-odds in sixteenths: whole numbers, to compare and to add.
        stays: The log-odds, in sixteenths, that such a person keeps the word where what it depends on is kept.
        margin: By how much each arc won over the next best head; 0 is a tie.

    Raises:
        InputError: If the lengths differ or a head points outside the sentence.

    >>> parse = Parse(
    ...     forms=("Petra", "sold", "the", "red", "van"),
    ...     words=(Span(0, 5), Span(6, 10), Span(11, 14), Span(15, 18), Span(19, 22)),
    ...     pos=("PROPN", "VERB", "DET", "ADJ", "NOUN"),
    ...     head=(2, 0, 5, 5, 2),
    ...     relation=("nsubj", "root", "det", "amod", "obj"),
    ... )
    >>> parse.root, parse.children(1), parse.subtree(4), parse.path(2)
    (1, (0, 4), (2, 3, 4), (2, 4, 1))
    >>> parse.spans(parse.subtree(4))
    (Span(start=11, end=22),)
    >>> print(parse)
    sold VERB root
    ├─ Petra PROPN nsubj
    └─ van NOUN obj
       ├─ the DET det
       └─ red ADJ amod
    """

    forms: tuple[str, ...] = field()
    words: tuple[Span, ...] = field(default=(), kw_only=True)
    pos: tuple[str, ...] = field(kw_only=True)
    head: tuple[int, ...] = field(kw_only=True)
    relation: tuple[str, ...] = field(kw_only=True)
    keep: tuple[float, ...] = field(default=(), kw_only=True)
    odds: tuple[int, ...] = field(default=(), kw_only=True)
    stays: tuple[int, ...] = field(default=(), kw_only=True)
    margin: tuple[int, ...] = field(default=(), kw_only=True)

    def __attrs_post_init__(self) -> None:
        size = len(self.forms)
        for name in ("pos", "head", "relation", "words", "keep", "odds", "stays", "margin"):
            found = len(getattr(self, name))
            if found != size and (found or name in ("pos", "head", "relation")):
                raise InputError(f"Parse({name}=…): {found} values for {size} words; give one for each")
        if size and not 0 <= min(self.head) <= max(self.head) <= size:
            raise InputError(f"Parse(head=…): heads of {size} words lie from 0 to {size}")

    def __len__(self) -> int:
        return len(self.forms)

    @cached_property
    def roots(self) -> tuple[int, ...]:
        """The words that depend on no other: one, in a tree."""
        return tuple(word for word, head in enumerate(self.head) if not head)

    @property
    def root(self) -> int:
        """The first of the roots.

        Raises:
            LookupError: If there is none, as in a Parse of no words.
        """
        if not self.roots:
            raise LookupError("this Parse has no root")
        return self.roots[0]

    def parent(self, word: int) -> int | None:
        """What a word depends on, or None for the root."""
        return self.head[word] - 1 if self.head[word] else None

    def children(self, word: int) -> tuple[int, ...]:
        """The words that depend on a word, in the order of the sentence."""
        return self._dependents[word]

    def subtree(self, word: int) -> tuple[int, ...]:
        """A word and all that hangs on it, in the order of the sentence."""
        if word not in self._subtrees:
            below = {range(len(self))[word]}
            found = set(below)
            while below:
                below = {child for one in below for child in self._dependents[one]} - found
                found |= below
            self._subtrees[word] = tuple(sorted(found))
        return self._subtrees[word]

    def path(self, word: int) -> tuple[int, ...]:
        """A word, what it depends on, what that depends on, and so on up to the root."""
        path = {range(len(self))[word]: None}  # a dict, for its order
        while (head := self.head[word]) and head - 1 not in path:
            word = head - 1
            path[word] = None
        return tuple(path)

    def ancestors(self, word: int) -> tuple[int, ...]:
        """The path without the word itself, nearest first."""
        return self.path(word)[1:]

    def depth(self, word: int) -> int:
        """How many arcs lie between a word and the root: 0 for the root."""
        return len(self.path(word)) - 1

    def spans(self, indices: Iterable[int]) -> tuple[Span, ...]:
        """Where words lie in the text, neighbours as one Span with the white space between them.

        Raises:
            LookupError: If the words were given without a text.
        """
        if self.forms and not self.words:
            raise LookupError("this Parse was made of words without a text: it has no spans")
        runs: list[list[int]] = []
        for index in sorted(set(indices)):
            if runs and index == runs[-1][1] + 1:
                runs[-1][1] = index
            else:
                runs.append([index, index])
        return tuple(Span(self.words[first].start, self.words[last].end) for first, last in runs)

    def __str__(self) -> str:
        """The tree, a word a line, each below what it depends on; of heads in a circle nothing is drawn."""
        lines: list[str] = []
        rest = [(root, "", "") for root in reversed(self.roots)]
        while rest:
            word, branch, indent = rest.pop()
            lines.append(f"{branch}{self.forms[word]} {self.pos[word]} {self.relation[word]}")
            for child in reversed(self.children(word)):
                branch, below = ("└─ ", "   ") if child == self.children(word)[-1] else ("├─ ", "│  ")
                rest.append((child, indent + branch, indent + below if len(indent) <= _DEEPEST - 3 else indent))
        return "\n".join(lines)

    @cached_property
    def _dependents(self) -> tuple[tuple[int, ...], ...]:
        """The children of each word."""
        lists: list[list[int]] = [[] for _ in self.head]
        for word, head in enumerate(self.head):
            if head:
                lists[head - 1].append(word)
        return tuple(map(tuple, lists))

    @cached_property
    def _subtrees(self) -> dict[int, tuple[int, ...]]:
        """The subtrees that were asked for."""
        return {}
