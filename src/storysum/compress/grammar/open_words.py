"""Verbs, nouns and adjectives: what a word is here that could be several of them."""

from __future__ import annotations

from storysum.compress.grammar.around import Around
from storysum.compress.grammar.past_forms import after_claim, past_form
from storysum.compress.lexicon import Form, forms, lemma, listed, reporting, role
from storysum.compress.tags import FINITE, NOMINAL, VERBAL, Tag

__all__ = ["open_word"]

_BEFORE_NOUN = frozenset({Tag.DETERMINER, Tag.ADJECTIVE, Tag.NUMBER})
_PLURAL_SUBJECTS = frozenset({"i", "you", "we", "they", "who", "that", "which", "these", "those", "many", "most"})
_PEOPLE = frozenset({"i", "you", "we", "they"})
_BE = frozenset(
    ["be", "am", "is", "are", "was", "were", "been", "being", "isn't", "aren't", "wasn't", "weren't", "ain't"]
)
_HAVE = frozenset(["have", "has", "had", "having", "haven't", "hasn't", "hadn't"])
_DO = frozenset(["do", "does", "did", "don't", "doesn't", "didn't"])
_NO_RANKS = frozenset(["arrest", "contest", "forest", "harvest", "interest", "protest", "request"])
_ENDINGS = ("ous", "ful", "ive", "ic", "ible", "able", "less", "ish", "ical", "ary", "ant", "ent", "al")


def open_word(around: Around, index: int, low: str, before: Tag | None, word_before: str) -> Tag:
    """Verbs, nouns and adjectives."""
    form = forms(low)
    previous = around.tags[index - 1] if index else None
    if before in (Tag.MODAL, Tag.TO) and (Form.BASE in form or (before is Tag.MODAL and not form)):
        return Tag.BASE
    if form and word_before in _DO and before is Tag.AUXILIARY and Form.BASE in form:
        return Tag.BASE
    if Form.BASE in form and Form.PARTICIPLE in form and before in NOMINAL and _helped(around, index, before):
        return Tag.BASE
    if word_before in _HAVE and Form.PARTICIPLE in form and previous is not Tag.DETERMINER:
        return Tag.PARTICIPLE
    if (word_before in _BE or (word_before.endswith(("'re", "'m", "'s")) and before is Tag.AUXILIARY)) and (
        Form.PARTICIPLE in form or Form.ING in form
    ):
        return Tag.PARTICIPLE if Form.PARTICIPLE in form else Tag.ING
    if (
        previous in _BEFORE_NOUN
        or (previous is Tag.NAME and around.sentence[index - 1].possessive)
        or (previous is Tag.NOUN and around.sentence[index - 1].possessive)
    ):
        return _in_phrase(around, index, low, form)
    if Form.ING in form:
        return _ing(around, index, before)
    if Form.PAST in form or Form.PARTICIPLE in form:
        return past_form(around, index, low, form, before)
    if (
        form & (Form.S | Form.PAST)
        and reporting(low)
        and before in NOMINAL
        and _ends_stretch(around, index)
        and not _reported(around, index)
    ):
        return Tag.VERB  # ", the industry warns."
    if (
        Form.S in form
        and not (before is Tag.MARK and _past_follows(around, index))
        and _takes_verb(around, index, before)
        and (before is Tag.RELATIVE or _verb_goes_on(around, index))
    ):
        return Tag.VERB
    if Form.BASE in form and _helped(around, index, before):
        return Tag.BASE
    if (
        Form.BASE in form
        and _takes_base(around, index, before, word_before)
        and (before is Tag.RELATIVE or word_before in _PEOPLE or _verb_goes_on(around, index))
    ):
        return Tag.VERB
    return _noun_or_adjective(around, index, low)


