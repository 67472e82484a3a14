"""The parses of an article's sentences: made when first asked for, and kept as long as the article lives."""

from collections.abc import Sequence

from storysum.memo import once_per_article
from storysum.model.article import Article
from storysum.model.parse import Parse
from storysum.syntax import parse
from storysum.syntax.compression import with_keep
from storysum.syntax.network import States
from storysum.text.gaps import masked


@once_per_article
def _known(article: Article) -> dict[int, tuple[Parse, States | None]]:
    """The parses made so far, and the network's states of those whose `keep` was not computed yet."""
    return {}


def parses(article: Article, wanted: Sequence[int], *, keep: bool = False) -> list[Parse]:
    """The parses of some sentences of an article, given by index; the text in gaps is left out.

    They say what an editor would `keep` where that is asked for.

    Cost: those that nobody asked for before are parsed, all in one batch.

    >>> from storysum.text.read import read
    >>> [one.forms for one in parses(read("Rain fell. Nobody came."), [1])]
    [('Nobody', 'came', '.')]
    """
    known = _known(article)
    if new := [index for index in dict.fromkeys(wanted) if index not in known]:
        text, states = masked(article.text, article.gaps), list[States]()
        found = parse(text, [article.sentences[index] for index in new], states, keep=False)
        known.update(zip(new, zip(found, states, strict=True), strict=True))
    read = {index: (one, states) for index in wanted for one, states in [known[index]] if states is not None}
    if keep and read:
        made = with_keep([one for one, _ in read.values()], [states for _, states in read.values()])
        known.update((index, (one, None)) for index, one in zip(read, made, strict=True))
    return [known[index][0] for index in wanted]
