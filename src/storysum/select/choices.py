"""Whether a choice of sentences that somebody else made may be published: it must keep the same rules."""

from collections.abc import Sequence
from itertools import pairwise

from storysum.model.budget import Limits, count_words
from storysum.model.choice import Refused
from storysum.model.selection import Excerpt
from storysum.select.candidates import Candidates
from storysum.select.signing import by_somebody
from storysum.text.marks.balance import balanced
from storysum.text.passages import passage_at


def checked(candidates: Candidates, sentences: Sequence[int], limits: Limits) -> tuple[Excerpt, ...]:
    """The chosen sentences as excerpts. Error messages number the sentences from 1, `sentences` from 0.

    Raises:
        Refused: If a sentence is not there or may not be taken, they are out of order or repeated, a quotation is
            separated from its other half or its speaker, or a limit is exceeded.
    """
    if not sentences:
        raise Refused("no sentence was chosen")
    places = sorted({known(candidates, one) for one in sentences})
    for before, after in pairwise(sentences):
        if before == after:
            raise Refused(f"sentence {after + 1} is there twice")
        if before > after:
            raise Refused(f"sentences {before + 1} and {after + 1} are out of order")
    article, wanted = candidates.article, set(sentences)
    for place in places:
        passage = candidates.passages[place]
        if not wanted.issuperset(range(passage.first, passage.last + 1)):
            raise Refused(f"sentences {passage.first + 1} to {passage.last + 1} are told together or not at all")
    excerpts = []
    for place in places:
        first, whole = candidates.passages[place].first, candidates.whole(place)
        if whole is None:
            raise Refused(f"who speaks in sentence {first + 1} cannot be told from it, or its marks have no partner")
        if by_somebody(article, candidates.quotes, whole.excerpt.kept) and first - 1 not in wanted:
            raise Refused(f"sentence {first + 1} quotes somebody whom it does not name: take sentence {first}, too")
        excerpts.append(whole.excerpt)
    finished = candidates.finished(excerpts)
    for excerpt in finished:
        if excerpt.speaker is not None:
            named = excerpt.speaker.of(article.text)
            raise Refused(f"sentence {excerpt.first + 1} quotes {named!r}, and no sentence chosen has that name")
    written = candidates.write(finished)
    if not balanced(written):
        raise Refused("its quotation marks have no partners")
    within(written, limits, sentences=len(sentences))
    return finished


def known(candidates: Candidates, sentence: int) -> int:
    """The index of the passage that contains a sentence.

    Raises:
        Refused: If the sentence does not exist or may not be taken.
    """
    count = len(candidates.article.sentences)
    if not 0 <= sentence < count:
        raise Refused(f"there is no sentence {str(sentence + 1)[:20]}: they are numbered 1 to {count}")
    if (place := passage_at(candidates.passages, sentence)) is None:
        raise Refused(f"sentence {sentence + 1} may not be taken: it is in a list, or by a mark that nothing closes")
    return place


def within(written: str, limits: Limits, *, sentences: int) -> None:
    """Check that a text stays within the limits.

    Raises:
        Refused: If it does not.
    """
    counted = {"words": count_words(written), "sentences": sentences, "characters": len(written)}
    for name, count in counted.items():
        most = getattr(limits, name)
        if most is not None and count > most:
            raise Refused(f"it has {count} {name} and may have {most}")
