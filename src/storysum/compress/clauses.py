"""Where the main clause is: its lead-ins, subject, verb, predicate and the attribution behind it."""

from __future__ import annotations

from attrs import frozen

from storysum.compress.lexicon import Form, forms, lemma, listed, reporting
from storysum.compress.sentence import Sentence
from storysum.compress.sources import attributes
from storysum.compress.tags import FINITE, NOMINAL, Tag
from storysum.compress.tokens import MONTHS

__all__ = [
    "CLAUSE",
    "WEAK_SUBORDINATORS",
    "Clause",
    "clause_follows",
    "main_clause",
    "spell_after",
    "takes_clause",
]

CLAUSE = frozenset({Tag.RELATIVE, Tag.SUBORDINATOR})
WEAK_SUBORDINATORS = frozenset(
    {"if", "unless", "whether", "where", "what", "how", "why", "whenever", "wherever", "so", "lest", "once", "than"}
)
_BARE = frozenset({Tag.DETERMINER, Tag.ADJECTIVE, Tag.NOUN, Tag.NAME})
_REDUCED = frozenset({Tag.ING, Tag.PARTICIPLE})
_SUPPOSED = frozenset({"say", "suppose", "imagine", "assume", "consider", "let", "picture"})
_SPELLS = frozenset({"seconds", "minutes", "hours", "days", "weeks", "months", "years", "decades", "centuries"})


@frozen
class Clause:
    """The main clause of a sentence, in token indices.

    Attributes:
        subject: Where its subject begins.
        verb: Its finite verb.
        end: One past its last token: the comma before a final attribution, or the final stop.
        broken: Where the comma stands that interrupts subject and verb, or None.
        attribution: Whether what follows `end` says who claims it.
    """

    subject: int
    verb: int
    end: int
    broken: int | None
    attribution: bool


def main_clause(sentence: Sentence, *, bold: bool = False) -> Clause | None:
    """The main clause, or None where it is not plain.

    Args:
        sentence: The sentence.
        bold: Whether to read on where the tagger may have taken a participle for the verb, and where
            the verb may belong to a source: for headlines, of which a sentence has to make one.
    """
    if any(sentence.is_mark(i, ":") and sentence.tag(i + 1) is Tag.SUBORDINATOR for i in range(sentence.end)):
        return None  # "A giant boat: While…"
    if sentence.low(0) in _SUPPOSED and sentence.tag(0) is not Tag.NAME:
        return None
    if any(_said_behind(sentence, last) for _, last in sentence.quotations):
        return None
    end, attribution = _body_end(sentence, bold)
    starts = [0, *(index + 1 for index in range(end) if sentence.is_mark(index, ","))]
    led = False  # whether a lead-in came before
    pending: int | None = None  # a noun phrase that waits for its verb: "A, B and C have…"
    for place, start in enumerate(starts):
        stop = starts[place + 1] - 1 if place + 1 < len(starts) else end
        start = _skip_marks(sentence, start, stop)
        if start >= stop:
            continue
        verb = _finite(sentence, start, stop, bold)
        opener = _opens_adverbial(sentence, start)
        if bold and [sentence.low(start + ahead) for ahead in range(3)] == ["by", "the", "time"] and stop < end:
            led = True
            continue
        if sentence.tag(start) is Tag.SUBORDINATOR:
            if stop < end and all(sentence.tag(index) in _BARE for index in range(start + 1, stop)):
                return None  # "While stages, tents and vans are…": a list that the comma cuts
            led = True
            continue
        if verb is not None and verb > start:
            if reporting(sentence.low(verb)) and sentence.is_mark(verb + 1, ",") and verb + 1 < end:
                return None  # "Quill says, the label will close"
            if sentence.tag(start) in (Tag.ING, Tag.PARTICIPLE) and _another(sentence, starts[place + 1 :], end):
                led = True
                continue  # "Using a camera fixed to his kayak, he…"
            if not any(
                sentence.tag(index) in NOMINAL or sentence.low(index) == "there" for index in range(start, verb)
            ):
                return None
            if opener and not _subject_between(sentence, start, verb):
                if bold and sentence.tag(start) is Tag.PREPOSITION and _another(sentence, starts[place + 1 :], end):
                    led = True
                    continue  # "In a show watched by fans, Quill sang", whatever the tagger made of it
                return None
            return Clause(start if pending is None else pending, verb, end, None, attribution)
        if verb == start:
            past = forms(sentence.low(start)) & Form.PARTICIPLE and sentence.tag(start) is Tag.VERB
            if bold and past and place == 0 and _another(sentence, starts[1:], end):
                led = True
                continue  # "Caught in a storm, the band…"
            return None  # a question or an order
        if opener or listed("drop_connectives", sentence.low(start)):
            led = led or opener
            continue
        if led and all(_of_date(sentence, index) for index in range(start, stop)):
            continue
        if led and sentence.is_mark(stop, ",") and _plain_clause(sentence, starts[place + 1 :], end):
            continue  # "Born in Hull, Yorkshire, Quill went…": part of the lead-in
        resumed = _resumption(sentence, starts[place + 1 :], end)
        if resumed is not None:
            if pending is not None:
                return Clause(pending, resumed, end, None, attribution)
            if sentence.is_mark(resumed - 1, ",") and resumed - 1 == stop:
                return None  # "The song, became": not a comma of ours
            return Clause(start, resumed, end, stop, attribution)
        if pending is None:
            pending = start
    return None


