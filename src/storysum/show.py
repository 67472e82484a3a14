"""The output of the command line: plain text, Markdown or JSON; on a terminal by rich."""

import re
import sys
import textwrap
from collections.abc import Sequence
from typing import Literal

from attrs import frozen

from storysum.model.article import Article
from storysum.model.quote import Quote
from storysum.model.span import Span
from storysum.model.summary import Digest, Summary
from storysum.terminal import inert, inert_line

MEASURE = 92  # characters a line
Format = Literal["text", "markdown"]

_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|~])")
_LONGEST_BLOCK = 160


@frozen
class Card:
    """A unit of output: a label, a text, and notes below it."""

    label: str
    text: str
    notes: tuple[str, ...] = ()


def cards_of_digest(digest: Digest) -> list[Card]:
    """The three lengths of a digest."""
    lengths = {"headline": digest.headline, "short": digest.short, "medium": digest.medium}
    return [card for label, summary in lengths.items() for card in cards_of_summary(summary, label)]


def cards_of_summary(summary: Summary, label: str = "") -> list[Card]:
    """One summary, with its reasons and shortfall as notes."""
    notes = (*summary.reasons, *((summary.shortfall,) if summary.shortfall else ()))
    return [Card(label, summary.text, notes)]


def cards_of_blocks(article: Article) -> list[Card]:
    """Each block, labelled with its role and the reason."""
    found = []
    for block in article.blocks:
        written = " ".join(block.span.of(article.text).split())
        shown = written if len(written) <= _LONGEST_BLOCK else written[:_LONGEST_BLOCK] + "…"
        found.append(Card(f"{block.role} ({block.reason})" if block.reason else block.role, shown))
    return found or [Card("", "", ("No blocks.",))]


def cards_of_quotes(article: Article, quotes: Sequence[Quote]) -> list[Card]:
    """Each quotation, labelled with its speaker."""

    def words_of(span: Span | None) -> str | None:
        return None if span is None else " ".join(span.of(article.text).split())

    found = []
    for quote in quotes:
        person, mention = words_of(quote.person), words_of(quote.speaker)
        speaker = person or mention or "nobody named"
        notes = [f"as “{mention}”"] if mention and person and mention != person else []
        notes += ["a few words only"] if quote.kind == "partial" else []
        found.append(Card(speaker, words_of(quote.span) or "", tuple(notes)))
    return found or [Card("", "", ("No quoted speech.",))]


def write(cards: Sequence[Card], form: Format = "text", heading: str = "", width: int = 0) -> None:
    """Print cards to standard output, under one heading.

    Plain lines are wrapped at a width; at none with 0, as a program that reads them would have it.
    """
    if form == "text" and sys.stdout.isatty():
        _on_terminal(cards, heading)
    else:
        sys.stdout.write(told(cards, form, heading, width))


def told(cards: Sequence[Card], form: Format = "text", heading: str = "", width: int = 0) -> str:
    r"""Cards as plain text or Markdown, as `write` prints them into a pipe.

    >>> told([Card("short", "It rained.")], "markdown")
    '**short**: It rained.\n'
    """
    return _markdown(cards, heading) if form == "markdown" else _plain(cards, heading, width)


def _plain(cards: Sequence[Card], heading: str, width: int) -> str:
    def wrapped(line: str) -> str:
        return textwrap.fill(line, width, break_long_words=False, break_on_hyphens=False) if width else line

    paragraphs = [f"== {inert_line(heading)} =="] if heading else []
    for card in cards:
        lines = [f"{inert_line(card.label)}:"] if card.label else []
        if card.text:
            lines.append(wrapped(inert(card.text)))
        lines.extend(wrapped(f"({inert_line(note)})") for note in card.notes)
        paragraphs.append("\n".join(lines))
    return "\n\n".join(paragraphs) + "\n"


def _markdown(cards: Sequence[Card], heading: str) -> str:
    def escaped(text: str) -> str:
        return _MARKDOWN.sub(r"\\\1", inert(text))

    paragraphs = [f"# {escaped(heading)}"] if heading else []
    for card in cards:
        label = f"**{escaped(card.label)}**: " if card.label else ""
        if label or card.text:
            paragraphs.append(f"{label}{escaped(card.text)}".strip())
        paragraphs.extend(f"*{escaped(note)}*" for note in card.notes)
    return "\n\n".join(paragraphs) + "\n"


def _on_terminal(cards: Sequence[Card], heading: str) -> None:
    from rich.console import Console
    from rich.padding import Padding
    from rich.rule import Rule
    from rich.text import Text

    console = Console(highlight=False)
    measure = min(console.width, MEASURE)
    if heading:
        console.print(Rule(Text(inert_line(heading), style="bold"), align="left"), width=measure)
    for number, card in enumerate(cards):
        if number:
            console.print()
        if card.label:
            console.print(Text(inert_line(card.label), style="bold cyan"))
        if card.text:
            console.print(Padding(Text(inert(card.text)), (0, 0, 0, 2)), width=measure)
        for note in card.notes:
            console.print(Padding(Text(inert_line(note), style="dim italic"), (0, 0, 0, 2)), width=measure)
