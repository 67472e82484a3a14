"""Who the quotations of a text are found to be by."""

from __future__ import annotations

import storysum


def speakers(text: str, language: str | None = None) -> list[str | None]:
    """The words that name who speaks, of each quotation."""
    return [quote.speaker and quote.speaker.of(text) for quote in storysum.quotes(text, language=language)]


def people(text: str) -> list[str | None]:
    """The fullest name of who speaks, of each quotation."""
    return [quote.person and quote.person.of(text) for quote in storysum.quotes(text)]
