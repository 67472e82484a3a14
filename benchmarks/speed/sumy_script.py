"""What a user of sumy writes to summarize a file; `claims.start` runs it as a whole process."""

from __future__ import annotations

import sys
from pathlib import Path

from nltk.tokenize import NLTKWordTokenizer
from nltk.tokenize.punkt import PunktSentenceTokenizer
from sumy.nlp.stemmers import Stemmer
from sumy.parsers.plaintext import PlaintextParser
from sumy.summarizers.text_rank import TextRankSummarizer
from sumy.utils import get_stop_words


class Tokenizer:
    """One that needs no download."""

    sentences, words = PunktSentenceTokenizer(), NLTKWordTokenizer()

    def to_sentences(self, text: str) -> list[str]:
        """By Punkt without data."""
        return self.sentences.tokenize(text)

    def to_words(self, sentence: str) -> tuple[str, ...]:
        """By nltk's rules."""
        return tuple(word for word in self.words.tokenize(sentence) if any(map(str.isalpha, word)))


if __name__ == "__main__":
    summarizer = TextRankSummarizer(Stemmer("english"))
    summarizer.stop_words = get_stop_words("english")
    text = Path(sys.argv[1]).read_text(encoding="utf-8")
    for sentence in summarizer(PlaintextParser.from_string(text, Tokenizer()).document, 3):
        print(sentence)
