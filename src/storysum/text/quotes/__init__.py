"""Quotations: marks → utterances → cues → mentions → people."""

from storysum.text.quotes.finding import find_quotes

__all__ = ["find_quotes"]
