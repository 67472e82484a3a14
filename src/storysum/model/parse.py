"""What the network reads in a sentence: its words, what each is, and what each depends on."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from attrs import frozen

from storysum.model.span import Span

__all__ = ["Parse"]


@frozen(slots=False)
class Parse:
    """A sentence of n words as a tree.

    Words are counted from 0 in every method; `head` alone counts from 1, as treebanks do.

    Attributes:
        forms: The words.
        words: Where they stand in the text; empty where words were given without a text.
        pos: Universal part of speech of each.
        head: The number of the word that each depends on, 0 for the root.
        relation: Universal dependency relation to it, with its subtype (`nsubj:pass`).
        keep: How likely a person who shortens the sentence would keep the word, 0 to 1.
        odds: The same as a whole number: log-odds in sixteenths.
        margin: By how much each arc won over the next best head, in sixteenths; below 0 where the
            best head would have made no tree.

    Raises:
        ValueError: If they are not of one length, or a head is not in the sentence.

    >>> she = Parse(("She", "sold", "it"), (), ("PRON", "VERB", "PRON"), (2, 0, 2), ("nsubj", "root", "obj"))
    >>> she.root, she.children(1), she.path(0), she.subtree(1)
    (1, (0, 2), (0, 1), (0, 1, 2))
    >>> print(she)
    sold VERB root
      She PRON nsubj
      it PRON obj
    """

    forms: tuple[str, ...]
    words: tuple[Span, ...]
    pos: tuple[str, ...]
    head: tuple[int, ...]
    relation: tuple[str, ...]
    keep: tuple[float, ...] = ()
    odds: tuple[int, ...] = ()
    margin: tuple[int, ...] = ()

    def __attrs_post_init__(self) -> None:
        count = len(self.forms)
        asked = (self.pos, self.head, self.relation)
        given = (self.words, self.keep, self.odds, self.margin)
        if any(len(one) != count for one in asked) or any(one and len(one) != count for one in given):
            raise ValueError("not a parse: not one value a word")
        if any(not 0 <= head <= count for head in self.head):
            raise ValueError("not a parse: a head that is not in the sentence")

    def __len__(self) -> int:
        return len(self.forms)

    @property
    def root(self) -> int:
        """The word that depends on none.

        Raises:
            ValueError: If there are no words.
        """
        return self.head.index(0)

    @cached_property
    def _children(self) -> tuple[tuple[int, ...], ...]:
        found: list[list[int]] = [[] for _ in self.forms]
        for word, head in enumerate(self.head):
            if head:
                found[head - 1].append(word)
        return tuple(map(tuple, found))

    def children(self, word: int) -> tuple[int, ...]:
        """The words that depend on a word, in order."""
        return self._children[word]

    def subtree(self, word: int) -> tuple[int, ...]:
        """A word and all that depends on it, over however many steps, in order."""
        found, ahead = [], [word]
        while ahead:
            found.append(ahead.pop())
            ahead.extend(self._children[found[-1]])
        return tuple(sorted(found))

    def path(self, word: int) -> tuple[int, ...]:
        """A word, its head, the head of that, and so on up to the root."""
        found = [word]
        while self.head[found[-1]]:
            found.append(self.head[found[-1]] - 1)
        return tuple(found)

    def spans(self, words: Iterable[int]) -> tuple[Span, ...]:
        """Where words stand in the text, neighbours as one span.

        >>> read = Parse(("a", "b", "c"), (Span(0, 1), Span(2, 3), Span(4, 5)), ("X",) * 3, (0, 1, 1), ("dep",) * 3)
        >>> read.spans([0, 1])
        (Span(start=0, end=3),)
        """
        found: list[Span] = []
        before = -2
        for word in sorted(set(words)):
            span = self.words[word]
            if word == before + 1:
                found[-1] = Span(found[-1].start, span.end)
            else:
                found.append(span)
            before = word
        return tuple(found)

    def __str__(self) -> str:
        lines, ahead = [], [(word, 0) for word, head in enumerate(self.head) if not head]
        while ahead:
            word, depth = ahead.pop()
            lines.append(f"{'  ' * depth}{self.forms[word]} {self.pos[word]} {self.relation[word]}")
            ahead.extend((child, depth + 1) for child in reversed(self._children[word]))
        return "\n".join(lines)
