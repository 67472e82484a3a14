"""A small tagger: what each word of a sentence is, by word lists, endings and neighbours.

Rules are tried in the order in which they stand. Words that could be a verb in several forms,
or a noun, are settled by what stands before them and by whether their clause has a finite
verb yet. No statistics: a reader can follow each decision. Source of the idea: the hand-made
constraints of Karlsson's Constraint Grammar (1990), cut down to what shortening needs.
"""

from __future__ import annotations

from collections.abc import Sequence

from storysum.compress.lexicon import Form, forms, lemma, listed, reporting
from storysum.compress.tags import FINITE, NOMINAL, VERBAL, Tag
from storysum.compress.tokens import Token

__all__ = ["tag"]


_BEFORE_NOUN = frozenset({Tag.DETERMINER, Tag.ADJECTIVE, Tag.NUMBER})
_EITHER_WAY = frozenset({"after", "before", "since", "until", "till", "as", "than", "once"})
_CLAUSE_OPENERS = frozenset(
    [
        "that",
        "because",
        "although",
        "though",
        "when",
        "while",
        "if",
        "after",
        "before",
        "since",
        "as",
        "until",
        "how",
        "what",
        "where",
        "why",
        "whether",
    ]
)
_PLACES = frozenset(["first", "second", "third", "far", "top", "bottom", "centre", "center", "front", "back"])
_AFTER_VERB = frozenset(["the", "a", "an", "its", "their", "his", "her", "to", "him", "them", "that", "up", "out"])
_NOUNS_AFTER_ALL = frozenset({"round", "past", "inside", "outside", "opposite", "like", "plus", "down"})
_SUBJECT_PRONOUNS = frozenset({"i", "he", "she", "we", "they"})
_PLURAL_SUBJECTS = frozenset({"i", "you", "we", "they", "who", "that", "which", "these", "those", "many", "most"})
_BE = frozenset(
    ["be", "am", "is", "are", "was", "were", "been", "being", "isn't", "aren't", "wasn't", "weren't", "ain't"]
)
_HAVE = frozenset(["have", "has", "had", "having", "haven't", "hasn't", "hadn't"])
_DO = frozenset(["do", "does", "did", "don't", "doesn't", "didn't"])
_ENDINGS = ("ous", "ful", "ive", "ic", "ible", "able", "less", "ish", "ical", "ary", "ant", "ent", "al")
_CONTRACTED_VERBS = ("'re", "'ve", "'ll", "'d", "'m")


def tag(sentence: Sequence[Token]) -> tuple[Tag, ...]:
    """The tag of each token.

    Cost: linear in the tokens for text as people write it; looking ahead stops at the clause's end,
    or after thirty tokens.

    >>> from storysum.compress.tokens import tokens
    >>> from storysum.model.span import Span
    >>> [str(tag) for tag in tag(tokens("The band split after a row", Span(0, 26)))]
    ['det', 'noun', 'verb', 'prep', 'det', 'noun']
    """
    first = [_alone(sentence, index) for index in range(len(sentence))]
    return tuple(_Reader(sentence, first).read())


def _alone(sentence: Sequence[Token], index: int) -> Tag | None:
    """What a word is whatever its neighbours are; None when they must tell."""
    token = sentence[index]
    low = token.low
    if not token.word:
        return Tag.MARK
    if index > 0 and token.capital and low not in ("i", "i'm", "i've", "i'd", "i'll"):
        return Tag.NAME
    if _number(low):
        return Tag.NUMBER
    if listed("grammar_modals", low):
        return Tag.MODAL
    if listed("grammar_auxiliaries", low):
        return {
            "be": Tag.BASE,
            "been": Tag.PARTICIPLE,
            "being": Tag.ING,
            "having": Tag.ING,
            "done": Tag.PARTICIPLE,
        }.get(low, Tag.AUXILIARY)
    if low.endswith(_CONTRACTED_VERBS) or low in ("it's", "that's", "he's", "she's", "there's", "who's", "what's"):
        return Tag.AUXILIARY
    if low in ("who", "whom", "which", "whose"):
        return Tag.RELATIVE
    if low in ("and", "or", "but", "nor", "&"):
        return Tag.CONJUNCTION
    if low in ("a", "an", "the", "every", "my", "your", "its", "our", "their"):
        return Tag.DETERMINER
    return None


