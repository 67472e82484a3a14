"""Persons: whom “he”, “Perry” or “the guitarist” means.

A name means its fullest form in the article; “the guitarist” the one person who is called that. Whom “he”
means is weighed over the people named in the sentences before, by features of the same kind as a speaker's:
how far back, in what part of the sentence, who spoke last. Gender decides who may be meant at all, and so it
needs no weight; the weights are learned where it leaves one only, with gender hidden.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter

from storysum.model.article import Article
from storysum.model.span import Span
from storysum.quotations import templates as t
from storysum.quotations.lexicon import VERBS, lexicon
from storysum.quotations.mentions import NAME, NOUN, PRONOUN, Mention
from storysum.quotations.people import GENDER, Person, Roster, fits
from storysum.quotations.ranker import Ranker
from storysum.quotations.sentences import Sentence
from storysum.text.body import overlapping
from storysum.text.marks.stretches import marked
from storysum.text.reporting import role_gender

_LIKELIER = 700  # from which one is told from the last subject
_PLAIN_SHARE = 850  # from which two of one sentence are told apart
_REPLY = VERBS.index("reply")
_BESIDE = 60  # characters
_JUST = 2  # sentences since somebody without a name spoke
_WINDOW = 9  # sentences that are looked back over
_MANY = 12  # people, the latest
_UNSURE, _NO_PERSON = 40, 40  # thirty-seconds that are taken off who may be of the other gender, or no person
_OTHER = frozenset(("former", "ex", "late", "other", "old", "new", "then", "next", "previous", "second", "third"))
_INVERTED = re.compile(r"[”\"’',][ \xa0](\w+)[ \xa0](?:[a-z][\w-]*[ \xa0]|[\w.-]+[’']s[ \xa0]){0,3}$")
_ASIDE = re.compile(r",[ \xa0][^,.;:“”\"]{2,120},[ \xa0]([a-z]+)")
_ARTICLE = re.compile(r"(?:\b(?:the|an?)|,) $", re.IGNORECASE)
_LATE = re.compile(r"\b(?:the|his|her|their|my|our) late (?:[a-z-]+,? )?$", re.IGNORECASE)
# One of a people: “the Scot”; “the Guardian” is a paper.
_PEOPLE = re.compile(
    r"(?:[Tt]he|[Aa]n?) (?!Guardian)(?:[A-Z][a-z]+(?:ian|ese|ish|[cx]an|ean|woman|man)|(?:London|Dublin|New Zealand)er"
    r"|Scot|Swede|Dane|Pole|Finn|Turk|Greek|Czech|Brit|Briton|Spaniard|Swiss|Thai|Iraqi|Israeli|Pakistani)"
)
# What stands for somebody as “he” does: the 36-year-old, the Hull-born drummer.
_EPITHET = re.compile(r"[Tt]he (?:[\w-]+ ){0,2}?(?:\d+-year-old|[A-Z][\w-]+-born)\b")
# How a sentence opens that tells of somebody without a name; and what gives him one.
_NEWCOMER = re.compile(
    r"(?:[A-Z][a-z]+ (?:him|her|them) |(?:In|At|On|Outside|Inside|Near|Behind|Across|Downstairs)\b[^,.]{0,30}? )?"
    r"(?:[Aa]n?|[Aa]nother|[Oo]ne|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|(?:The )?(?:[\w-]+ ){0,2}[\w-]+['’]s)"
    r"((?: [a-z][\w-]*){1,4})"
)
_NOT_HIM = re.compile(r",? (?:and |but )?not (?:the |an? )?[A-Za-z]")
_NAMED = re.compile(r"(?: (?:of|for|at|in) [^,.]{1,60},|(?: [\w-]+){0,2},|) (?:(?!of )\w+ )?(?:called |named )?[A-Z]")
_FULL = r"([A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*)+)$"
# A spokeswoman for Mr Holm, Ann Pike; the head of the Hull Bank, Ann Pike; but the mother of the boy, Ann Pike.
_NAMED_LAST = re.compile(rf"\b(?:for|of|at|on) [^,]*?([\w-]+), {_FULL}")
# Chairman and chief executive Ann Pike; “the mayor and singer Ann Pike”, “Hull's mayor and singer …” may be two.
_TWO_ROLES = re.compile(
    rf"(?!(?i:the|an?|his|her|their|its|our) )(?![^,]*['’]s )[^,]*?([a-z][\w-]*) and [^,]*?[a-z] {_FULL}"
)
_OBJECT, _OWNER, _QUOTED, _PLAIN, _SUBJECT, _TELLS = range(6)


class People:
    """The people of an article, in the order in which its text speaks of them."""

    def __init__(self, article: Article, model: Ranker | None) -> None:
        self.text, self.model = article.text, model
        self.roster = Roster(article)
        self.sentences = [sentence.start for sentence in article.sentences]
        self.blocks = [block.span.start for block in article.blocks]
        self.stretches = marked(article)
        self.spoke: list[tuple[int, int]] = []
        self._known: dict[int, Person | None] = {}
        self._unnamed: tuple[int, str] = (-1, "")  # where somebody without a name spoke last, and the gender

    def person(self, speaker: Span | None, mention: Mention | None, at: int) -> Span | None:
        """The fullest name of a speaker; remembers who spoke, at a place of the text."""
        if speaker is None:
            return None
        if speaker.start not in self._known:
            self._known[speaker.start] = self._find(speaker, mention, at)
        if (found := self._known[speaker.start]) is None:
            if mention is None:
                return speaker
            gender = role_gender(mention.sentence.forms[mention.head].lower())
            if mention.kind == NOUN and gender is not None and not mention.plural:
                self._unnamed = at, gender
            return None
        self.spoke.append((at, found.index))
        return found.full

    def _find(self, speaker: Span, mention: Mention | None, at: int) -> Person | None:
        named = self.roster.named
        if mention is None:
            return named(speaker)
        sentence, start, end = mention.sentence, mention.start, mention.end
        if mention.plural:
            both = _TWO_ROLES.match(self.text, start, end)
            return self._human(both) if both and role_gender(both[1]) is not None else None
        word = sentence.forms[mention.head].lower()
        epithet = mention.name < 0 and _EPITHET.match(self.text, start, end)
        if epithet or (mention.kind == NAME and _PEOPLE.fullmatch(self.text, start, end)):
            definite = sentence.forms[mention.first].lower() == "the"
            return self._meant(start, at, role_gender(word) or "") if definite else None
        if mention.kind == NAME:
            the, *noun = (form.lower() for form in sentence.forms[mention.first : mention.last + 1])
            if the == "the" and len(noun) == 1 and role_gender(noun[0]) is not None:
                return self._by_role(sentence, mention.first, mention.last)  # the Mayor
            if "user" in sentence.forms[mention.first : mention.last]:  # Twitter user Abel Pike is not Twitter
                return named(Span(sentence.starts[sentence.forms.index("user", mention.first) + 1], end))
            return named(Span(sentence.starts[mention.name], end)) or named(Span(start, end))
        if mention.is_who:
            head = mention.antecedent
            start, end = sentence.starts[head], sentence.ends[mention.head - 1]
            denied = _NOT_HIM.search(self.text, start, end)  # it was Pike, not Holm, who said
            found = named(Span(start, denied.start() if denied else end)) if head >= 0 else None
            return found if found is None or found.human >= 0 else None  # nobody is a League
        if mention.kind != PRONOUN:
            apposed = _NAMED_LAST.search(self.text, start, end)
            if apposed is not None and role_gender(apposed[1].lower()) is None:
                return self._human(apposed)
            return self._by_role(sentence, mention.first, mention.head)
        gender = GENDER.get(word)
        found, verb = self._meant(start, at, gender) if gender else None, mention.verb
        word = self.text[sentence.starts[verb] : sentence.ends[verb]].lower()  # as the writer has it
        replies = verb >= 0 and lexicon().verbs.get(word) == _REPLY
        spoke = self.spoke[-1][1] if self.spoke else -1
        if found is not None and replies and (self._told_last(start) is found or spoke == found.index):
            return None  # nobody replies to himself
        return found

    def _told_last(self, at: int) -> Person | None:
        """Who tells in the sentence before, if somebody does there."""
        here = bisect_right(self.sentences, at) - 1
        named = self.roster.between(*self.sentences[here - 1 : here + 1]) if here > 0 else []
        return next((one for start, end, one in named if self._part(start, end) == _TELLS), None)

    def _human(self, match: re.Match[str]) -> Person | None:
        """Whom a name (the second group) means, if it is plainly a person's."""
        found = self.roster.named(Span(*match.span(2)))
        return found if found is not None and found.human > 0 else None

    def _by_role(self, sentence: Sentence, first: int, head: int) -> Person | None:
        """“the guitarist”: the one person who is called that; nobody for “a guitarist”."""
        if sentence.forms[first].lower() != "the":
            return None
        noun, between = sentence.forms[head].lower(), sentence.forms[first + 1 : head]
        if any(form.lower() in _OTHER for form in between):
            return None  # the former champion
        found = self.roster.with_role(noun)
        if found is None or found.starts[0] >= sentence.ends[head]:
            return None  # “the drummer” may be another one where “Pike, a drummer” comes later
        if not between:
            return found
        # “The world indoor champion” is no “Olympic champion”: the same words stand beside a name of his.
        role, here = re.compile(re.escape(" ".join([*between, noun])), re.IGNORECASE), sentence.starts[first + 1]
        beside = (
            one.start()
            for start, end in zip(found.starts, found.ends, strict=True)
            for one in role.finditer(self.text, max(0, start - _BESIDE), end + _BESIDE)
        )
        return found if any(at != here for at in beside) else None

    def _meant(self, at: int, quotation: int, gender: str) -> Person | None:
        model = self.model
        assert model is not None
        people, features = self.salience(min(at, quotation), quotation)
        living = (k for k, one in enumerate(people) if one.human >= 0 and not self._dead(one))
        fit = [k for k in living if fits(people[k].gender, gender)]
        named = [n for n, k in enumerate(fit) if self._is_person(people[k])]
        if not named:
            return None
        doubts = [_UNSURE * (not one.gender) + _NO_PERSON * (one.human <= 0) for one in people]
        scores = [model.score(features[k]) - doubts[k] for k in fit]
        best = max(named, key=scores.__getitem__)
        found, share = people[fit[best]], model.share(scores, best)
        if (role := self._newcomer(min(at, quotation), gender)) and self.roster.with_role(role) is not found:
            return None
        spoke, theirs = self._unnamed  # “…,” said her mother. “…,” she said: nobody was named since
        near = bisect_right(self.sentences, at) - bisect_right(self.sentences, spoke) <= _JUST
        if near and fits(theirs, gender) and (not self.spoke or spoke > self.spoke[-1][0]):
            since = self.roster.between(spoke, min(at, quotation))
            if all(self._part(*place[:2]) in (_OWNER, _QUOTED, _OBJECT) for place in since):
                return None
        # Another was the last subject, or both stand in one sentence: nobody can tell, unless one is plainly likelier.
        other = any(one >> 57 == t.PERSON_LATEST >> 57 for k in fit if people[k] is not found for one in features[k])
        if share < model.person or (other and share < _LIKELIER):
            return None
        beside = share < _PLAIN_SHARE and self._side_by_side(found, [people[k] for k in fit], at)
        return None if beside else found

    def _newcomer(self, at: int, gender: str) -> str:
        """The role of somebody without a name of whom the sentence before tells: “A neighbour was not amused”."""
        here = bisect_right(self.sentences, at) - 1
        start, end = self.sentences[here - 1 : here + 1] if here > 0 else (0, 0)
        match = _NEWCOMER.match(self.text, start, min(end, start + 120))
        if match is None or any(self._part(*one[:2]) == _TELLS for one in self.roster.between(start, end)):
            return ""
        end, role = 0, ""
        for word in re.finditer(r" ([\w-]+)(?=[ ,])", f"{match[1]} "):
            if role_gender(word[1]) is not None and end in (0, word.start()):  # chief [executive officer]
                end, role = word.end(), word[1]
        named = role and _NAMED.match(self.text, match.start(1) + end)
        return role if role and not named and fits(role_gender(role) or "", gender) else ""

    def _dead(self, person: Person) -> bool:
        """Whether somebody is called the late: he was spoken of, and does not speak."""
        return any(_LATE.search(self.text, max(0, start - 50), start) for start in person.starts[:3])

    def _is_person(self, person: Person) -> bool:
        """Whether a name is plainly a person's: called one, or somewhere the subject of a verb of speech."""
        if person.human > 0 or person.names[-1].endswith("s"):
            return person.human > 0  # no Prosecutors
        least = _TELLS if len(person.names) == 1 else _SUBJECT
        named = zip(person.starts[:_MANY], person.ends[:_MANY], strict=True)
        bare = (place for place in named if not _ARTICLE.search(self.text, max(0, place[0] - 5), place[0]))
        return any(self._part(*place) >= least for place in bare)

    def _side_by_side(self, found: Person, others: Sequence[Person], at: int) -> bool:
        """Whether another who fits is named in the same sentence last, and neither speaks there: nobody can tell."""

        def last(person: Person) -> tuple[int, int]:
            k = bisect_left(person.starts, at) - 1
            return (bisect_right(self.sentences, person.starts[k]), self._part(person.starts[k], person.ends[k]))

        where, part = last(found)
        if part == _TELLS or any(index == found.index for _, index in self.spoke[-2:]):
            return False
        return any(last(one)[0] == where for one in others if one is not found and (one.human > 0 or one.gender))

    def salience(self, at: int, quotation: int) -> tuple[list[Person], list[list[int]]]:
        """The people named before a pronoun, and the features of each."""
        here, block = bisect_right(self.sentences, at), bisect_right(self.blocks, at)
        first = self.sentences[max(0, here - _WINDOW)] if self.sentences else 0
        seen: dict[int, list[tuple[int, int]]] = {}  # person: where named, in what part of the sentence
        latest = (-1, -1)
        for start, end, person in self.roster.between(first, at):
            part = self._part(start, end)
            if part == _QUOTED and person.index not in seen:
                continue
            seen[person.index] = [*seen.pop(person.index, ()), (start, part)]  # who was named last is last
            if part >= _SUBJECT and person.human >= 0:
                latest = (person.index, start)
        order = [*reversed(seen)][:_MANY]  # the latest first
        before = bisect_left(self.stretches, quotation, key=attrgetter("start"))
        last_quoted = self.stretches[before - 1].start if before else -1
        spoken: dict[int, int] = {}  # person: where he spoke last
        for place, index in reversed(self.spoke[-6:]):
            spoken.setdefault(index, place)
        features = []
        for rank, index in enumerate(order):
            where = seen[index]
            start, part = where[-1]
            back = min(8, here - bisect_right(self.sentences, start))
            paragraph = bisect_right(self.blocks, start)
            away = min(3, block - paragraph)
            own = [role for place, role in where if bisect_right(self.blocks, place) == paragraph]
            person = self.roster.people[index]
            given = bisect_left(person.given, start)
            full = int(person.given[given : given + 1] == [start])
            found = [
                t.PERSON_AWAY + (back << 22) + (away << 10),
                t.PERSON_PLACE + (part << 22) + (min(back, 3) << 10),
                t.PERSON_BEST + (max(own) << 22) + (away << 10),
                t.PERSON_ORDER + (min(rank, 5) << 22) + (part << 10),
                t.PERSON_NAMED + (min(len(where), 4) << 22) + (int(index == order[-1]) << 10),
                t.PERSON_GIVEN + (full << 22) + (min(back, 3) << 10),
            ]
            if latest[0] == index:
                found.append(t.PERSON_LATEST + (1 << 22) + (int(latest[1] > last_quoted) << 10) + away)
            if index in spoken:
                since = min(6, max(0, here - bisect_right(self.sentences, spoken[index])))
                found.append(t.PERSON_SPOKE + (list(spoken).index(index) << 22) + (since << 10))
            features.append(found)
        return [self.roster.people[index] for index in order], features

    def _part(self, start: int, end: int) -> int:
        """In what part of its sentence a name stands."""
        text, known = self.text, lexicon()
        if overlapping(self.stretches, Span(start, start + 1)):
            return _QUOTED
        if text[end : end + 2] in ("'s", "’s"):
            return _OWNER
        verb = text[end : end + 24].lstrip(" \xa0,").split(" ", 1)[0].rstrip(".,;:")
        if text[max(0, start - 14) : start].lower().endswith("according to "):
            return _TELLS
        before = text[max(0, start - 16) : start].rstrip().rpartition(" ")[2].lower()
        if before in known.prepositions:
            return _OBJECT
        aside = _ASIDE.match(text, end, min(len(text), end + 140))
        if aside is not None and known.verbs.get(verb) != 1:
            verb = aside[1]  # Pike, who chairs the club, warned
        inverted = _INVERTED.search(text, max(0, start - 40), start)
        tells = inverted is not None and known.verbs.get(inverted[1]) == 1 and inverted[1] != "told"
        if tells or known.verbs.get(verb) in (1, 2):
            return _TELLS
        follows = verb.endswith(("ed", "s")) or verb in known.stops - known.prepositions
        return _SUBJECT if follows or self._opens(start) else _PLAIN

    def _opens(self, start: int) -> bool:
        """Whether a name is the first noun phrase of its sentence."""
        k = bisect_right(self.sentences, start) - 1
        if k < 0 or start - self.sentences[k] > 40:
            return False
        opening = self.text[self.sentences[k] : start].lower()
        return "," not in opening and lexicon().stops.isdisjoint(opening.split())
