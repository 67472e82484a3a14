"""Mentions: the noun phrases of a frame that may speak, and which of them is a verb's subject.

A shallow grammar, read leftwards from a verb or rightwards after an inverted one. It knows
names (with titles, initials, particles, a nickname between marks), pronouns in the nominative,
and noun phrases (“the former president”, “two officials”, “Holm's brother”). Appositions, relative
clauses, parentheses and prepositional phrases between a noun phrase and its verb are stepped over.
"""

from __future__ import annotations

from attrs import evolve, frozen

from storysum.text.quotes.frames import Frame
from storysum.text.quotes.lexicon import Lexicon

__all__ = [
    "Mention",
    "is_finite",
    "is_name",
    "phrase_at",
    "is_subordinate",
    "outermost",
    "phrase_before",
    "subject_of",
]

_PUNCTUATION = frozenset(",;:()[]?!…") | {"--"}
_FAR = 40  # tokens that are looked over for a subject
_MODIFIERS = frozenset(
    (
        "who",
        "whose",
        "whom",
        "which",
        "where",
        "when",
        "now",
        "then",
        "a",
        "an",
        "the",
        "of",
        "from",
        "at",
        "in",
        "with",
        "once",
        "also",
        "including",
        "himself",
        "herself",
        "formerly",
        "age",
        "aged",
    )
)


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
            len(word) > 1
            and word[0].isdigit()
            and any(letter.isupper() for letter in word)
            or (len(word) > 2 and word[1].isupper() and word[0].islower())
        )
    low = frame.low[i]
    if low in words.small or low in words.dates:
        return (
            len(word) > 1
            and low == "may"
            and 0 < i
            and frame.words[i - 1][:1].isupper()
            and frame.words[i - 1] != "Q"
        )
    if i == 0 or frame.words[i - 1] in "Q:":
        if low in words.saying or low.endswith("ly") or low in words.openers:
            return False
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
        or frame.words[i] in _PUNCTUATION
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


def _noun(frame: Frame, i: int, words: Lexicon) -> bool:
    word = frame.words[i]
    low = frame.low[i]
    return word[:1].isalnum() and word != "Q" and low not in words.small and not low.endswith("ly")


def _name_ending(frame: Frame, i: int, words: Lexicon) -> int:
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
            frame.low[left] in words.particles
            and left > 0
            and is_name(frame, left - 1, words)
            and not frame.possessive[left - 1]
        ):
            first = left - 1
        elif (
            frame.words[left] == "Q"
            and left > 0
            and is_name(frame, left - 1, words)
            and frame.ends[left] - frame.starts[left] < 30
        ):
            first = left - 1
        elif frame.low[left] == "&" and left > 0 and is_name(frame, left - 1, words):
            first = left - 1
        else:
            break
        if i - first > 9:
            break
    return first


def _core_ending(frame: Frame, i: int, words: Lexicon) -> Mention | None:
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
        first = _name_ending(frame, i, words)
        return Mention(_with_role(frame, first, words), i, "name")
    if low in words.numbers and i > 1 and frame.low[i - 1] == "of":
        return Mention(i, i, "noun")  # a mother of three
    if not _noun(frame, i, words) or frame.words[i][:1].isdigit():
        return None
    first = i
    while first > 0 and i - first < 8:
        left = first - 1
        low = frame.low[left]
        if frame.words[left][:1].isdigit() and not (left > 0 and frame.low[left - 1] in words.determiners):
            return Mention(left, i, "noun")
        if low in words.determiners or frame.possessive[left]:
            first = left
            if frame.possessive[left] and low not in words.determiners and is_name(frame, left, words):
                first = _name_ending(frame, left, words)
                if first > 0 and frame.low[first - 1] == "the":
                    first -= 1
                return Mention(first, i, "noun")
            if left > 0 and frame.low[left - 1] in words.determiners:
                continue
            return Mention(first, i, "noun")
        if not _noun(frame, left, words) and low not in ("and", "former", "longtime"):
            break
        if low == "and" and not (left > 0 and _noun(frame, left - 1, words)):
            break
        first = left
    return _bare(frame, first, i, words)