def _number(low: str) -> bool:
    head = low.lstrip("'£$€¥#~<>+-")
    return head[:1].isdigit() or listed("grammar_number_words", low)


class _Reader:
    """Left to right over the words that `_alone` left open."""

    def __init__(self, sentence: Sequence[Token], first: Sequence[Tag | None]) -> None:
        self.sentence = sentence
        self.first = first
        self.tags: list[Tag] = []
        self.finite = False  # whether the clause being read has its finite verb

    def read(self) -> list[Tag]:
        """The tags of all words."""
        for index, known in enumerate(self.first):
            chosen = known if known is not None else self._choose(index)
            if self._opens_clause(index, chosen):
                self.finite = False
            elif chosen in FINITE:
                self.finite = True
            self.tags.append(chosen)
        return self.tags

    def _opens_clause(self, index: int, chosen: Tag) -> bool:
        """Whether a clause begins here, whose finite verb is still to come."""
        if chosen in (Tag.RELATIVE, Tag.SUBORDINATOR):
            return True
        if chosen is Tag.MARK:
            # "If the fans pay, the band…": the first comma ends the clause that leads in.
            led = self.sentence[index].text == "," and self.tags[:1] == [Tag.SUBORDINATOR] and Tag.MARK not in self.tags
            return led or self.sentence[index].text in ";:–—-"
        return chosen is Tag.CONJUNCTION and self._new_clause(index)

    def _new_clause(self, index: int) -> bool:
        """Whether a conjunction behind a comma begins a clause with a subject of its own."""
        if index == 0 or self.sentence[index - 1].text != ",":
            return False
        return (self._low(index) == "but" and forms(self._low(index + 1)) == Form.NONE) or (
            self._low(index + 1) in _SUBJECT_PRONOUNS
        )

    # The neighbours -----------------------------------------------------------------------

    def _before(self, index: int) -> tuple[Tag | None, str]:
        """The word before, adverbs skipped."""
        for back in range(index - 1, max(-1, index - 4), -1):
            if self.tags[back] is not Tag.ADVERB:
                return self.tags[back], self.sentence[back].low
        return None, ""

    def _low(self, index: int) -> str:
        return self.sentence[index].low if 0 <= index < len(self.sentence) else ""

    def _noun_follows(self, index: int) -> bool:
        """Whether what follows could be the rest of a noun phrase."""
        if index + 1 >= len(self.sentence):
            return False
        known, low = self.first[index + 1], self._low(index + 1)
        if known is not None:
            return known in (Tag.NAME, Tag.NUMBER)
        return not self._closed(low) and not low.endswith("ly")

    @staticmethod
    def _closed(low: str) -> bool:
        return (
            listed("grammar_prepositions", low)
            or listed("grammar_pronouns", low)
            or listed("grammar_determiners", low)
            or listed("grammar_subordinators", low)
            or listed("grammar_adverbs", low)
            or low == "to"
        )

    def _finite_ahead(self, index: int) -> bool:
        """Whether a sure finite verb follows before the clause ends or another subject begins."""
        for ahead in range(index + 1, min(len(self.sentence), index + 30)):
            known, low = self.first[ahead], self._low(ahead)
            if known in (Tag.AUXILIARY, Tag.MODAL):
                return True
            if known is Tag.RELATIVE or low in _CLAUSE_OPENERS:
                return False
            if known is Tag.CONJUNCTION and not (self.first[ahead - 1] is Tag.NAME and self._name_follows(ahead)):
                return False
            if known is Tag.MARK and self.sentence[ahead].text in ",;:.–—-()":
                return False
            if low in _SUBJECT_PRONOUNS:
                return False
            if known is None and forms(low) == Form.PAST:
                return True
        return False

    def _clause_ahead(self, index: int) -> bool:
        """Whether a subject and a finite verb follow before the next mark: a clause, not a phrase."""
        seen = False
        for ahead in range(index + 1, min(len(self.sentence), index + 25)):
            known, low = self.first[ahead], self._low(ahead)
            if known is Tag.MARK and self.sentence[ahead].text not in '"“”‘’':
                return False
            if known in (Tag.AUXILIARY, Tag.MODAL):
                return seen and not low.startswith(("'",))
            if known is Tag.RELATIVE or low in ("that", "because", "although", "when", "while", "after", "if"):
                return False
            form = Form.NONE if known is not None else forms(low)
            if seen and Form.PAST in form and self._low(ahead - 1) not in ("a", "the", "an", "his", "her", "its"):
                return not self._noun_after_the(ahead)
            if Form.S in form and self._low(ahead - 1) in ("it", "he", "she"):
                return True
            if Form.BASE in form and self._low(ahead - 1) in ("they", "we", "i", "you"):
                return True
            if (
                seen
                and Form.S in form
                and (self._low(ahead + 1) in _AFTER_VERB or (self._low(index) == "as" and self._object_ahead(ahead)))
                and self.first[ahead - 1] is not Tag.DETERMINER
            ):
                return True
            seen = seen or known in (Tag.NAME, Tag.NUMBER) or low in _SUBJECT_PRONOUNS or known is None
        return False

    def _object_ahead(self, index: int) -> bool:
        """Whether a plain noun ends the stretch behind what may be a verb: "as the new team tackles crime."."""
        before = self.sentence[index - 1]
        last = index + 2 < len(self.first) and self.first[index + 2] is Tag.MARK
        return last and not before.possessive and forms(self._low(index + 1)) == Form.NONE

    def _noun_after_the(self, index: int) -> bool:
        return self._low(index - 1) in ("by", "of", "with")

    # The choices ---------------------------------------------------------------------------

    def _choose(self, index: int) -> Tag:
        low = self._low(index)
        before, word_before = self._before(index)
        if low == "according" or (low in ("thanks", "compared") and self._low(index + 1) in ("to", "with")):
            return Tag.PREPOSITION
        if low == "left" and (
            self._low(index - 1) in _PLACES or (self.tags[-1:] == [Tag.MARK] and self._low(index + 1) in (",", ")"))
        ):
            return Tag.ADVERB  # "Quill, second left, and Holm"
        if low == "to":
            return self._to(index)
        if low == "that":
            return self._that(index, before)
        if low in ("what", "where", "when", "why", "how", "whether", "whenever", "wherever"):
            return Tag.SUBORDINATOR
        if low in (
            "this",
            "these",
            "those",
            "his",
            "her",
            "some",
            "all",
            "any",
            "both",
            "each",
            "either",
            "neither",
            "no",
            "another",
            "such",
            "half",
        ):
            return (
                Tag.DETERMINER
                if self._noun_follows(index) or self._low(index + 1) in ("the", "of", "a")
                else Tag.PRONOUN
            )
        if low in ("many", "several", "few", "much", "more", "most", "less", "fewer"):
            return Tag.ADJECTIVE if self._noun_follows(index) else Tag.ADVERB if before in VERBAL else Tag.PRONOUN
        if self.first[min(index + 1, len(self.first) - 1)] is Tag.NUMBER and (
            low == "than" or listed("grammar_number_qualifiers", low)
        ):
            return Tag.ADJECTIVE if low not in ("up", "to", "at") else Tag.PREPOSITION
        if low in ("more", "less", "fewer") and self._low(index + 1) == "than":
            return Tag.ADJECTIVE
        if low == "at" and self._low(index + 1) in ("least", "most"):
            return Tag.ADJECTIVE
        if low == "as" and self._low(index - 1) == "such":
            return Tag.PREPOSITION
        if low in _EITHER_WAY:
            return Tag.SUBORDINATOR if self._clause_ahead(index) else Tag.PREPOSITION
        if low == "so" and before in NOMINAL and self._clause_ahead(index):
            return Tag.SUBORDINATOR
        if listed("grammar_subordinators", low) and low not in ("so", "whose"):
            return Tag.SUBORDINATOR
        if listed("grammar_pronouns", low):
            return Tag.PRONOUN
        if listed("grammar_adverbs", low) and not listed("grammar_prepositions", low) and forms(low) == Form.NONE:
            return Tag.ADVERB
        if low in _NOUNS_AFTER_ALL and index and self.tags[index - 1] in (Tag.DETERMINER, Tag.ADJECTIVE):
            return Tag.NOUN
        if listed("grammar_prepositions", low) and not self._verb_wanted(before, low):
            return self._preposition(index, before)
        if (
            low.endswith("ly")
            and len(low) > 4
            and forms(low) == Form.NONE
            and low not in ("family", "early", "daily", "weekly", "monthly", "only")
        ):
            return Tag.ADVERB
        return self._open(index, low, before, word_before)

    def _verb_wanted(self, before: Tag | None, low: str) -> bool:
        return before in (Tag.TO, Tag.MODAL) and Form.BASE in forms(low)

    def _preposition(self, index: int, before: Tag | None) -> Tag:
        """A particle closes a verb when nothing follows that it could govern."""
        following = self.first[index + 1] if index + 1 < len(self.sentence) else Tag.MARK
        if listed("grammar_particles", self._low(index)) and (
            (following is Tag.MARK and self._low(index + 1) not in ("“", '"', "‘", "'"))
            or following is Tag.CONJUNCTION
            or listed("grammar_prepositions", self._low(index + 1))
            or (self._low(index) in ("up", "out", "away", "back", "together") and before in VERBAL)
        ):
            return Tag.ADVERB
        return Tag.PREPOSITION

    def _to(self, index: int) -> Tag:
        ahead = index + 1
        while ahead < len(self.sentence) and ahead < index + 3 and self._low(ahead).endswith("ly"):
            ahead += 1
        low = self._low(ahead)
        infinitive = (Form.BASE in forms(low) or low in ("be", "have", "do")) and self.first[ahead] is not Tag.NAME
        return Tag.TO if infinitive else Tag.PREPOSITION

    def _that(self, index: int, before: Tag | None) -> Tag:
        following = self._low(index + 1)
        known = self.first[index + 1] if index + 1 < len(self.sentence) else Tag.MARK
        if before in (Tag.NOUN, Tag.NAME, Tag.NUMBER):
            return Tag.RELATIVE
        if before in VERBAL or before in (Tag.ADJECTIVE, Tag.MARK, Tag.CONJUNCTION, Tag.PRONOUN):
            if known in (Tag.AUXILIARY, Tag.MODAL) or following in ("was", "is"):
                return Tag.PRONOUN
            if before in VERBAL or before is Tag.ADJECTIVE:
                return Tag.SUBORDINATOR
        return Tag.DETERMINER if self._noun_follows(index) else Tag.PRONOUN

    def _open(self, index: int, low: str, before: Tag | None, word_before: str) -> Tag:
        """Verbs, nouns and adjectives."""
        form = forms(low)
        previous = self.tags[index - 1] if index else None
        if before in (Tag.MODAL, Tag.TO) and (Form.BASE in form or (before is Tag.MODAL and not form)):
            return Tag.BASE
        if form and word_before in _DO and before is Tag.AUXILIARY and Form.BASE in form:
            return Tag.BASE
        if Form.BASE in form and Form.PARTICIPLE in form and before in NOMINAL and self._helped(index, before):
            return Tag.BASE
        if word_before in _HAVE and Form.PARTICIPLE in form and previous is not Tag.DETERMINER:
            return Tag.PARTICIPLE
        if (word_before in _BE or (word_before.endswith(("'re", "'m", "'s")) and before is Tag.AUXILIARY)) and (
            Form.PARTICIPLE in form or Form.ING in form
        ):
            return Tag.PARTICIPLE if Form.PARTICIPLE in form else Tag.ING
        if (
            previous in _BEFORE_NOUN
            or (previous is Tag.NAME and self.sentence[index - 1].possessive)
            or (previous is Tag.NOUN and self.sentence[index - 1].possessive)
        ):
            return self._in_phrase(index, low, form)
        if Form.ING in form:
            return self._ing(index, before)
        if Form.PAST in form or Form.PARTICIPLE in form:
            return self._past(index, low, form, before)
        if form and reporting(low) and before in NOMINAL and self._ends_stretch(index):
            return Tag.VERB  # ", the industry warns."
        if Form.S in form and self._takes_verb(index, before) and (before is Tag.RELATIVE or self._verb_goes_on(index)):
            return Tag.VERB
        if Form.BASE in form and self._helped(index, before):
            return Tag.BASE
        if (
            Form.BASE in form
            and self._takes_base(index, before, word_before)
            and (before is Tag.RELATIVE or self._verb_goes_on(index))
        ):
            return Tag.VERB
        return self._noun_or_adjective(index, low)

    def _helped(self, index: int, before: Tag | None) -> bool:
        """Whether a bare infinitive may stand here: "helped lift", "helped sales recover", "saw prices fall"."""
        following = self.first[index + 1] if index + 1 < len(self.first) else Tag.MARK
        goes_on = following in (Tag.MARK, Tag.DETERMINER) or listed("grammar_prepositions", self._low(index + 1))
        for back in range(index - 1, max(-1, index - 7), -1):
            low = self.sentence[back].low
            if self.tags[back] in VERBAL:
                helps = lemma(low) == "help" and (back == index - 1 or goes_on)
                return helps or (lemma(low) in ("see", "make", "let", "watch") and goes_on and back < index - 1)
            if self.tags[back] not in (Tag.DETERMINER, Tag.NOUN, Tag.NAME, Tag.ADJECTIVE, Tag.PRONOUN, Tag.PREPOSITION):
                return False
        return False

    def _in_phrase(self, index: int, low: str, form: Form) -> Tag:
        """After a determiner, an adjective, a number or a possessive."""
        if form == Form.PAST and not self._noun_follows(index):
            self_finite = Tag.VERB
            return self_finite
        previous = self.tags[index - 1]
        if previous is Tag.NUMBER and not self.finite and Form.PAST in form and not self._finite_ahead(index):
            return Tag.VERB
        if (Form.PARTICIPLE in form or Form.ING in form) and Form.BASE not in form and self._noun_follows(index):
            return Tag.ADJECTIVE
        return self._noun_or_adjective(index, low)

    def _ing(self, index: int, before: Tag | None) -> Tag:
        if before is Tag.PREPOSITION and self._low(index + 1) == "of":
            return Tag.NOUN
        if before is Tag.NOUN and self._noun_follows(index) is False and self._low(index + 1) in ("of", ""):
            return Tag.NOUN
        return Tag.ING

    def _past(self, index: int, low: str, form: Form, before: Tag | None) -> Tag:
        if form & (Form.PAST | Form.PARTICIPLE) == Form.PARTICIPLE:
            return Tag.PARTICIPLE
        if form & (Form.PAST | Form.PARTICIPLE) == Form.PAST and Form.BASE not in form:
            return Tag.NOUN if before in _BEFORE_NOUN else Tag.VERB
        if before is Tag.PREPOSITION:
            return Tag.ADJECTIVE if self._noun_follows(index) else Tag.PARTICIPLE
        if before is Tag.MARK and not self._resumes(index):
            return Tag.PARTICIPLE
        if before is Tag.CONJUNCTION and self.finite:
            return Tag.VERB
        if before is Tag.PRONOUN or reporting(low):
            return (
                Tag.VERB
                if not self.finite or before is Tag.PRONOUN or not self._finite_ahead(index)
                else Tag.PARTICIPLE
            )
        if self.finite and before in NOMINAL:
            # The object of a verb: "a firm founded by…"; but "said sales rose" has a subject there.
            return Tag.VERB if self._after_claim(index) else Tag.PARTICIPLE
        if before in NOMINAL or before is Tag.MARK or before in (Tag.RELATIVE, Tag.ADVERB, None):
            return Tag.PARTICIPLE if self._finite_ahead(index) else Tag.VERB
        if before is Tag.CONJUNCTION:
            return Tag.VERB if self.finite else Tag.ADJECTIVE
        if before in VERBAL and self._noun_follows(index):
            return Tag.ADJECTIVE
        return Tag.PARTICIPLE

    def _after_claim(self, index: int) -> bool:
        """Whether the last finite verb takes a clause ("said sales rose"), with only a noun phrase since."""
        for back in range(index - 1, max(-1, index - 12), -1):
            if self.tags[back] in VERBAL:
                return listed("grammar_clausal_verbs", lemma(self.sentence[back].low))
            if self.tags[back] in (Tag.MARK, Tag.RELATIVE):
                return False
        return False

    def _resumes(self, index: int) -> bool:
        """Whether a mark before the word closes an interruption between subject and verb."""
        return not self.finite and index > 1 and not self._finite_ahead(index) and not self._finite_behind_comma(index)

    def _finite_behind_comma(self, index: int) -> bool:
        """Whether the verb that is waited for comes behind the next comma: "…, formed in Leeds, have split"."""
        for ahead in range(index + 1, min(len(self.sentence) - 1, index + 20)):
            if self.sentence[ahead].text == ",":
                low = self._low(ahead + 1)
                return self.first[ahead + 1] in (Tag.AUXILIARY, Tag.MODAL) or (
                    self.first[ahead + 1] is None and bool(forms(low) & Form.PAST)
                )
        return False

    def _takes_verb(self, index: int, before: Tag | None) -> bool:
        if self.finite and before in NOMINAL:
            return self._after_claim(index)
        if before is Tag.CONJUNCTION:
            return self.finite and self._low(index + 1) not in ("of", "and")
        return before in (Tag.NOUN, Tag.NAME, Tag.PRONOUN, Tag.RELATIVE, Tag.NUMBER) or (
            before is Tag.MARK and index > 2 and not self.finite
        )

    def _takes_base(self, index: int, before: Tag | None, word_before: str) -> bool:
        if self.finite and before is not Tag.PRONOUN and before is not Tag.CONJUNCTION:
            return False
        if before is Tag.CONJUNCTION:
            return self.finite and self._verb_after_conjunction(index)
        if before is Tag.PRONOUN or before is Tag.RELATIVE:
            return word_before in _PLURAL_SUBJECTS
        if before is Tag.NAME and index + 1 < len(self.first) and self.first[index + 1] is Tag.NAME:
            return False  # "the Poppins star Julie Andrews"
        plural = (
            before in (Tag.NOUN, Tag.NAME)
            and word_before.endswith("s")
            and not word_before.endswith(("ss", "'s", "us"))
        )
        people = word_before in ("people", "police", "men", "women", "children", "critics")
        return plural or people

    def _ends_stretch(self, index: int) -> bool:
        following = self.sentence[index + 1].text if index + 1 < len(self.sentence) else "."
        begins = next((back for back in range(index - 1, -1, -1) if self.sentence[back].text == ","), -1)
        return following in (".", "?", "!") and begins >= 0 and index - begins < 12

    def _verb_after_conjunction(self, index: int) -> bool:
        return self._low(index + 1) in ("the", "a", "an", "its", "their", "his", "her")

    def _verb_goes_on(self, index: int) -> bool:
        """Whether what follows could follow a finite verb."""
        if index + 1 >= len(self.sentence):
            return True
        known = self.first[index + 1]
        if known in (Tag.AUXILIARY, Tag.MODAL):
            return False
        return not self._finite_ahead(index) or reporting(self._low(index))

    def _noun_or_adjective(self, index: int, low: str) -> Tag:
        if "-" in low and low.endswith(("ing", "ed", "en")) and self._noun_follows(index):
            return Tag.ADJECTIVE
        if low.endswith(_ENDINGS) and not low.endswith("ment") and len(low) > 4 and self._noun_follows(index):
            return Tag.ADJECTIVE
        if listed("drop_plain_adjectives", low) or (low.endswith("est") and len(low) > 5):
            return Tag.ADJECTIVE
        return Tag.NOUN if not self.sentence[index].capital or not self._name_follows(index) else Tag.NAME

    def _name_follows(self, index: int) -> bool:
        return index + 1 < len(self.sentence) and self.first[index + 1] is Tag.NAME
