"""Writing a selection out as a summary.

Every word is a slice of the article. What stands between the slices is this and nothing else:

- a space (a dropped stretch, and any run of white space, becomes one), also where the source glued two
  sentences; none behind the stops of Chinese and Japanese, nor where a hyphen at the end of a line, a
  note mark, stray markup or a space in front of a stop was left out;
- the character that an entity (`&#39;`) stands for;
- quotation marks, opened or closed again where a quotation was cut, goes on in the next
  paragraph, has a mark of another style at its end or marks that stand apart; never any inside one;
- ` — ` before the name of a speaker whom the excerpt does not name, and a stop after that name
  where another sentence follows;
- a capital for the letter that a dropped lead-in or label leaves in front;
- the stop of a sentence that lost its end, and of a line that had none where another sentence follows.
"""

import re
from collections import deque
from collections.abc import Sequence

from attrs import evolve, frozen

from storysum.marks import ONLY_CLOSING
from storysum.model.article import Article
from storysum.model.budget import Budget
from storysum.model.ranking import Ranking
from storysum.model.selection import Excerpt, Selection
from storysum.model.span import Span
from storysum.model.summary import Piece, Summary
from storysum.text.body import overlapping
from storysum.text.gaps import written
from storysum.text.marks.balance import Edit, mend
from storysum.text.marks.stretches import Stretch, marked

# White space that is replaced by one space: all but a single plain space.
_SPACES = re.compile(r"[^\S ]\s*| \s+")
_STOPS = tuple(".?!…。！？؟۔।")
_UNSPACED_STOPS = ("。", "！", "？")
# Marks that follow a word without a space, whatever was dropped in between.
_CLOSING = ",;:.!?…)]”’»" + "".join(sorted(ONLY_CLOSING))
_CLOSERS = "\"”’'»)]“" + "".join(sorted(ONLY_CLOSING))


@frozen
class Part:
    """A slice of the article as it is shown, or (`span` None) text that `render` adds."""

    shown: str
    span: Span | None = None
    sentence: int = -1


def render(
    article: Article,
    ranking: Ranking,
    selection: Selection,
    budget: Budget | None,
    *,
    backend: str,
    signature: str,
    headline: bool = False,
) -> Summary:
    """Write a selection out, each piece with its score and rank; a headline without the final stop.

    The Summary bears `backend`, `signature` and the `budget` under which it was chosen, None for no cap.
    """
    written = joined([parts(article, excerpt, headline=headline) for excerpt in selection.excerpts])
    ranks = ranking.ranks if written else ()
    pieces = tuple(
        Piece(part.span, part.span.of(article.text), ranking.scores[part.sentence], ranks[part.sentence])
        for part in written
        if part.span is not None
    )
    return Summary(
        text="".join(part.shown for part in written),
        pieces=pieces,
        budget=budget,
        backend=backend,
        signature=signature,
        shortfall=selection.shortfall,
        reasons=(*ranking.reasons, *selection.reasons),
        story=article.text,
    )


def joined(excerpts: Sequence[list[Part]]) -> list[Part]:
    """Excerpts in a row with a space between them; one that ends with a word or a name gets a stop.

    >>> [part.shown for part in joined([[Part("“So.”"), Part(" — "), Part("Holm")], [Part("It rained.")]])]
    ['“So.”', ' — ', 'Holm', '.', ' ', 'It rained.']
    """
    found: list[Part] = []
    for excerpt in excerpts:
        if found:
            found += [Part("."), Part(" ")] if found[-1].shown[-1:].isalnum() else _space(found[-1])
        found += excerpt
    return found


def parts(article: Article, excerpt: Excerpt, *, headline: bool = False) -> list[Part]:
    """The slices of an excerpt and what stands between them; a headline has no final stop."""
    text, kept = article.text, excerpt.kept
    whole = Span(kept[0].start, kept[-1].end)
    gaps, stretches = overlapping(article.gaps, whole), overlapping(marked(article), whole)
    # Kept spans, edits and sentences are all in order, so one pass is enough.
    waiting, edits = deque(kept), deque(mend(text, kept, stretches))
    found: list[Part] = []
    for index in range(excerpt.first, excerpt.last + 1):
        sentence = article.sentences[index]
        slices = []
        while waiting and waiting[0].start < sentence.end:
            if (cut := _common(text, waiting.popleft(), sentence, gaps)) is not None:
                slices.append(cut)
        if not slices:
            continue
        if found:
            stopped = not _had_no_stop(text, article.sentences[index - 1], sentence, stretches)
            found += _space(found[-1]) if stopped else [Part("."), Part(" ")]
        found += _sentence(text, sentence, slices, index, edits, gaps, headline)
    if excerpt.speaker is not None:
        found += [Part(" — "), Part(excerpt.speaker.of(text), excerpt.speaker, excerpt.last)]
    return found