def _of_date(sentence: Sentence, index: int) -> bool:
    low = sentence.low(index)
    return sentence.tag(index) is Tag.NUMBER or listed("grammar_time_words", low) or low[:-1] in MONTHS


def _plain_clause(sentence: Sentence, starts: list[int], end: int) -> bool:
    """Whether a subject and its verb come next, without a conjunction that would join them to a list."""
    if not starts:
        return False
    start = starts[0]
    stop = starts[1] - 1 if len(starts) > 1 else end
    verb = _finite(sentence, start, stop)
    return (
        verb is not None
        and verb > start
        and not any(sentence.tag(index) is Tag.CONJUNCTION for index in range(start, verb))
        and not _opens_adverbial(sentence, start)
    )


def _another(sentence: Sentence, starts: list[int], end: int) -> bool:
    """Whether a later stretch between commas has a subject and a finite verb of its own."""
    for place, start in enumerate(starts):
        stop = starts[place + 1] - 1 if place + 1 < len(starts) else end
        verb = _finite(sentence, start, stop)
        if verb is not None and verb > start and sentence.tag(start) not in (Tag.CONJUNCTION, Tag.RELATIVE):
            return True
    return False


def _skip_marks(sentence: Sentence, start: int, stop: int) -> int:
    while start < stop and sentence.tag(start) in (Tag.MARK, Tag.ASIDE, Tag.CONJUNCTION):
        start += 1
    return start


def _opens_adverbial(sentence: Sentence, start: int) -> bool:
    tag = sentence.tag(start)
    if tag in (Tag.PREPOSITION, Tag.SUBORDINATOR, Tag.ING, Tag.PARTICIPLE, Tag.TO, Tag.ADVERB):
        return not (tag is Tag.ING and sentence.tag(start + 1) in FINITE)
    if spell_after(sentence, start):
        return True
    return sentence.low(start) in ("last", "next", "this", "earlier", "later") and listed(
        "grammar_time_words", sentence.low(start + 1)
    )


def spell_after(sentence: Sentence, start: int) -> bool:
    """Whether a stretch opens on a span of time: "Three years after the flood", "Less than a week later"."""
    for index in range(start + 1, start + 6):
        if sentence.low(index) in ("after", "before", "later", "ago"):
            return listed("grammar_time_words", sentence.low(index - 1)) or sentence.low(index - 1) in _SPELLS
        if sentence.tag(index) not in (Tag.NUMBER, Tag.NOUN, Tag.ADJECTIVE, Tag.DETERMINER):
            return False
    return False


