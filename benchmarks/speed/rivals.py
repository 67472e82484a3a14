"""Rivals, each imported inside its runner: a name → a function that summarizes a text in its own way.

To add one, write a function that returns such a function and raises ImportError where its package is
absent, add it to `RIVALS`, and say how many sentences it can take in a minute.
"""

from __future__ import annotations

from collections.abc import Callable

from attrs import frozen

Runner = Callable[[str], object]


@frozen
class Rival:
    """One of them."""

    name: str
    runner: Callable[[], Runner]  # imports it and gives the function
    longest: int  # the most sentences that it is given: beyond, it takes a minute


def sumy(kind: str) -> Runner:
    """TextRank or LSA of sumy, three sentences, with a tokenizer that needs no download.

    Its own fails without nltk's data; this is Punkt without data and nltk's word tokenizer.
    """
    from sumy.nlp.stemmers import Stemmer
    from sumy.parsers.plaintext import PlaintextParser
    from sumy.summarizers.lsa import LsaSummarizer
    from sumy.summarizers.text_rank import TextRankSummarizer
    from sumy.utils import get_stop_words
    from sumy_script import Tokenizer

    summarizer = {"text-rank": TextRankSummarizer, "lsa": LsaSummarizer}[kind](Stemmer("english"))
    summarizer.stop_words = get_stop_words("english")
    return lambda text: summarizer(PlaintextParser.from_string(text, Tokenizer()).document, 3)


def summa() -> Runner:
    """TextRank of summa, as many sentences as fit 60 words."""
    from summa import summarizer

    return lambda text: summarizer.summarize(text, words=60)


RIVALS = (
    Rival("sumy TextRank", lambda: sumy("text-rank"), 1_000),
    Rival("sumy LSA", lambda: sumy("lsa"), 1_000),
    Rival("summa TextRank", summa, 1_000),
)