def _helped(around: Around, index: int, before: Tag | None) -> bool:
    """Whether a bare infinitive may stand here: "helped lift", "helped sales recover", "saw prices fall"."""
    following = around.first[index + 1] if index + 1 < len(around.first) else Tag.MARK
    goes_on = following in (Tag.MARK, Tag.DETERMINER) or listed("grammar_prepositions", around.low(index + 1))
    for back in range(index - 1, max(-1, index - 7), -1):
        low = around.sentence[back].low
        if around.tags[back] in VERBAL:
            helps = lemma(low) == "help" and (back == index - 1 or goes_on)
            return helps or (lemma(low) in ("see", "make", "let", "watch") and goes_on and back < index - 1)
        if around.tags[back] not in (Tag.DETERMINER, Tag.NOUN, Tag.NAME, Tag.ADJECTIVE, Tag.PRONOUN, Tag.PREPOSITION):
            return False
    return False


def _in_phrase(around: Around, index: int, low: str, form: Form) -> Tag:
    """After a determiner, an adjective, a number or a possessive."""
    if form == Form.PAST and not around.noun_follows(index):
        return Tag.VERB
    previous = around.tags[index - 1]
    if previous is Tag.NUMBER and not around.finite and Form.PAST in form and not around.finite_ahead(index):
        return Tag.VERB
    if (Form.PARTICIPLE in form or Form.ING in form) and Form.BASE not in form and around.noun_follows(index):
        return Tag.ADJECTIVE
    return _noun_or_adjective(around, index, low)


def _ing(around: Around, index: int, before: Tag | None) -> Tag:
    if before is Tag.PREPOSITION and around.low(index + 1) == "of":
        return Tag.NOUN
    if before is Tag.NOUN and around.noun_follows(index) is False and around.low(index + 1) in ("of", ""):
        return Tag.NOUN
    if before is Tag.NOUN and around.low(index + 1) == "that" and listed("grammar_content_nouns", around.low(index)):
        return Tag.NOUN  # "a court ruling that…"
    return Tag.ING


def _past_follows(around: Around, index: int) -> bool:
    """Whether the next word is a past form: "After a calm, clashes erupted"."""
    form = forms(around.low(index + 1))
    return Form.PAST in form and Form.BASE not in form


def _takes_verb(around: Around, index: int, before: Tag | None) -> bool:
    if around.finite and before in NOMINAL:
        return after_claim(around, index)
    if before is Tag.CONJUNCTION:
        return around.finite and around.low(index + 1) not in ("of", "and") and not _told_in_past(around, index)
    return before in (Tag.NOUN, Tag.NAME, Tag.PRONOUN, Tag.RELATIVE, Tag.NUMBER) or (
        before is Tag.MARK and index > 2 and not around.finite
    )


def _told_in_past(around: Around, index: int) -> bool:
    """Whether the verb before is a past form: "brought food and supplies to them" has no second verb."""
    if around.low(index + 1) not in ("to", "for", "from", "in"):
        return False
    for back in range(index - 1, max(-1, index - 30), -1):
        if around.tags[back] in FINITE:
            form = forms(around.low(back))
            return Form.PAST in form and not form & (Form.S | Form.BASE) and around.low(back) not in ("said", "had")
    return False


def _takes_base(around: Around, index: int, before: Tag | None, word_before: str) -> bool:
    if around.finite and before is not Tag.PRONOUN and before is not Tag.CONJUNCTION:
        return False
    after = around.low(index + 1)
    if Form.S in forms(after) and reporting(after):
        return False  # "a Norvolt Reports poll shows"
    if before is Tag.CONJUNCTION:
        return around.finite and _verb_after_conjunction(around, index)
    if before is Tag.PRONOUN or before is Tag.RELATIVE:
        return word_before in _PLURAL_SUBJECTS
    if before is Tag.NAME and index + 1 < len(around.first) and around.first[index + 1] is Tag.NAME:
        return False  # "the Poppins star Julie Andrews"
    plural = (
        before in (Tag.NOUN, Tag.NAME) and word_before.endswith("s") and not word_before.endswith(("ss", "'s", "us"))
    )
    people = word_before in ("people", "police", "men", "women", "children", "critics")
    return plural or people or (before is Tag.NOUN and _plural_head(around, index))


