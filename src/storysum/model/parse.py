"""The dependency parse of a sentence: its words, their parts of speech, heads and relations."""

from collections.abc import Iterable
from functools import cached_property

from attrs import field, frozen

from storysum.errors import InputError
from storysum.model.span import Span

_DEEPEST = 40  # the largest indentation in characters, so that a drawing's size stays linear in the sentence


@frozen
class Parse:
    """A dependency tree over the words of one sentence, in the scheme of Universal Dependencies.

    Words are identified by their index from 0 (or a negative one, from the end). Only `head` counts from
    1, as CoNLL-U does, so that 0 can mean that a word is the root; `parent` returns an index from 0. A
    Parse need not be a tree, since its heads may come from any source: every method terminates even
    where the heads form a cycle.

    Attributes:
        forms: The words as they are written.
        words: Their spans in the text; empty where words were given without a text.
        pos: Universal parts of speech (NOUN, VERB, PUNCT…).
        head: The head of each word, counted from 1; 0 for the root.
        relation: The relation of each word to its head, with subtypes (nsubj, nsubj:pass, acl:relcl…).
        keep: The probability that a person who shortens the sentence keeps the word, 0 to 1.
        odds: The same as log-odds in sixteenths: integers, which can be compared and added exactly.
        stays: The log-odds, in sixteenths, that such a person keeps the word if its head is kept.
        margin: By how much each arc's score exceeds that of the next best head; 0 is a tie.

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
        """The words without a head: exactly one in a tree."""
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
        """The index of a word's head, or None for a root."""
        return self.head[word] - 1 if self.head[word] else None

    def children(self, word: int) -> tuple[int, ...]:
        """The dependents of a word, in the order of the sentence."""
        return self._dependents[word]

    def subtree(self, word: int) -> tuple[int, ...]:
        """A word with all its direct and indirect dependents, in the order of the sentence."""
        if word not in self._subtrees:
            below = {range(len(self))[word]}
            found = set(below)
            while below:
                below = {child for one in below for child in self._dependents[one]} - found
                found |= below
            self._subtrees[word] = tuple(sorted(found))
        return self._subtrees[word]

    def path(self, word: int) -> tuple[int, ...]:
        """A word, its head, the head of that, and so on up to the root."""
        path = {range(len(self))[word]: None}  # a dict, for its order
        while (head := self.head[word]) and head - 1 not in path:
            word = head - 1
            path[word] = None
        return tuple(path)

    def ancestors(self, word: int) -> tuple[int, ...]:
        """The path without the word itself, nearest first."""
        return self.path(word)[1:]

    def depth(self, word: int) -> int:
        """The number of arcs between a word and the root: 0 for the root."""
        return len(self.path(word)) - 1

    def spans(self, indices: Iterable[int]) -> tuple[Span, ...]:
        """The spans of words in the text; adjacent words give one Span with the white space between them.

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
        """The tree, one word a line, dependents below their head; words in or below a cycle are not drawn."""
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
        """The dependents of each word."""
        lists: list[list[int]] = [[] for _ in self.head]
        for word, head in enumerate(self.head):
            if head:
                lists[head - 1].append(word)
        return tuple(map(tuple, lists))

    @cached_property
    def _subtrees(self) -> dict[int, tuple[int, ...]]:
        """A cache of the subtrees computed so far, by word."""
        return {}
