"""A stretch of quoted speech and who said it."""

from typing import Literal

from attrs import frozen

from storysum.model.span import Span

Kind = Literal["speech", "partial"]


@frozen
class Quote:
    """Quoted speech, as far as the text itself tells who spoke.

    Attributes:
        span: The quotation with its marks.
        speaker: The mention of the speaker in the attribution (“Perry”, “he”, “the guitarist”), or None.
        person: The fullest form of that person's name in the article, or None when unknown.
        cue: The reporting word (“says”, “laughs”, “according to”), or None.
        kind: "speech" for an utterance that could stand alone, "partial" for a few words
            that are woven into the writer's own sentence.
        group: A number that the parts of one utterance (interrupted, or over several paragraphs) share.
        confidence: The probability that the speaker is right, 0 to 1, measured on newspapers that the weights
            were not fitted to. 0 where there is no speaker.
    """

    span: Span
    speaker: Span | None
    person: Span | None
    cue: Span | None
    kind: Kind
    group: int
    confidence: float = 1.0
