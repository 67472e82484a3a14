"""Past forms and participles: "the band formed" or "a band formed in Leeds"."""

from __future__ import annotations

from storysum.compress.grammar.around import Around
from storysum.compress.lexicon import Form, forms, lemma, listed, reporting
from storysum.compress.tags import NOMINAL, VERBAL, Tag

__all__ = ["after_claim", "past_form"]

_BEFORE_NOUN = frozenset({Tag.DETERMINER, Tag.ADJECTIVE, Tag.NUMBER})
_OBJECTS = frozenset(["the", "a", "an", "his", "her", "its", "their", "him", "them", "“", "‘", '"'])
_NEAR = 30
_TAKING_TWO = frozenset(
    ["awarded", "branded", "called", "dubbed", "given", "handed", "named", "nicknamed", "offered", "paid", "titled"]
)


def past_form(around: Around, index: int, low: str, form: Form, before: Tag | None) -> Tag:
    """The tag of a word that may be a past form, a participle or both; `before` is the word before, adverbs skipped."""
    if form & (Form.PAST | Form.PARTICIPLE) == Form.PARTICIPLE:
        return Tag.PARTICIPLE
    if form & (Form.PAST | Form.PARTICIPLE) == Form.PAST and Form.BASE not in form:
        return Tag.NOUN if before in _BEFORE_NOUN else Tag.VERB
    if before is Tag.PREPOSITION:
        return Tag.ADJECTIVE if around.noun_follows(index) else Tag.PARTICIPLE
    if before in NOMINAL and not around.finite and (_by_whom(around, index, low) or _in_apposition(around, index)):
        return Tag.PARTICIPLE
    if before is Tag.MARK and around.low(index + 1) == "by":
        return Tag.PARTICIPLE  # "Quill – praised by fans – sang"
    if before is Tag.MARK and not _resumes(around, index) and not (_acts(around, index) and not around.finite):
        return Tag.PARTICIPLE
    if before is Tag.CONJUNCTION and around.finite:
        return Tag.VERB
    if before is Tag.PRONOUN or reporting(low):
        return (
            Tag.VERB if not around.finite or before is Tag.PRONOUN or not around.finite_ahead(index) else Tag.PARTICIPLE
        )
    if around.finite and before in NOMINAL:
        # The object of a verb: "a firm founded by…"; but "said sales rose" has a subject there.
        return Tag.VERB if after_claim(around, index) else Tag.PARTICIPLE
    if before in NOMINAL or before is Tag.MARK or before in (Tag.RELATIVE, Tag.ADVERB, None):
        if before is Tag.RELATIVE and around.tags[-1] is Tag.RELATIVE:
            return Tag.VERB  # "devices that let people sing are…"
        described = before in NOMINAL and _verb_with_object_ahead(around, index)
        return Tag.PARTICIPLE if described or around.finite_ahead(index) else Tag.VERB
    if before is Tag.CONJUNCTION:
        return Tag.VERB if around.finite else Tag.ADJECTIVE
    if before in VERBAL and around.noun_follows(index):
        return Tag.ADJECTIVE
    return Tag.PARTICIPLE


def _by_whom(around: Around, index: int, low: str) -> bool:
    """Whether "by" says who did it: "a show (watched by millions)"; but "rose by 5%", "stood by him"."""
    known = around.first[index + 2] if index + 2 < len(around.first) else None
    opener = around.tags[0] is Tag.PREPOSITION
    return (
        opener
        and around.low(index + 1) == "by"
        and known is not Tag.NUMBER
        and not listed("grammar_change_verbs", lemma(low))
    )


def _in_apposition(around: Around, index: int) -> bool:
    """Whether the verb comes behind the comma that closes this: "Norvolt, a label based in Leeds, released a tape"."""
    if not listed("grammar_prepositions", around.low(index + 1)) or around.low(0) in (
        "after",
        "as",
        "in",
        "on",
        "when",
    ):
        return False
    if index > _NEAR:
        return False
    commas = [back for back in range(index) if around.sentence[back].text == ","]
    if len(commas) != 1 or around.tags[commas[0] + 1] is not Tag.DETERMINER:
        return False
    for ahead in range(index + 1, min(len(around.sentence) - 2, index + 20)):
        if around.sentence[ahead].text == ",":
            return Form.PAST in forms(around.low(ahead + 1)) and _acts(around, ahead + 1)
    return False


def _acts(around: Around, index: int) -> bool:
    """Whether an object comes next: ", made a speech"; what was made has none."""
    taking = around.low(index) in _TAKING_TWO or reporting(around.low(index))
    return not taking and around.low(index + 1) in ("a", "an", "the", "its", "their", "his", "her")


def _verb_with_object_ahead(around: Around, index: int) -> bool:
    """Whether a later past form has an object, and this one only a phrase: "Men held in the raid used a van"."""
    agent = "by" in (around.low(index + 1), around.low(index + 2))  # "A poll carried out by fans looked at…"
    if not agent and not listed("grammar_prepositions", around.low(index + 1)):
        return False
    for ahead in range(index + 3, min(len(around.sentence) - 1, index + 15)):
        known, low = around.first[ahead], around.low(ahead)
        if known in (Tag.MARK, Tag.CONJUNCTION, Tag.RELATIVE) or around.clause_opener(low):
            return False
        if agent and known is None and Form.S in forms(low) and around.low(ahead + 1) in ("that", *_OBJECTS):
            return True
        if (
            known is None
            and Form.PAST in forms(low)
            and (agent or around.low(ahead + 1) in _OBJECTS or around.low(ahead + 1)[:1] == "'")
            and around.low(ahead - 1) not in ("a", "an", "the", "by", "of", "with")
        ):
            return True
    return False


def after_claim(around: Around, index: int) -> bool:
    """Whether the last finite verb takes a clause ("said sales rose"), with only a noun phrase since."""
    for back in range(index - 1, max(-1, index - 12), -1):
        if around.tags[back] in VERBAL:
            return listed("grammar_clausal_verbs", lemma(around.sentence[back].low))
        if around.tags[back] in (Tag.MARK, Tag.RELATIVE):
            return False
    return False


def _resumes(around: Around, index: int) -> bool:
    """Whether a mark before the word closes an interruption between subject and verb."""
    return (
        not around.finite and index > 1 and not around.finite_ahead(index) and not _finite_behind_comma(around, index)
    )


def _finite_behind_comma(around: Around, index: int) -> bool:
    """Whether the verb that is waited for comes behind the next comma: "…, formed in Leeds, have split"."""
    for ahead in range(index + 1, min(len(around.sentence) - 1, index + 20)):
        if around.sentence[ahead].text == ",":
            low = around.low(ahead + 1)
            return around.first[ahead + 1] in (Tag.AUXILIARY, Tag.MODAL) or (
                around.first[ahead + 1] is None and bool(forms(low) & Form.PAST)
            )
    return False