def _with_role(frame: Frame, first: int, words: Lexicon) -> int:
    """Where the noun phrase around a name begins: retired general Lloyd Dane, the Rev. Amos Hale."""
    if first == 0:
        return 0
    left = frame.low[first - 1]
    if left in ("the", "a", "an"):
        return first - 1
    if left not in words.roles or not frame.words[first - 1][:1].islower() or frame.possessive[first - 1]:
        return first
    start = first - 1
    while start > 0 and first - start < 9:
        low, word = frame.low[start - 1], frame.words[start - 1]
        if low in words.determiners:
            return start - 1
        if frame.possessive[start - 1]:
            start = _name_ending(frame, start - 1, words) if is_name(frame, start - 1, words) else start - 1
            return start - 1 if start > 0 and frame.low[start - 1] in words.determiners else start
        if not _noun(frame, start - 1, words) or (
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


def phrase_before(frame: Frame, i: int, low: int, words: Lexicon, depth: int = 0) -> Mention | None:
    """The noun phrase, with all that belongs to it, that ends at token i; none before token `low`."""
    if i < low or depth > 6:
        return None
    key = (i, low)
    if key not in frame.phrases:
        frame.phrases[key] = _phrase_before(frame, i, low, words, depth)
    return frame.phrases[key]


def _phrase_before(frame: Frame, i: int, low: int, words: Lexicon, depth: int) -> Mention | None:
    word = frame.words[i]
    if word in (")", "]"):
        opening = _back_to(frame, i, "(" if word == ")" else "[", low)
        return phrase_before(frame, opening - 1, low, words, depth + 1) if opening is not None else None
    if word == "," or frame.low[i] == "--":
        return _before_modifier(frame, i, low, words, depth)
    core = _core_ending(frame, i, words)
    if core is not None and core.first < low:
        return None
    if core is None:
        return _before_relative(frame, i, low, words, depth)
    before = core.first - 1
    if before >= low:
        left = frame.low[before]
        if left == "and" and before - 1 >= low and core.kind != "pronoun":
            other = _core_ending(frame, before - 1, words)
            if (
                other is not None
                and other.first >= low
                and other.kind == core.kind
                and not _after_preposition(frame, other, low, words)
            ):
                return Mention(other.first, core.last, core.kind, plural=True)
        if left in words.prepositions and left not in words.clausal:
            if core.kind == "pronoun":
                return core if left in ("in", "on") else None
            outer = phrase_before(frame, before - 1, low, words, depth + 1)
            if (
                left == "of"
                and outer is not None
                and core.kind == outer.kind == "name"
                and outer.last == before - 1
                and (
                    frame.low[outer.first] in words.titles
                    or frame.low[outer.first] == "the"
                    or frame.words[outer.last] in words.organisations
                )
            ):
                return evolve(outer, last=core.last)  # Secretary of State John Doe
            if outer is not None and outer.last == before - 1 and outer.kind != "pronoun":
                return evolve(outer, last=core.last) if outer.kind == "noun" else outer
            if (
                outer is None
                and before - 2 >= low
                and frame.low[before - 1].endswith(("ing", "ed"))
                and frame.words[before - 1][:1].islower()
            ):
                outer = phrase_before(
                    frame, before - 2, low, words, depth + 1
                )  # protesters marching through the streets
                if outer is not None and outer.kind != "pronoun":
                    return outer
            return _before_relative(frame, i, low, words, depth)
        if left in words.clausal and left in words.prepositions and core.kind == "pronoun":
            return core
        if (
            is_finite(frame, before, words)
            and left not in words.auxiliaries
            and core.kind != "pronoun"
            and not _tells(left, words)
        ):
            relative = _before_relative(frame, i, low, words, depth)
            if relative is not None:
                return relative
    return core


def _tells(low: str, words: Lexicon) -> bool:
    return low in words.telling


def _after_preposition(frame: Frame, mention: Mention, low: int, words: Lexicon) -> bool:
    before = mention.first - 1
    return (
        before >= low and frame.low[before] in words.prepositions and frame.low[before] not in words.clausal
    )


def _back_to(frame: Frame, i: int, opening: str, low: int) -> int | None:
    for k in range(i - 1, max(low, i - _FAR) - 1, -1):
        if frame.words[k] == opening:
            return k
    return None


def _before_modifier(frame: Frame, i: int, low: int, words: Lexicon, depth: int) -> Mention | None:
    """The noun phrase before an apposition, a relative clause or the like that the comma at i closes."""
    mark = frame.low[i]
    fallback = None
    for k in range(i - 1, max(low, i - _FAR) - 1, -1):
        if frame.low[k] in (";", ":", "Q") and frame.low[k] != "Q":
            break
        if frame.low[k] == "Q" and k < i - 1 and frame.words[k + 1] == ",":
            break
        if frame.low[k] != mark:
            continue
        core = (
            _core_ending(frame, k - 1, words)
            if frame.words[k - 1] not in (")", "]")
            else phrase_before(frame, k - 1, low, words, depth + 1)
        )
        if core is None or core.first < low:
            outer = (
                phrase_before(frame, k - 1, low, words, depth + 1)
                if k > low and frame.words[k - 1] not in ",;"
                else None
            )
            if outer is not None and _is_modifier(frame, k + 1, i, words):
                return outer
            continue
        if _after_preposition(frame, core, low, words):
            outer = phrase_before(frame, k - 1, low, words, depth + 1)
            if outer is not None and outer.first < core.first and _is_modifier(frame, k + 1, i, words):
                if core.kind == "name" and _is_place_tail(frame, k + 1, i, words):
                    continue
                return outer
            continue
        if not _is_modifier(frame, k + 1, i, words):
            continue
        if core.kind == "name" or core.kind == "pronoun":
            return core
        apposed = _core_ending(frame, i - 1, words)
        if apposed is not None and apposed.kind == "name" and apposed.first == k + 1:
            return apposed  # the label's founder, Roberta Fenn,
        if fallback is None and not (core.first - 1 >= low and frame.words[core.first - 1] == ","):
            return core
        fallback = fallback or core
    return fallback


def _is_place_tail(frame: Frame, first: int, end: int, words: Lexicon) -> bool:
    return end - first <= 2 and all(frame.words[t][:1].isupper() for t in range(first, end))


def _is_modifier(frame: Frame, first: int, end: int, words: Lexicon) -> bool:
    """Whether the tokens between two commas can modify the noun phrase before them."""
    if first >= end:
        return False
    word, low = frame.words[first], frame.low[first]
    if low in words.relatives or low in _MODIFIERS or low in words.prepositions or word[:1].isdigit():
        return True
    if low in words.conjunctions or low in words.nominatives or low in words.subordinators:
        return False
    if low in words.saying or low.endswith("ing") or low.endswith("ed"):
        return True
    if low in words.adverbs or low.endswith("ly"):
        return True
    if low in words.auxiliaries:
        return False
    return True


def _before_relative(frame: Frame, i: int, low: int, words: Lexicon, depth: int) -> Mention | None:
    """The noun phrase before a relative clause without commas that ends at token i."""
    for k in range(i, max(low, i - _FAR) - 1, -1):
        token = frame.low[k]
        if token in (",", ";", ":", "Q", "--"):
            return None
        if token in ("who", "whose", "which") or (
            token == "that" and k > low and _noun(frame, k - 1, words) and not _tells(frame.low[k - 1], words)
        ):
            if k - 1 >= low and frame.words[k - 1] == ",":
                return None
            return phrase_before(frame, k - 1, low, words, depth + 1)
    return None


def skip_back(frame: Frame, i: int, low: int, words: Lexicon) -> int:
    """Leftwards over adverbs, auxiliaries and the like, to what may be a subject."""
    last = i
    while i >= low and last - i < _FAR:
        word = frame.low[i]
        if (
            word in words.auxiliaries
            or word in words.adverbs
            or (word.endswith("ly") and len(word) > 4 and frame.words[i][:1].islower())
        ):
            i -= 1
        else:
            break
    return i


def _skip_time(frame: Frame, i: int, low: int, words: Lexicon) -> int:
    """Leftwards over “on Monday”, “in 1987”, “this week” between a subject and its verb."""
    k = i
    seen = False
    while k > low and i - k < 6:
        token = frame.low[k]
        if token in words.dates or token in words.hours or (token.isdigit() and len(token) in (1, 2, 4)):
            seen = True
        elif not (
            seen
            and token
            in ("on", "in", "at", "last", "this", "earlier", "late", "early", "of", "next", "the", "during")
        ):
            break
        k -= 1
    if not seen or frame.words[k] in _PUNCTUATION:
        return i
    return skip_back(frame, k, low, words)


def is_verb_here(frame: Frame, verb: int, subject: Mention, words: Lexicon) -> bool:
    """Whether the form agrees with its subject: “state”, “claims” and the like are nouns as well.

    A base form needs a plural subject, or an auxiliary before it; a form in -s needs a singular one.
    """
    low = frame.low[verb]
    k = verb - 1
    while k > subject.last and (frame.low[k] in words.adverbs or frame.low[k].endswith("ly")):
        k -= 1
    if k > subject.last and frame.low[k] in words.auxiliaries or subject.kind == "relative":
        return True
    if low in words.bases and low not in words.pasts:
        return _is_plural(frame, subject, words)
    if low.endswith("s") and not low.endswith("ss") and low not in words.bases:
        return not _is_plural(frame, subject, words)
    return True


def _is_plural(frame: Frame, subject: Mention, words: Lexicon) -> bool:
    head = frame.low[subject.last]
    if (
        subject.plural
        or head in words.plurals
        or frame.low[subject.first] in ("many", "some", "several", "two", "three", "both", "most", "few")
    ):
        return True
    if subject.kind == "noun":
        # The head is the last noun before a phrase with “of” or “for”.
        for k in range(subject.first + 1, subject.last):
            if frame.low[k] in words.prepositions:
                head = frame.low[k - 1]
                break
        return head in words.plurals or (head.endswith("s") and not head.endswith("ss"))
    if subject.kind == "name":
        return frame.low[subject.first] == "the" and head.endswith("s")
    return False


def subject_of(frame: Frame, verb: int, low: int, words: Lexicon, depth: int = 0) -> Mention | None:
    """The subject of the verb at token `verb`, to its left and not before token `low`."""
    if depth > 5:
        return None
    key = (verb, low)
    if key not in frame.subjects:
        frame.subjects[key] = _subject_of(frame, verb, low, words, depth)
    return frame.subjects[key]


def _subject_of(frame: Frame, verb: int, low: int, words: Lexicon, depth: int) -> Mention | None:
    i = skip_back(frame, verb - 1, low, words)
    if i < low:
        return None
    i = _skip_time(frame, i, low, words)
    left = frame.low[i]
    gerund = frame.low[verb] in words.saying
    if gerund and left in words.nominatives and frame.possessive[i]:
        gerund = False  # he's claiming
    for k in range(i + 1, verb):
        if frame.low[k] in words.being:
            gerund = False  # is claiming
    if left in ("who", "which", "that") and not gerund:
        end = i - 1
        if end >= low and (frame.words[end] == "," or frame.low[end] == "--"):
            end -= 1
        antecedent = phrase_before(frame, end, low, words) if end >= low else None
        if antecedent is None:
            return Mention(i, i, "relative") if left == "who" else None
        if antecedent.kind != "name" or left != "who":
            return antecedent if may_speak(frame, antecedent, words) else None
        return Mention(i, i, "relative", antecedent)
    if left == "to" or gerund:
        if gerund and left not in words.small and left not in _PUNCTUATION:
            core = _core_ending(frame, i, words)
            if (
                core is not None
                and core.kind == "name"
                and core.first > low
                and frame.low[core.first - 1] in ("with", "of", "as")
            ):
                return core
        return _earlier_subject(frame, i, low, words, depth)
    if left in words.conjunctions:
        return _earlier_subject(frame, i, low, words, depth, joined=True)
    if left in words.prepositions and left not in words.clausal:
        return None
    found = phrase_before(frame, i, low, words)
    if found is None and left == ",":
        return _earlier_subject(frame, i, low, words, depth)
    if found is not None and _after_preposition(frame, found, low, words) and found.kind != "pronoun":
        return None
    if found is not None and not is_verb_here(frame, verb, found, words):
        return None
    if (
        found is not None
        and found.kind == "noun"
        and found.first - 2 >= low
        and frame.words[found.first - 1] == ","
    ):
        owner = _core_ending(frame, found.first - 2, words)
        if (
            owner is not None
            and owner.kind == "name"
            and (owner.first <= low or frame.words[owner.first - 1] in ("Q", ","))
            and left == ","
        ):
            return owner  # Pike, the drummer of the band, one of five, says
    return found


def is_subordinate(frame: Frame, subject: Mention, low: int, words: Lexicon) -> bool:
    """Whether the clause of a subject is opened by where, because, that…"""
    before = subject.first - 1
    if before < low:
        return False
    word = frame.low[before]
    return word in words.subordinators or word in ("that", "which", "what", "whom") or word in words.clausal


def _is_complement(frame: Frame, subject: Mention, low: int, words: Lexicon) -> bool:
    before = subject.first - 1
    return before >= low and (
        frame.low[before] == "that"
        or frame.low[before] in words.telling
        or frame.low[before] in words.thinking
    )


def _earlier_subject(
    frame: Frame, i: int, low: int, words: Lexicon, depth: int, *, joined: bool = False
) -> Mention | None:
    """The subject of an earlier finite verb: what a participle, an infinitive or a second verb shares.

    A reporting verb's is taken before another's, one in a main clause before one in a subordinate clause.
    """
    best = None
    best_rank = 0
    for k in range(i, max(low, i - _FAR) - 1, -1):
        if is_finite(frame, k, words) and not (k > low and frame.low[k - 1] in words.determiners):
            found = subject_of(frame, k, low, words, depth + 1)
            if found is None:
                continue
            rank = 1
            if found.kind != "relative":
                if joined and best is None and not _is_complement(frame, found, low, words):
                    return found
                rank = (
                    2
                    if is_subordinate(frame, found, low, words)
                    else 4
                    if frame.low[k] in words.telling
                    else 3
                )
            if rank > best_rank:
                best, best_rank = found, rank
            if best_rank == 4:
                break
    return best


def _opens_complement(frame: Frame, i: int, words: Lexicon) -> bool:
    """Whether a clause that follows token i can belong to an outer verb: said he, that he, what he."""
    low = frame.low[i]
    if low in words.prepositions or low in (
        "though",
        "although",
        "while",
        "whereas",
        "&",
        "and",
        "but",
        "or",
        "so",
        "when",
    ):
        return low in words.prepositions and low == "than"
    if low in words.adverbs:
        return i > 0 and _opens_complement(frame, i - 1, words)
    return (
        low in words.relatives
        or low in words.subordinators
        or is_finite(frame, i, words)
        or low in words.saying
        or low in words.obliques
        or low in words.nouns
    )


def outermost(frame: Frame, mention: Mention, low: int, words: Lexicon) -> Mention:
    """For “he” in “Pike said he …” the mention of the outer clause: whom the sentence itself names."""
    if mention.kind != "pronoun":
        return mention
    i = mention.first - 1
    if i < low or not _opens_complement(frame, i, words):
        return mention
    for k in range(i, max(low, i - _FAR) - 1, -1):
        if not is_finite(frame, k, words) and frame.low[k] not in words.saying:
            continue
        found = subject_of(frame, k, low, words)
        if (
            found is None
            or found.kind == "relative"
            or is_subordinate(frame, found, low, words)
            or found.first >= mention.first
        ):
            continue
        if found.first == low and False:
            continue
        if found.kind == "pronoun":
            if frame.low[found.first] == frame.low[mention.first] or frame.low[found.first] in ("he", "she"):
                mention = found
            continue
        return found
    return mention


def phrase_at(frame: Frame, i: int, words: Lexicon) -> Mention | None:
    """The noun phrase that begins at token i: after an inverted verb, after “according to” or “by”."""
    size = len(frame)
    while (
        i < size
        and (frame.low[i] in words.adverbs or frame.low[i].endswith("ly"))
        and frame.words[i][:1].islower()
    ):
        i += 1
    if i >= size:
        return None
    low = frame.low[i]
    if low in words.nominatives or low in ("him", "her", "them") and i + 1 >= size:
        return Mention(i, i, "pronoun")
    start = i
    end = i
    last_name = None
    while end < size:
        word, low = frame.words[end], frame.low[end]
        if word in _PUNCTUATION or low in _PUNCTUATION:
            break
        if word == "Q":
            if (
                end > start
                and end + 1 < size
                and is_name(frame, end - 1, words)
                and is_name(frame, end + 1, words)
            ):
                end += 1
                continue
            break
        if is_name(frame, end, words):
            last_name = end
        elif low in words.determiners:
            if end > start and frame.low[end - 1] not in words.determiners:
                break
        elif low in words.prepositions:
            if (
                low in ("of", "for")
                and end > start
                and last_name is None
                and end + 1 < size
                and end - start < 8
            ):
                end += 1
                continue
            break
        elif low in words.small and low not in words.particles:
            if (
                low == "and"
                and end > start
                and end + 1 < size
                and is_name(frame, end - 1, words)
                and is_name(frame, end + 1, words)
            ):
                first = start
                rest = phrase_at(frame, end + 1, words)
                if rest is not None and rest.kind == "name" and last_name is not None:
                    return Mention(first, rest.last, "name", plural=True)
            break
        elif (
            last_name is not None
            and last_name == end - 1
            and not frame.possessive[last_name]
            and word[:1].islower()
            and low not in words.roles
            and low not in words.particles
        ):
            break
        end += 1
        if end - start > 14:
            break
    last = end - 1
    if last < start:
        return None
    while last > start and frame.low[last] in words.particles:
        last -= 1
    if last_name == last and not frame.possessive[last]:
        first = _name_ending(frame, last, words)
        if first > start and frame.low[first - 1] in words.prepositions:
            return Mention(start, last, "noun")
        return Mention(max(_with_role(frame, first, words), start), last, "name")
    if not any(_noun(frame, t, words) or frame.low[t] in words.indefinites for t in range(start, last + 1)):
        return None
    if (
        last + 2 < size
        and frame.words[last + 1] == ","
        and is_name(frame, last + 2, words)
        and frame.words[last + 2] != "Q"
    ):
        apposed = phrase_at(frame, last + 2, words)
        if (
            apposed is not None
            and apposed.kind == "name"
            and (frame.low[last] in words.roles or frame.low[last] in words.groups)
        ):
            return apposed  # says the label's founder, Roberta Fenn
    return Mention(start, last, "noun")


def owner_at(frame: Frame, k: int, words: Lexicon) -> Mention | None:
    """The noun phrase in the genitive whose last token is k: Holm's, the band's."""
    if is_name(frame, k, words):
        return Mention(_with_role(frame, _name_ending(frame, k, words), words), k, "name")
    first = k
    while first > 0 and k - first < 6:
        if frame.low[first - 1] in words.determiners:
            return Mention(first - 1, k, "noun")
        if not _noun(frame, first - 1, words):
            break
        first -= 1
    return None


def may_speak(frame: Frame, mention: Mention, words: Lexicon) -> bool:
    """Whether a noun phrase is of a kind that can speak: a name, a pronoun, a role, a body."""
    if mention.kind != "noun":
        return True
    head = mention.last
    for k in range(mention.first + 1, mention.last + 1):
        if frame.low[k] in words.prepositions:
            head = k - 1
            break
    noun = singular(frame.low[head])
    return noun in words.roles or noun in words.groups or frame.low[head] in words.groups
