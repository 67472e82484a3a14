"""Discourse: whom “he”, “Perry” or “the guitarist” means, by gender, number, role and salience.

Pronouns go to the most salient person before them whose gender fits: salience falls with every
sentence, and is higher for a subject than for an object, for who spoke last, and for a name in
the writer's own words than for one within a quotation. Two who are about as salient: nobody.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from storysum.model.article import Article
from storysum.model.span import Span
from storysum.text.quotes.attribution import Said
from storysum.text.quotes.frames import Frame
from storysum.text.quotes.lexicon import Lexicon
from storysum.text.quotes.marks import Stretch
from storysum.text.quotes.mentions import Mention, singular
from storysum.text.quotes.people import Person, Roster

__all__ = ["Discourse"]

_GENDER = {"he": "m", "she": "f", "his": "m", "her": "f", "him": "m"}
SAME = 4.0  # for a subject in the pronoun's own paragraph
DEBUG = []
_INVERTED = re.compile(r"[”\"’'][ \xa0]\w+[ \xa0]$")
_WINDOW = 9  # sentences that are looked back over
_MARGIN = 1.5  # by how much the most salient person must lead; tuned on news


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
        self.spoke: list[tuple[int, Person]] = []

    def person(self, said: Said) -> Person | None:
        """Who the speaker of a stretch is; remembers who spoke."""
        if said.mention is None or said.source is None:
            return None
        found = self._person_of(said.source, said.mention, said)
        if found is not None:
            self.spoke.append((said.frame.starts[said.q], found))
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
        head = mention.last
        for k in range(mention.first + 1, mention.last + 1):
            if frame.low[k] in self.words.prepositions:
                head = k - 1
                break
        noun = frame.low[head]
        if singular(noun) != noun and noun not in self.words.groups:
            return None
        return self.roster.with_role(noun) if noun in self.words.roles or noun in self.words.groups else None

    def _by_pronoun(self, at: int, gender: str, said: Said) -> Person | None:
        own = said.frame.starts[said.q]
        here = bisect_right(self.sentences, min(at, own))
        block = bisect_right(self.blocks, at)
        first = self.sentences[max(0, here - _WINDOW)] if self.sentences else 0
        scores: dict[int, float] = {}
        for start, end, person in self.roster.between(first, at):
            if person.human < 0 or (person.gender and person.gender != gender) or not (person.human or self._speaks(person)):
                continue
            score = 10.0 - 1.2 * (here - bisect_right(self.sentences, start)) - 1.5 * (block - bisect_right(self.blocks, start))
            prominence = self._prominence(start, end, at)
            score += prominence
            if prominence >= 3 and bisect_right(self.blocks, start) == block:
                score += SAME
            if not person.gender:
                score -= 2.0
            if person.roles and start == person.full.start and self.text[end : end + 1] == "," and here - bisect_right(self.sentences, start) <= 1:
                score += 3.0  # just introduced, by name and by role
            if score > scores.get(person.index, -99.0):
                scores[person.index] = score
        for position, person in self.spoke[-6:]:
            if person.index in scores and position < own:
                distance = here - bisect_right(self.sentences, position)
                away = block - bisect_right(self.blocks, position)
                scores[person.index] += max(0.0, 5.0 - 0.8 * distance - away)
        if not scores:
            return self._lone_subject(at, here, gender)
        if DEBUG: DEBUG.append((at, [(round(v,1), self.roster.people[k].names, self.roster.people[k].gender) for k,v in sorted(scores.items(), key=lambda i:-i[1])][:4]))
        ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
        if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < _MARGIN:
            return None
        return self.roster.people[ranked[0][0]]

    def _lone_subject(self, at: int, here: int, gender: str) -> Person | None:
        """Where nobody is known to be a person: the one name that is a subject in this or the last sentence."""
        first = self.sentences[max(0, here - 2)] if self.sentences else 0
        fit = {
            person.index
            for start, end, person in self.roster.between(first, at)
            if person.human >= 0 and person.gender in ("", gender) and self._prominence(start, end, at) >= 3
        }
        return self.roster.people[fit.pop()] if len(fit) == 1 else None

    def _prominence(self, start: int, end: int, at: int) -> float:
        """What the place of a name in its sentence adds: subjects up, objects and quoted names down."""
        if self._is_quoted(start):
            return -5.0
        text = self.text
        if text[end : end + 2] in ("'s", "’s"):
            return -2.0
        after = text[end : end + 24].lstrip(" \xa0,").split(" ", 1)[0].rstrip(".,;:")
        before = text[max(0, start - 16) : start].rstrip().rpartition(" ")[2].lower()
        if text[max(0, start - 14) : start].lower().endswith("according to "):
            return 5.0
        if before in self.words.prepositions and before not in self.words.clausal:
            return -1.5
        verb = after.lower()
        if after[:1].islower() and verb in self.words.telling or before in self.words.telling and _INVERTED.search(text, max(0, start - 30), start):
            return 5.0
        if after[:1].islower() and (verb in self.words.verbs or verb in self.words.auxiliaries or verb in self.words.relatives):
            return 3.0
        return 3.0 if self._opens_sentence(start) else 0.0

    def _opens_sentence(self, start: int) -> bool:
        """Whether a name is the first noun phrase of its sentence."""
        k = bisect_right(self.sentences, start) - 1
        if k < 0 or start - self.sentences[k] > 40:
            return False
        opening = self.text[self.sentences[k] : start].lower()
        return "," not in opening and not any(word in self.words.prepositions or word in self.words.subordinators for word in opening.split())

    def _speaks(self, person: Person) -> bool:
        """Whether a name that might be a place's is somewhere the subject of a verb of telling."""
        known = self._speakers.get(person.index)
        if known is None:
            known = any(self._prominence(at, at + len(person.full), at) >= 5 or self._tells(at) for at in person.at[:20])
            self._speakers[person.index] = known
        return known

    def _tells(self, at: int) -> bool:
        words = self.text[at : at + 60].replace(",", "").split(" ", 3)
        return any(word.strip(".:") in self.words.telling for word in words[1:3])

    def _is_quoted(self, at: int) -> bool:
        k = bisect_right(self._quote_starts, at) - 1
        return k >= 0 and at < self.quoted[k][1]
