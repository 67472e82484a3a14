"""The articles that ship with storysum, and the headlines and summaries that people wrote for them.

Each article is a text, `articles/NAME.txt`, and what is known about it, `articles/NAME.json`, read when asked for.
"""

from storysum.corpus.shipped import CorpusArticle, Marked, checksum, load

__all__ = ["CorpusArticle", "Marked", "checksum", "load"]
