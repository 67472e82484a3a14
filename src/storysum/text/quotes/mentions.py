"""Mentions: names, pronouns and noun phrases of a frame that may speak, without what follows them.

Names may have titles, initials, particles and a nickname between marks, and a role before them
(“retired general Lloyd Dane”); a noun phrase needs a determiner, a role or a plural (“the former
president”, “two officials”, “Holm's brother”). A word counts as a name by its capital and place,
as a verb by the lists and its ending: there is no tagger.
"""

from __future__ import annotations

from attrs import frozen

from storysum.text.quotes.frames import Frame
from storysum.text.quotes.lexicon import Lexicon

__all__ = [
    "FAR",
    "PUNCTUATION",
    "Mention",
    "core_ending",
    "head_of",
    "is_finite",
    "is_name",
    "is_noun",
    "may_speak",
    "name_ending",
    "singular",
    "with_role",
]

PUNCTUATION = frozenset(",;:()[]?!…") | {"--"}
_MADE = ("-based", "-born", "-led", "-run", "-owned", "-backed", "-style", "-era", "-area", "-trained")
_WITHIN = frozenset(("and", "former", "longtime", "first", "second", "third"))  # the first minister
FAR = 40  # tokens that are looked over for a subject


@frozen
class Mention:
    """A noun phrase by its tokens, both ends included.

    Attributes:
        first: Its first token.
        last: Its last one.
        kind: "name", "pronoun", "noun" or "relative" (who, which).
        of: For a relative pronoun, the noun phrase that it stands for.
        plural: Joined by “and”: several people.
    """

    first: int
    last: int
    kind: str
    of: Mention | None = None
    plural: bool = False


def is_name(frame: Frame, i: int, words: Lexicon) -> bool:
    """Whether token i can be a word of a name."""
    word = frame.words[i]
    if not word[:1].isupper() or word == "Q":
        return (
            (len(word) > 1 and word[0].isdigit() and any(letter.isupper() for letter in word))
            or (len(word) > 2 and word[1].isupper() and word[0].islower())
            or (word[2:3] == "-" and word[3:4].isupper())  # al-Rashid
        )
    low = frame.low[i]
    if low.endswith(_MADE):
        return False  # Leeds-based
    if (low in words.small and word != "US") or low in words.dates:
        if low == "will":  # Will Pike says
            return i + 1 < len(frame) and frame.words[i + 1][:1].isupper() and frame.low[i + 1] not in words.small
        return (
            len(word) > 1 and low == "may" and i > 0 and frame.words[i - 1][:1].isupper() and frame.words[i - 1] != "Q"
        )
    if i == 0 or frame.words[i - 1] in "Q:":
        if low in words.saying or low.endswith("ly") or low in words.openers:
            return False
        if low in words.telling and i + 1 < len(frame) and frame.words[i + 1][:1].isupper() and low not in words.bases:
            return False  # Says Pike: “…”
        # “Calls people losers” has lost its subject; “Waters says” has one.
        return (
            not (low in words.verbs and low.endswith("s"))
            or i + 1 >= len(frame)
            or _may_follow_name(frame, i + 1, words)
        )
    return True


def _may_follow_name(frame: Frame, i: int, words: Lexicon) -> bool:
    return (
        frame.words[i][:1].isupper()
        or frame.words[i] in PUNCTUATION
        or is_finite(frame, i, words)
        or frame.possessive[i - 1]
    )


def is_finite(frame: Frame, i: int, words: Lexicon) -> bool:
    """Whether token i looks like a finite verb: known as one, and not capitalised."""
    word = frame.words[i]
    if not word[:1].islower():
        return False
    low = frame.low[i]
    if low in words.auxiliaries:
        return True
    if low in words.small or low in words.saying:
        return False
    return (low in words.verbs or (low.endswith("ed") and len(low) > 4)) and not frame.possessive[i]


def is_noun(frame: Frame, i: int, words: Lexicon) -> bool:
    """Whether token i can be a word of a noun phrase: no small word, no adverb, no mark."""
    word = frame.words[i]
    low = frame.low[i]
    return word[:1].isalnum() and word != "Q" and low not in words.small and not low.endswith("ly")


def name_ending(frame: Frame, i: int, words: Lexicon) -> int:
    """The first token of the name that ends with token i."""
    first = i
    while first > 0:
        left = first - 1
        if frame.possessive[left]:
            if frame.words[i] in words.organisations and is_name(frame, left, words):
                first = left  # St. Olave's Lutheran Church
                continue
            break
        if is_name(frame, left, words):
            first = left
        elif (
            (
                frame.low[left] in words.particles
                and left > 0
                and is_name(frame, left - 1, words)
                and not frame.possessive[left - 1]
            )
            or (
                frame.words[left] == "Q"
                and left > 0
                and is_name(frame, left - 1, words)
                and frame.ends[left] - frame.starts[left] < 30
            )
            or (frame.low[left] == "&" and left > 0 and is_name(frame, left - 1, words))
        ):
            first = left - 1
        else:
            break
        if i - first > 9:
            break
    return first


