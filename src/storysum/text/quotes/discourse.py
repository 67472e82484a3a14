"""Discourse: whom “he”, “Perry” or “the guitarist” means, by gender, number, role and salience.

Pronouns go to the most salient person before them whose gender fits: salience falls with every
sentence, and is higher for a subject than for an object, for who spoke last, and for a name in
the writer's own words than for one within a quotation. Two who are about as salient: nobody.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from storysum.model.article import Article
from storysum.model.span import Span
from storysum.text.quotes.frames import Frame
from storysum.text.quotes.lexicon import Lexicon
from storysum.text.quotes.marks import Stretch
from storysum.text.quotes.mentions import Mention, head_of, singular
from storysum.text.quotes.people import Person, Roster
from storysum.text.quotes.turns import Said

__all__ = ["Discourse"]

_GENDER = {"he": "m", "she": "f", "his": "m", "her": "f", "him": "m"}
_WINDOW = 9  # sentences that are looked back over
_ASIDE = re.compile(r",[ \xa0][^,.;:“”\"]{2,120},[ \xa0]([a-z]+)")
_MOUTHS = frozenset(("spokesman", "spokeswoman", "spokesperson", "source", "insider"))
_TOLD = frozenset(("tell", "tells", "told"))
_OTHER = frozenset(("former", "ex", "late", "other", "old", "new", "then", "next", "previous", "second", "third"))
_INVERTED = re.compile(r"[”\"’',][ \xa0](\w+)[ \xa0](?:[a-z][\w-]*[ \xa0]|[\w.-]+[’']s[ \xa0]){0,3}$")

# Salience, tuned on news (polnear-dev) and checked on features.
_FRESH = 10.0
_PER_SENTENCE = 1.2
_PER_PARAGRAPH = 1.5
_TELLS = 5.0  # the subject of a verb of telling
_SUBJECT = 3.0
_OWN_PARAGRAPH = 3.0  # a subject in the pronoun's own paragraph
_LATEST = 2.0  # the last of these
_SINCE = 3.0  # if it stands after the last quotation
_INTRODUCED = 3.0  # by name and by role, just now
_SPOKE = 5.0  # who spoke last, less as it lies back
_OBJECT = -1.5
_OWNER = -2.0
_QUOTED = -5.0
_SEXLESS = -2.0
_UNSURE = -4.0  # it may be no person at all
_NEAR = 400  # characters within which the last speaker is still meant
_MARGIN = 3.0  # by how much the most salient person must lead


class Discourse:
    """The people of an article in the order in which its text speaks of them."""

    def __init__(self, article: Article, stretches: Sequence[Stretch], roster: Roster, words: Lexicon) -> None:
        self.text = article.text
        self.roster = roster
        self.words = words
        self.sentences = [sentence.start for sentence in article.sentences]
        self.blocks = [block.span.start for block in article.blocks]
        self.quoted = [(stretch.start, stretch.end) for stretch in stretches]
        self._quote_starts = [start for start, _ in self.quoted]
        self._speakers: dict[int, bool] = {}
        self._known: dict[int, Person | None] = {}
        self._unnamed = -1  # where somebody without a name spoke last
        self.spoke: list[tuple[int, Person]] = []

    def person(self, said: Said) -> Person | None:
        """Who the speaker of a stretch is; remembers who spoke."""
        if said.mention is None or said.source is None:
            return None
        at = said.source.starts[said.mention.first]
        if at not in self._known:
            self._known[at] = self._person_of(said.source, said.mention, said)
        found = self._known[at]
        if found is not None:
            self.spoke.append((said.frame.starts[said.q], found))
        elif (
            said.mention.kind == "noun"
            and said.source.low[head_of(said.source, said.mention, self.words)] in self.words.roles
        ):
            self._unnamed = said.frame.starts[said.q]
        return found

    def _person_of(self, frame: Frame, mention: Mention, said: Said) -> Person | None:
        if mention.plural:
            return None
        if mention.kind == "name":
            return self.roster.named(Span(frame.starts[mention.first], frame.ends[mention.last]))
        if mention.kind == "relative":
            return self._person_of(frame, mention.of, said) if mention.of is not None else None
        if mention.kind == "noun":
            return self._by_role(frame, mention)
        gender = _GENDER.get(frame.low[mention.first])
        if gender is None:
            return None
        return self._by_pronoun(frame.starts[mention.first], gender, said)

    def _by_role(self, frame: Frame, mention: Mention) -> Person | None:
        """“the guitarist”: the one person who is called that; nobody for “a guitarist”."""
        first = frame.low[mention.first]
        if first != "the":
            return None
        head = head_of(frame, mention, self.words)
        noun = frame.low[head]
        if any(frame.low[k] in _OTHER or frame.words[k][:1].isupper() for k in range(mention.first + 1, head)):
            return None  # the former champion; the United manager, who may be another one
        if singular(noun) != noun and noun not in self.words.groups:
            return None
        return self.roster.with_role(noun) if noun in self.words.roles or noun in self.words.groups else None

    def _by_pronoun(self, at: int, gender: str, said: Said) -> Person | None:
        own = said.frame.starts[said.q]
        here = bisect_right(self.sentences, min(at, own))
        block = bisect_right(self.blocks, at)
        first = self.sentences[max(0, here - _WINDOW)] if self.sentences else 0
        scores: dict[int, float] = {}
        doubted: list[float] = []  # scores of names that may or may not be people's
        near: list[tuple[int, float, int]] = []  # who is named in this paragraph: how far back, how prominently
        latest = latest_at = fresh = -1
        for start, end, person in self.roster.between(first, at):
            if person.human < 0 or person.gender not in ("", gender) or self._is_quoted(start):
                continue
            far = here - bisect_right(self.sentences, start)
            away = block - bisect_right(self.blocks, start)
            prominence = self._prominence(start, end)
            score = _FRESH - _PER_SENTENCE * far - _PER_PARAGRAPH * away + prominence
            acts = prominence >= _SUBJECT and not away
            if acts:
                score += _OWN_PARAGRAPH
            if person.roles and start == person.full.start and self.text[end : end + 1] == "," and far <= 1:
                score += _INTRODUCED
            if not person.gender:
                score += _SEXLESS
            if not person.human and not person.gender:
                score += _UNSURE
            if not (person.human or self._speaks(person)):
                if acts and self._acts(end):
                    doubted.append(score)
                    fresh = start if start > self._last_quoted(own) else fresh
                continue
            if acts:
                latest, latest_at = person.index, start  # names come in the order of the text
            scores[person.index] = max(score, scores.get(person.index, score))
            if not away and prominence >= 0:
                near.append((far, prominence, person.index))
        if latest >= 0:
            scores[latest] += _LATEST if self._last_quoted(own) > latest_at else _LATEST + _SINCE
        for position, person in {person.index: (position, person) for position, person in self.spoke[-6:]}.values():
            if person.index in scores and position < own:
                far = here - bisect_right(self.sentences, position)
                away = block - bisect_right(self.blocks, position)
                scores[person.index] += max(0.0, _SPOKE - 0.8 * far - away)
        if self._unnamed > max(latest_at, self.spoke[-1][0] if self.spoke else -1, own - _NEAR):
            return None  # “…,” a spokeswoman said. She added …
        if self._told_by_nobody(max(latest_at, own - _NEAR, 0), min(at, own)):
            return None  # The chief's spokesman said no. But he added …
        if scores and fresh > latest_at:
            return None  # a new name took the stage, and nothing tells whether it is a man's
        if not scores:
            return self._lone_subject(at, here, gender)
        ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
        rivals = [score for _, score in ranked[1:2]] + doubted
        if rivals and ranked[0][1] - max(rivals) < _MARGIN:
            return None
        best = ranked[0][0]
        if self._replies(said) and self.spoke and self.spoke[-1][1].index == best and own - self.spoke[-1][0] < _NEAR:
            return None  # nobody replies to himself
        last, rank = min(((far, -rank) for far, rank, who in near if who == best), default=(-1, -_TELLS))
        if -rank < _TELLS and any(far == last and who != best for far, _, who in near):
            return None  # Pike met Holm. “He hit me,” he says.
        return self.roster.people[best]

    def _told_by_nobody(self, start: int, end: int) -> bool:
        """Whether somebody without a name is the last to tell something between two places."""
        words = self.text[start:end].split()
        for k, role in enumerate(words):
            if role in _MOUTHS and self.roster.with_role(role) is None:
                for word in words[k + 1 : k + 9]:
                    if word in self.words.telling:
                        return True
                    if not word[-1].isalnum():
                        break
        return False

    def _replies(self, said: Said) -> bool:
        """Whether the reporting word makes the speaker answer somebody."""
        return (
            said.cue is not None and said.source is not None and said.source.low[said.cue.last] in self.words.replying
        )

    def _lone_subject(self, at: int, here: int, gender: str) -> Person | None:
        """Where nobody is known to be a person: the one name that acts in this or the last sentence."""
        first = self.sentences[max(0, here - 2)] if self.sentences else 0
        fit = [
            person
            for start, end, person in self.roster.between(first, at)
            if not person.human
            and person.gender in ("", gender)
            and self._prominence(start, end) >= _SUBJECT
            and self._acts(end)
        ]
        return fit[0] if fit and all(person is fit[0] for person in fit) else None

    def _acts(self, end: int) -> bool:
        """Whether a full verb, in lower case, follows a name."""
        word = self.text[end : end + 24].lstrip(" \xa0,").split(" ", 1)[0].rstrip(".,;:")
        words = self.words
        finite = word in words.pasts or (word in words.verbs and word not in words.bases)  # not: the Tory attack
        return word == "who" or finite or (word in words.auxiliaries and word not in words.being)

    def _prominence(self, start: int, end: int) -> float:
        """What the place of a name in its sentence adds: subjects up, objects and quoted names down."""
        if self._is_quoted(start):
            return _QUOTED
        text = self.text
        if text[end : end + 2] in ("'s", "’s"):
            return _OWNER
        verb = text[end : end + 24].lstrip(" \xa0,").split(" ", 1)[0].rstrip(".,;:")
        if (verb == "police" or verb in self.words.groups) and verb not in self.words.verbs and text[end] != ",":
            return _OWNER  # according to Leeds police
        if text[max(0, start - 14) : start].lower().endswith("according to "):
            return _TELLS
        before = text[max(0, start - 16) : start].rstrip().rpartition(" ")[2].lower()
        if self._is_governed(before, start):
            return _OBJECT
        if before == "and" or text.startswith(" and ", end):
            return 0.0  # one of several
        if before == "the" and text[end : end + 1] in " \xa0" and self._modifies(verb):
            return _OWNER  # the Pike administration
        aside = _ASIDE.match(text, end, min(len(text), end + 140)) if text[end : end + 1] == "," else None
        if aside is not None:
            verb = aside.group(1) if verb not in self.words.telling else verb  # Pike, who chairs the club, warned
        if verb in self.words.telling or verb in self.words.judging:
            return _TELLS
        inverted = _INVERTED.search(text, max(0, start - 40), start)
        if inverted is not None and inverted.group(1) in self.words.telling and inverted.group(1) not in _TOLD:
            return _TELLS
        if verb in self.words.verbs or verb in self.words.auxiliaries or verb in ("who", "whose"):
            return _SUBJECT
        return _SUBJECT if self._opens_sentence(start) else 0.0

    def _is_governed(self, before: str, start: int) -> bool:
        """Whether a preposition governs the name: with Pike, with the younger Pike."""
        words = self.words
        if before in words.determiners or before.islower():
            for word in reversed(self.text[max(0, start - 40) : start].split()[-4:]):
                if word in words.prepositions:
                    return word not in words.clausal
                if not word.isalpha() or word in words.verbs or word in words.auxiliaries or word in words.conjunctions:
                    return False
        return False

    def _modifies(self, word: str) -> bool:
        """Whether a word after a name is a noun that the name stands before, rather than a verb of its own."""
        words = self.words
        return word in words.groups or word in words.nouns or word in words.works

    def _opens_sentence(self, start: int) -> bool:
        """Whether a name is the first noun phrase of its sentence."""
        k = bisect_right(self.sentences, start) - 1
        if k < 0 or start - self.sentences[k] > 40:
            return False
        opening = self.text[self.sentences[k] : start].lower()
        words = self.words
        return "," not in opening and not any(
            word in words.prepositions or word in words.subordinators or word in words.verbs for word in opening.split()
        )

    def _speaks(self, person: Person) -> bool:
        """Whether a name that might be a place's is somewhere the subject of a verb of telling."""
        known = self._speakers.get(person.index)
        if known is None:
            known = any(self._prominence(start, end) >= _TELLS for start, end in person.at(20))
            self._speakers[person.index] = known
        return known

    def _last_quoted(self, at: int) -> int:
        """Where the last quotation before `at` begins."""
        k = bisect_left(self._quote_starts, at) - 1
        return self._quote_starts[k] if k >= 0 else -1

    def _is_quoted(self, at: int) -> bool:
        k = bisect_right(self._quote_starts, at) - 1
        return k >= 0 and at < self.quoted[k][1]