def _subject_between(sentence: Sentence, start: int, verb: int) -> bool:
    """After an opening phrase without a comma: "In 2004 the firm fell". Two noun phrases side by side."""
    gap = range(start + 1, verb)
    return (
        any(
            (
                sentence.tag(index) in (Tag.DETERMINER, Tag.PRONOUN)
                and sentence.tag(index - 1) in (Tag.NOUN, Tag.NUMBER, Tag.NAME, Tag.ADVERB)
            )
            or (
                sentence.tag(index) is Tag.NAME
                and (sentence.tag(index - 1) is Tag.NUMBER or listed("grammar_time_words", sentence.low(index - 1)))
            )
            for index in gap
        )
        or sentence.tag(start) is Tag.ADVERB
        or (sentence.tag(start) is Tag.ING)
    )


def _finite(sentence: Sentence, start: int, stop: int, bold: bool = False) -> int | None:
    """The finite verb of the clause between two commas, not that of a relative clause in its subject."""
    skip = 0
    for index in range(start, stop):
        tag = sentence.tag(index)
        if tag is Tag.RELATIVE or (tag is Tag.SUBORDINATOR and index > start):
            reduced = bold and tag is Tag.SUBORDINATOR and sentence.tag(index + 1) in _REDUCED  # "while singing"
            skip += not reduced
        elif tag in FINITE:
            if not skip:
                return index
            skip -= 1
            if _many_verbs(sentence, index, stop, skip):
                return None
    return None


def _many_verbs(sentence: Sentence, index: int, stop: int, skip: int) -> bool:
    """Whether more finite verbs follow than the clauses opened in the subject account for."""
    later = range(index + 1, stop)
    opened = skip + sum(sentence.tag(place) in CLAUSE for place in later)
    verbs = sum(sentence.tag(place) in FINITE and sentence.tag(place - 1) is not Tag.TO for place in later)
    return verbs > opened + 1


def _resumption(sentence: Sentence, starts: list[int], end: int) -> int | None:
    """The finite verb that begins a stretch after a comma, behind an interrupted subject."""
    for start in starts:
        index = start
        while index < end and sentence.tag(index) is Tag.ADVERB:
            index += 1
        if index < end and sentence.tag(index) in FINITE:
            return index
        if index < end and sentence.tag(index) is Tag.CONJUNCTION:
            return None
    return None


def _said_behind(sentence: Sentence, index: int) -> bool:
    """Whether who said so stands behind a quotation whose comma is inside: "it will “cool off,” Quill said"."""
    inside = index < sentence.end and sentence.tokens[index - 2].text == ","
    return inside and index > 3 and not _opens(sentence, index) and attributes(sentence, index, sentence.end)


def _opens(sentence: Sentence, index: int) -> bool:
    """Whether the sentence opens on the quotation that ends before a token."""
    return any(first == 0 and last == index for first, last in sentence.quotations)


def _body_end(sentence: Sentence, bold: bool) -> tuple[int, bool]:
    """Where the main clause's stretch ends, and whether an attribution follows."""
    end = sentence.end
    commas = [index for index in range(end) if sentence.is_mark(index, ",")]
    for comma in reversed(commas[-3:]):
        if attributes(sentence, comma + 1, end) and (not bold or _tells(sentence, comma)):
            return comma, True
    # Without a comma: "will be thrown out the speaker has ruled" stays whole, by the verb at the end.
    return end, False


def _tells(sentence: Sentence, end: int) -> bool:
    """Whether something is told up to here, or quoted: not "On Saturday, Quill called for a vote"."""
    return any(sentence.tag(index) in FINITE for index in range(end)) or any(
        first < end for first, _ in sentence.quotations
    )


def clause_follows(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a finite verb comes next, at once or behind a plain subject."""
    for index in range(start, min(end, start + 8)):
        tag = sentence.tag(index)
        if tag in FINITE:
            return True
        if tag in CLAUSE or tag in (Tag.MARK, Tag.CONJUNCTION, Tag.ING, Tag.TO):
            return False
    return False


def takes_clause(sentence: Sentence, index: int) -> bool:
    """Whether a verb takes a whole clause: said, fears, found."""
    low = sentence.low(index)
    return reporting(low) or listed("grammar_clausal_verbs", lemma(low))