def _plural_head(around: Around, index: int) -> bool:
    """Whether a plural subject is still without its verb: "Singers in the record trade earn less"."""
    object_follows = around.low(index + 1) in ("less", "more", "the", "a", "an", "their")
    if around.finite or not object_follows or around.tags[0] not in (Tag.NOUN, Tag.ADJECTIVE):
        return False
    head = 0
    while head < index and around.tags[head] in (Tag.NOUN, Tag.ADJECTIVE, Tag.NAME):
        head += 1
    low = around.low(head - 1)
    plural = (low.endswith("s") and not low.endswith("ss")) or low in ("people", "men", "women", "children")
    between = (Tag.DETERMINER, Tag.NOUN, Tag.NAME, Tag.ADJECTIVE, Tag.NUMBER, Tag.PREPOSITION)
    return (
        head < index
        and plural
        and around.tags[head] is Tag.PREPOSITION
        and all(tag in between for tag in around.tags[head:index])
    )


def _ends_stretch(around: Around, index: int) -> bool:
    following = around.sentence[index + 1].text if index + 1 < len(around.sentence) else "."
    begins = next((back for back in range(index - 1, -1, -1) if around.sentence[back].text == ","), -1)
    return following in (".", "?", "!") and begins >= 0 and index - begins < 12


def _reported(around: Around, index: int) -> bool:
    """Whether the stretch between commas has its verb before: ", said a survey report."."""
    for back in range(index - 1, -1, -1):
        if around.sentence[back].text == ",":
            return False
        if around.tags[back] in FINITE:
            return True
    return False


def _verb_after_conjunction(around: Around, index: int) -> bool:
    return around.low(index + 1) in ("the", "a", "an", "its", "their", "his", "her")


def _verb_goes_on(around: Around, index: int) -> bool:
    """Whether what follows could follow a finite verb."""
    if index + 1 >= len(around.sentence):
        return True
    known = around.first[index + 1]
    if known in (Tag.AUXILIARY, Tag.MODAL) or _verb_behind_comma(around, index + 1):
        return False
    second = around.first[index + 2] if index + 2 < len(around.first) else None
    if known is Tag.CONJUNCTION and second is Tag.DETERMINER and not around.finite and around.low(index) != "says":
        return False  # "High fees and the tour were…"
    return not around.finite_ahead(index) or reporting(around.low(index))


def _verb_behind_comma(around: Around, index: int) -> bool:
    """Whether a comma stands here and the verb of the sentence comes next: "tax on songs, faces a test"."""
    if around.finite or around.low(index) != "," or index + 1 >= len(around.first):
        return False
    known, form = around.first[index + 1], forms(around.low(index + 1))
    sure = known is None and bool(form & Form.S) and around.low(index + 2) in ("the", "a", "an", "its", "his", "her")
    return known in (Tag.AUXILIARY, Tag.MODAL) or sure


def _noun_or_adjective(around: Around, index: int, low: str) -> Tag:
    if "-" in low and low.endswith(("ing", "ed", "en")) and around.noun_follows(index):
        return Tag.ADJECTIVE
    if role(low) and ((not around.finite and _past_follows(around, index)) or around.name_follows(index)):
        return Tag.NOUN  # "A senior official resigned", "cleric Ali Holm"
    if low.endswith(_ENDINGS) and not low.endswith("ment") and len(low) > 4 and around.noun_follows(index):
        return Tag.ADJECTIVE
    if low.endswith(_ENDINGS) and around.low(index + 1) == "and" and around.tags[-1:] == [Tag.DETERMINER]:
        return Tag.ADJECTIVE  # "a furious and costly row"
    if listed("drop_plain_adjectives", low) or (low.endswith("est") and len(low) > 5 and low not in _NO_RANKS):
        return Tag.ADJECTIVE
    return Tag.NOUN if not around.sentence[index].capital or not around.name_follows(index) else Tag.NAME