def _space(last: Part) -> list[Part]:
    """The separator of two sentences: a space, or nothing after a Chinese or Japanese stop."""
    return [] if last.shown.rstrip(_CLOSERS).endswith(_UNSPACED_STOPS) else [Part(" ")]


def _had_no_stop(text: str, line: Span, following: Span, stretches: Sequence[Stretch]) -> bool:
    """Whether a sentence ends its block without a mark, and outside any quotation."""
    apart = text[line.end - 1].isalnum() and "\n" in text[line.end : following.start]
    return apart and not any(stretch.start < line.end < stretch.end for stretch in stretches)


def _common(text: str, span: Span, sentence: Span, gaps: Sequence[Span]) -> Span | None:
    """The part that a span and a sentence share, without white space and gaps at its edges."""
    start, end = _stripped(text, max(span.start, sentence.start), min(span.end, sentence.end))
    gaps = [gap for gap in overlapping(gaps, Span(start, end)) if not written(gap.of(text)).strip()]
    for gap in gaps:
        if gap.start <= start < gap.end:
            start, end = _stripped(text, gap.end, end)
    for gap in reversed(gaps):
        if gap.start < end <= gap.end:
            start, end = _stripped(text, start, gap.start)
    return Span(start, end) if start < end else None


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    inside = text[start:end]
    return start + len(inside) - len(inside.lstrip()), start + len(inside.rstrip())


def _sentence(
    text: str,
    sentence: Span,
    slices: Sequence[Span],
    index: int,
    edits: deque[Edit],
    gaps: Sequence[Span],
    headline: bool,
) -> list[Part]:
    """The kept parts of one sentence, with balanced marks, a capital at the beginning and a stop at the end."""
    found: list[Part] = []
    last_end = slices[0].start
    for cut in slices:
        if found and any(map(str.isspace, text[last_end : cut.start])) and text[cut.start] not in _CLOSING:
            found.append(Part(" "))
        start = cut.start
        while edits and edits[0].start <= cut.end:
            edit = edits.popleft()
            if edit.start < edit.end <= start:
                continue  # inside what was left out
            found += [*_slices(text, start, edit.start, index, gaps), Part(edit.marks)]
            start = edit.end
        found += _slices(text, start, cut.end, index, gaps)
        last_end = cut.end
    # A sentence behind a label that was cut off may begin with a small letter.
    first = sentence.start
    labelled = text[first : first + 2].islower() and text[max(0, first - 2) : first] == ": "
    if labelled or slices[0].start > first:
        _raise_first(found)
    if headline:
        _drop_stop(text, found)
    elif (
        last_end < sentence.end
        and _ended(text, sentence.end)
        and not (_ended(text, last_end) or text[last_end - 1] == ":")
    ):
        found.append(Part("."))
    return found


def _slices(text: str, start: int, end: int, index: int, gaps: Sequence[Span]) -> list[Part]:
    """text[start:end] without its gaps, with every run of odd white space replaced by one space."""
    found: list[Part] = []
    inside = [gap for gap in gaps if start < gap.end and gap.start < end]
    for gap in (*inside, Span(end, end)):
        left_out = [(*space.span(), " ") for space in _SPACES.finditer(text, start, gap.start)]
        for stop, following, shown in (*left_out, (gap.start, min(gap.end, end), written(gap.of(text)))):
            if start < stop:
                found.append(Part(text[start:stop], Span(start, stop), index))
            if shown and not (shown == " " and found and found[-1].shown.endswith(" ")):
                found.append(Part(shown))
            start = following
    return found


def _raise_first(found: list[Part]) -> None:
    first = next((place for place, part in enumerate(found) if part.span is not None), None)
    if first is not None and found[first].shown[0].islower():
        part = found[first]
        found[first] = evolve(part, shown=part.shown[0].upper() + part.shown[1:])


def _drop_stop(text: str, found: list[Part]) -> None:
    """Headlines have no final stop, except one that belongs to a name (Run-D.M.C.)."""
    last = found[-1]
    if last.span is None or not last.shown.endswith(".") or last.shown.endswith(".."):
        return
    word = last.shown.rsplit(None, 1)[-1]
    if "." in word[:-1] and not any(map(str.isdigit, word)):
        return
    found.pop()
    if shown := last.shown[:-1].rstrip():  # a page may set a space before its stop
        found.append(evolve(last, shown=shown, span=Span(last.span.start, last.span.start + len(shown))))


def _ended(text: str, end: int) -> bool:
    return text[max(0, end - 4) : end].rstrip(_CLOSERS).endswith(_STOPS)
