"""Subjects: which noun phrase of a frame is the subject of a verb.

A verb's subject stands to its left, past adverbs and auxiliaries; a participle, an infinitive or a
second verb shares that of an earlier one; a form that does not agree with what stands before it
is no verb at all (“state”, “claims”). In “Pike said he …” the sentence itself says who he is.
"""

from __future__ import annotations

from storysum.text.quotes.frames import Frame
from storysum.text.quotes.lexicon import Lexicon
from storysum.text.quotes.mentions import FAR, PUNCTUATION, Mention, core_ending, is_finite, may_speak
from storysum.text.quotes.phrases import after_preposition, phrase_before

__all__ = ["outermost", "subject_of"]


_RELATIVES = frozenset(("who", "which"))
_CLAUSE = 20  # tokens of a relative clause


def skip_back(frame: Frame, i: int, low: int, words: Lexicon) -> int:
    """Leftwards over adverbs, auxiliaries and the like, to what may be a subject."""
    last = i
    while i >= low and last - i < FAR:
        word = frame.low[i]
        if (
            word in words.auxiliaries
            or word in words.adverbs
            or word in ("himself", "herself", "themselves", "itself")
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
            and token in ("on", "in", "at", "last", "this", "earlier", "late", "early", "of", "next", "the", "during")
        ):
            break
        k -= 1
    if not seen or frame.words[k] in PUNCTUATION:
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
    if (k > subject.last and frame.low[k] in words.auxiliaries) or subject.kind == "relative":
        return True
    following = frame.low[verb + 1] if verb + 1 < len(frame) else ""
    if (
        low.endswith("s")
        and low not in words.auxiliaries
        and following.endswith("ing")
        and not words.bases.isdisjoint((following[:-3], following[:-3] + "e"))
    ):
        return False  # record labels charging more
    if low in words.bases and low not in words.pasts:
        return _is_plural(frame, subject, words)
    if low.endswith("s") and not low.endswith("ss") and low not in words.bases:
        return (subject.kind == "name" and not subject.plural) or not _is_plural(frame, subject, words)
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
        antecedent = (phrase_before(frame, end, low, words) or core_ending(frame, end, words)) if end >= low else None
        if antecedent is None:
            return Mention(i, i, "relative") if left == "who" else None
        if antecedent.kind != "name" or left != "who":
            nearest = antecedent if may_speak(frame, antecedent, words) else core_ending(frame, end, words)
            return nearest if nearest is not None and may_speak(frame, nearest, words) else None
        return Mention(i, i, "relative", antecedent)
    if left == "to" and i - 1 > low and is_finite(frame, i - 1, words):
        shared = subject_of(frame, i - 1, low, words, depth + 1)  # used to say
        if shared is not None:
            return shared
    if left == "to" or gerund:
        if gerund and left not in words.small and left not in PUNCTUATION:
            core = core_ending(frame, i, words)
            if (
                core is not None
                and core.first > low
                and (
                    frame.low[core.first - 1] == "with"
                    or frame.low[core.first - 1] in words.witnessing
                    or (frame.words[core.first - 1] == "," and may_speak(frame, core, words))
                    or (
                        (core.kind == "name" or frame.low[core.last] in words.roles)
                        and frame.low[core.first - 1] in ("of", "as")
                    )
                )
            ):
                return core
            whole = phrase_before(frame, i, low, words)  # it quoted a spokesman for the label complaining
            if whole is not None and whole.first > low and frame.low[whole.first - 1] in words.witnessing:
                return whole
        return _earlier_subject(frame, i, low, words, depth)
    if left in words.conjunctions:
        return _earlier_subject(frame, i, low, words, depth, joined=True)
    if left in words.prepositions and left not in words.clausal:
        return None
    found = phrase_before(frame, i, low, words)
    if found is None and left == ",":
        return _earlier_subject(frame, i, low, words, depth)
    if found is not None and after_preposition(frame, found, low, words) and found.kind != "pronoun":
        return None
    if found is not None and not is_verb_here(frame, verb, found, words):
        return None
    if found is not None and left == "," and (described := _described(frame, found, low, words)) is not None:
        return described
    if found is not None and found.kind == "noun" and found.first - 2 >= low and frame.words[found.first - 1] == ",":
        owner = core_ending(frame, found.first - 2, words)
        if (
            owner is not None
            and owner.kind == "name"
            and (owner.first <= low or frame.words[owner.first - 1] in ("Q", ","))
            and (left == "," or owner.first == low)
        ):
            return owner  # Pike, the drummer of the band, one of five, says; Pike, the drummer said
    return found


def _described(frame: Frame, found: Mention, low: int, words: Lexicon) -> Mention | None:
    """Whom a relative clause describes that names a place and its county: Pike, who came to Hull, Yorkshire, said."""
    if found.kind != "name" or found.first - 3 < low or frame.words[found.first - 1] != ",":
        return None
    place = core_ending(frame, found.first - 2, words)
    if (
        place is None
        or place.kind != "name"
        or place.first <= low
        or frame.low[place.first - 1] not in words.prepositions
    ):
        return None
    k = place.first - 1
    while k > max(low, place.first - _CLAUSE) and frame.words[k] not in PUNCTUATION:
        k -= 1
    if frame.words[k] != "," or k == low or frame.low[k + 1] not in _RELATIVES:
        return None
    return phrase_before(frame, k - 1, low, words)


def is_subordinate(frame: Frame, subject: Mention, low: int, words: Lexicon) -> bool:
    """Whether the clause of a subject is opened by “where”, “because”, “that”."""
    before = subject.first - 1
    if before < low:
        return False
    word = frame.low[before]
    return word in words.subordinators or word in ("that", "which", "what", "whom") or word in words.clausal


def _is_complement(frame: Frame, subject: Mention, low: int, words: Lexicon) -> bool:
    before = subject.first - 1
    return before >= low and (
        frame.low[before] == "that" or frame.low[before] in words.telling or frame.low[before] in words.thinking
    )


def _earlier_subject(
    frame: Frame, i: int, low: int, words: Lexicon, depth: int, *, joined: bool = False
) -> Mention | None:
    """The subject of an earlier finite verb: what a participle, an infinitive or a second verb shares.

    A reporting verb's is taken before another's, one in a main clause before one in a subordinate clause.
    """
    best = None
    best_rank = 0
    for k in range(i, max(low, i - FAR) - 1, -1):
        if is_finite(frame, k, words) and not (k > low and frame.low[k - 1] in words.determiners):
            found = subject_of(frame, k, low, words, depth + 1)
            if found is None:
                continue
            rank = 1
            within = frame.low[skip_back(frame, k - 1, low, words)] in _RELATIVES
            if found.kind != "relative" and not within:
                if (
                    joined
                    and best is None
                    and not _is_complement(frame, found, low, words)
                    and not (found.first > low and frame.low[found.first - 1] in words.relatives)
                ):
                    return found
                inner = is_subordinate(frame, found, low, words) or _is_complement(frame, found, low, words)
                rank = 2 if inner else 4 if frame.low[k] in words.telling else 3
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
    if frame.low[i] == "which" and frame.low[i - 1] == "to":
        return mention  # to which she replied
    for k in range(i, max(low, i - FAR) - 1, -1):
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
        if found.kind == "pronoun":
            if frame.low[found.first] == frame.low[mention.first] or frame.low[found.first] in ("he", "she"):
                mention = found
            continue
        return found
    return mention