def core_ending(frame: Frame, i: int, words: Lexicon) -> Mention | None:
    """The noun phrase, without what may follow it, whose last token is i."""
    if i < 0:
        return None
    low = frame.low[i]
    if low in words.nominatives and low not in words.relatives and (low != "i" or frame.words[i] == "I"):
        return Mention(i, i, "pronoun")
    if low in words.indefinites and not (i > 0 and frame.low[i - 1] in words.determiners):
        return Mention(i, i, "noun")
    if frame.possessive[i] and not frame.words[i].endswith(("s'", "s’")):
        return None
    if is_name(frame, i, words):
        first = name_ending(frame, i, words)
        office = i > first > 1 and low in words.roles and frame.words[first - 1][:1].islower()
        if office and is_noun(frame, first - 1, words) and frame.low[first - 2] in words.determiners:
            return Mention(first - 2, i, "noun")  # the outgoing European Commissioner
        return Mention(with_role(frame, first, words), i, "name")
    if low.endswith("-year-old") and i > 0 and frame.low[i - 1] == "the":
        return Mention(i - 1, i, "noun")
    if low in words.numbers and i > 1 and frame.low[i - 1] == "of":
        return Mention(i, i, "noun")  # a mother of three
    if not is_noun(frame, i, words) or frame.words[i][:1].isdigit():
        return None
    if low.endswith("ed") and i > 1 and low in words.verbs and is_noun(frame, i - 1, words):
        return core_ending(frame, i - 1, words)  # a memo dated…
    first = i
    while first > 0 and i - first < 8:
        left = first - 1
        low = frame.low[left]
        if frame.words[left][:1].isdigit() and not (left > 0 and frame.low[left - 1] in words.determiners):
            return Mention(left, i, "noun")
        if low == "that" and first < i and frame.low[first] in words.verbs and is_finite(frame, first, words):
            return _bare(frame, first + 1, i, words)  # a service that lets users
        if low in words.determiners or frame.possessive[left]:
            first = left
            if frame.possessive[left] and low not in words.determiners and is_name(frame, left, words):
                first = name_ending(frame, left, words)
                if first > 0 and frame.low[first - 1] == "the":
                    first -= 1
                return Mention(first, i, "noun")
            if left > 0 and frame.low[left - 1] in words.determiners:
                continue
            return Mention(first, i, "noun")
        if not is_noun(frame, left, words) and low not in _WITHIN:
            break
        if low in words.saying and not (left and frame.low[left - 1] in words.determiners):
            break  # denied it, citing research
        if low.endswith("s") and is_name(frame, left + 1, words) and is_finite(frame, left, words):
            break  # The poster shows Mr Pike
        if low in words.hours and left and frame.low[left - 1] in ("last", "this", "next", "that", "every"):
            break  # last night travellers
        if is_finite(frame, left + 1, words) and frame.low[left + 1] in words.pasts and is_name(frame, left, words):
            break  # Lund began taking notes
        if low == "and" and not (left > 0 and is_noun(frame, left - 1, words)):
            break
        first = left
    return _bare(frame, first, i, words)


def with_role(frame: Frame, first: int, words: Lexicon) -> int:
    """Where the noun phrase around a name begins: retired general Lloyd Dane, the Rev. Amos Hale."""
    if first == 0:
        return 0
    left = frame.low[first - 1]
    if left in ("the", "a", "an"):
        return first - 1
    if not frame.words[first - 1][:1].islower() or frame.possessive[first - 1]:
        return first
    if left not in words.roles:
        described = (
            first > 1
            and frame.low[first - 2] in words.prepositions
            and is_noun(frame, first - 1, words)
            and left not in words.verbs
        )
        return first - 1 if described else first  # for brewer Pike
    start = first - 1
    while start > 0 and first - start < 9:
        low, word = frame.low[start - 1], frame.words[start - 1]
        if low in words.determiners:
            return start - 1
        if frame.possessive[start - 1]:
            start = name_ending(frame, start - 1, words) if is_name(frame, start - 1, words) else start - 1
            return start - 1 if start > 0 and frame.low[start - 1] in words.determiners else start
        if not is_noun(frame, start - 1, words) or (
            word[:1].islower() and low in words.telling and low not in words.roles
        ):
            break
        start -= 1
    return start


def _bare(frame: Frame, first: int, last: int, words: Lexicon) -> Mention | None:
    """A noun phrase without an article: only a role, a group or a plural may stand so."""
    head = frame.low[last]
    if not (
        head in words.roles
        or head in words.groups
        or singular(head) in words.roles
        or singular(head) in words.groups
        or (head.endswith("s") and head not in words.verbs)
    ):
        return None
    start = last
    while start > first and (
        frame.low[start - 1] not in words.verbs
        or frame.low[start - 1] in words.roles
        or frame.words[start - 1][:1].isupper()
    ):
        if frame.low[start - 1] == "and":
            break
        start -= 1
    return Mention(start, last, "noun")


def singular(noun: str) -> str:
    """“officials” → “official”, as far as roles need it.

    >>> singular("ladies"), singular("officials"), singular("boss")
    ('lady', 'official', 'boss')
    """
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    if noun.endswith("s") and not noun.endswith("ss"):
        return noun[:-1]
    return noun


def head_of(frame: Frame, mention: Mention, words: Lexicon) -> int:
    """The token of the head noun: “spokesman” in “a spokesman for the label”."""
    for k in range(mention.first + 1, mention.last + 1):
        if frame.low[k] in words.prepositions:
            reduced = k - 2 >= mention.first and frame.low[k] == "by" and frame.low[k - 1].endswith("ed")
            return k - 2 if reduced else k - 1  # a complaint filed by …
    return mention.last


def may_speak(frame: Frame, mention: Mention, words: Lexicon) -> bool:
    """Whether a noun phrase is of a kind that can speak: a name, a pronoun, a role, a body."""
    if mention.kind != "noun":
        return True
    head = frame.low[head_of(frame, mention, words)]
    if head.endswith("-year-old"):
        return True
    return singular(head) in words.roles or singular(head) in words.groups or head in words.groups
