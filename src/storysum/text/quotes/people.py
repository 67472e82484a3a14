"""People: from a mention (“he”, “Perry”, “the guitarist”) to the fullest form of a name.

One regular expression finds the capitalised runs of the article. Runs with the same surname and
compatible first names are one person, whose gender comes from titles, first names, roles beside
the name and relatives. A surname, a pronoun or a role is resolved only when one person fits.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from storysum.model.article import Article
from storysum.model.span import Span
from storysum.text.quotes.lexicon import Lexicon
from storysum.text.quotes.mentions import DATES

__all__ = ["Person", "Roster"]

_WORD = r"(?:(?:[A-Z]\.){1,4}|(?:Mr|Mrs|Ms|Dr|Sen|Rep|Reps|Sens|Gov|Rev|St|Lt|Gen|Col|Maj|Capt|Sgt|Prof|Del|Messrs|Hon)\.(?=[ \xa0])|[^\W\d_a-z][\w’'-]*(?:[.’'-]\w+)*)"
_NICK = r"[“\"‘'][^\W\d_][\w’'. -]{0,20}[”\"’'][ \xa0]"
_RUN = re.compile(
    rf"(?<![\w’'-]){_WORD}(?:[ \xa0](?:{_NICK}|(?:(?:de|da|di|du|von|van|der|la|le|bin|al|of the|of|&)[ \xa0]){{0,2}}){_WORD}){{0,7}}"
)
_PIECE = re.compile(r"[^\s\xa0]+")
_SUFFIXES = frozenset("jr sr ii iii iv jr. sr.".split())
_FROM_ROLE = re.compile(r"(?:^|[^\w-])([a-z][\w-]*)(?:,[ \xa0]|[ \xa0])$")
_AFTER = re.compile(r",[ \xa0]((?:an?|the|its|his|her|their|our|my|one|now|then|former)?[ \xa0]?[^,.;:()“”\"]{2,80})")
_PRONOUN = re.compile(r"\b(he|his|him|himself|she|her|herself)\b|(?<![.!?] )(?<!\w)[A-Z][a-z]+", re.I)
_GENDER = {"he": "m", "his": "m", "him": "m", "himself": "m", "she": "f", "her": "f", "herself": "f"}
_CONTRACTED = ("'m", "'s", "'re", "'ve", "'d", "'ll", "n't")


class Person:
    """Somebody, or something, that has a name in the article.

    Attributes:
        full: The fullest form of the name.
        names: Its words without titles, in lower case.
        gender: "m", "f" or "" where nothing tells.
        human: 1 for a person by name or title, -1 for a body, 0 where nothing tells.
        at: Where it is named.
        given: Where it is named with more than a surname.
        roles: Nouns that stand beside the name.
    """

    __slots__ = ("at", "full", "gender", "given", "human", "index", "names", "roles")

    def __init__(self, index: int, full: Span, names: tuple[str, ...]) -> None:
        self.index = index
        self.full = full
        self.names = names
        self.gender = ""
        self.human = 0
        self.at: list[int] = []
        self.given: list[int] = []
        self.roles: set[str] = set()


class Roster:
    """Everybody whom the article names."""

    def __init__(self, article: Article, words: Lexicon) -> None:
        self.text = article.text
        self.words = words
        self.people: list[Person] = []
        self._by_last: dict[str, list[Person]] = {}
        self._by_first: dict[str, list[Person]] = {}
        self._mentions: list[tuple[int, int, Person]] = []
        spans = [b.span for b in article.blocks if b.role in ("body", "item")]
        spans += [b.span for b in article.blocks if b.role in ("title", "caption")]
        singles: list[tuple[int, int, str, str]] = []
        for span in spans:
            for match in _RUN.finditer(self.text, span.start, span.end):
                self._take(match.start(), match.end(), singles)
        for start, end, name, gender in singles:
            self._take_single(start, end, name, gender)
        self._guess_genders()
        self._mentions.sort(key=lambda mention: (mention[0], mention[1]))
        self._starts = [mention[0] for mention in self._mentions]

    def _take(self, start: int, end: int, singles: list[tuple[int, int, str, str]]) -> None:
        pieces: list[tuple[int, int, str]] = []
        for match in _PIECE.finditer(self.text, start, end):
            word = match.group()
            if word[0] in "“\"‘'":
                continue  # a nickname
            low = word.lower().replace("’", "'")
            if low.endswith(_CONTRACTED) and low.partition("'")[0] in self.words.small:
                self._name(pieces, singles)
                pieces = []
                continue
            genitive = low.endswith(("'s", "s'"))
            stop = match.end() - (2 if low.endswith("'s") else 1 if low.endswith("s'") else 0)
            plain = low[: stop - match.start()].rstrip(".") if len(low) > 2 else low
            pieces.append((match.start(), stop, plain))
            if genitive:
                self._name(pieces, singles)
                pieces = []
        self._name(pieces, singles)

    def _name(self, pieces: list[tuple[int, int, str]], singles: list[tuple[int, int, str, str]]) -> None:
        words = self.words
        gender = ""
        human = 0
        pieces = [piece for piece in pieces if piece[2] not in DATES]
        while pieces and (pieces[0][2] in words.small or pieces[0][2] in words.titles) and not (pieces[0][2] == "will" and len(pieces) > 1):
            told = words.titles.get(pieces[0][2])
            if told is not None:
                human = 1
                gender = told or gender
            pieces = pieces[1:]
        role = ""
        pieces = self._after_title(pieces)
        while len(pieces) > 2 and pieces[0][2] in words.roles and self.text[pieces[0][0] : pieces[0][1]] not in words.male | words.female:
            role = pieces[0][2]
            pieces = pieces[1:]
        if not pieces:
            return
        while len(pieces) > 2 and pieces[-1][2] in _SUFFIXES:
            pieces = pieces[:-1]
        names = tuple(piece[2] for piece in pieces)
        start, end = pieces[0][0], pieces[-1][1]
        if len(names) == 1:
            singles.append((start, end, names[0], gender))
            return
        first = self.text[start : pieces[0][1]]
        body = any(self.text[a:b] in words.organisations for a, b, _ in pieces)
        known = first in words.female or first in words.male or (len(first) > 1 and first[1] == ".")
        if not gender and not body:
            gender = self._first_gender(first)
        person = self._find_full(names)
        if person is None:
            person = Person(len(self.people), Span(start, end), names)
            self.people.append(person)
            self._by_last.setdefault(names[-1], []).append(person)
            self._by_first.setdefault(names[0], []).append(person)
        elif len(names) > len(person.names):
            person.full, person.names = Span(start, end), names
        if body:
            person.human = person.human or -1
        elif known or human:
            person.human = 1
        person.gender = person.gender or gender
        if role:
            self._called(person, role)
        self._beside(person, start, end)
        self._mentions.append((start, end, person))
        person.at.append(start)
        person.given.append(start)

    def _after_title(self, pieces: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
        """The name behind the last title of a run: Press Secretary Ida Vance, Secretary of State Jon Dane."""
        words = self.words
        for k in range(len(pieces) - 2, 0, -1):
            low = pieces[k][2]
            if low not in words.titles and low not in words.roles:
                continue
            word = self.text[pieces[k][0] : pieces[k][1]]
            if word in words.male or word in words.female:
                continue
            rest = pieces[k + 1 :]
            if rest[0][2] == "of":
                rest = rest[2:]
            if rest and rest[0][2] not in _SUFFIXES and rest[0][2] not in words.small:
                return rest
        if len(pieces) > 3 and pieces[1][2] == "of" and (pieces[0][2] in words.titles or pieces[0][2] in words.roles):
            return pieces[3:]
        return pieces

    def _first_gender(self, first: str) -> str:
        female, male = first in self.words.female, first in self.words.male
        return "" if female == male else "f" if female else "m"

    def _find_full(self, names: tuple[str, ...]) -> Person | None:
        for person in self._by_last.get(names[-1], ()):
            if person.names[0] == names[0] or _initial(person.names[0], names[0]):
                return person
        return None

    def _beside(self, person: Person, start: int, end: int) -> None:
        """Roles that stand right before the name, or as an apposition after it."""
        before = _FROM_ROLE.search(self.text, max(0, start - 30), start)
        if before is not None:
            self._called(person, before.group(1))
        if self.text[end : end + 1] != ",":
            return
        after = _AFTER.match(self.text, end, min(len(self.text), end + 90))
        if after is None:
            return
        head = ""
        for word in after.group(1).split():
            low = word.lower().replace("’", "'")
            if low in ("and", "&", "who", "which", "that") or low in self.words.prepositions or low in self.words.auxiliaries:
                break
            if head and (low.endswith(("ed", "ing")) or low in self.words.telling and low not in self.words.roles):
                break
            head = low
        self._called(person, head)

    def _called(self, person: Person, noun: str) -> None:
        """That a role or a kind of body is said of a name."""
        if noun in self.words.roles:
            person.roles.add(noun)
            person.gender = person.gender or self.words.roles[noun]
            person.human = 1
        elif noun in self.words.groups and person.human < 1:
            person.roles.add(noun)
            person.human = -1

    def _guess_genders(self) -> None:
        """He or she soon after a name tells the gender of one whose first name does not."""
        for person in self.people:
            if person.gender or person.human < 0 or not person.at:
                continue
            votes = 0
            for at in person.at[:6]:
                for match in _PRONOUN.finditer(self.text, at + 1, min(len(self.text), at + 160)):
                    told = _GENDER.get(match.group().lower())
                    if told is not None:
                        votes += 1 if told == "f" else -1
                        break
                    word = match.group().lower()
                    if word not in self.words.small and word not in person.names:
                        break
            if votes and len(person.names) > 1:
                person.human = 1
            if votes:
                person.gender = "f" if votes > 0 else "m"

    def _take_single(self, start: int, end: int, name: str, gender: str) -> None:
        same = self._by_last.get(name) or self._by_first.get(name) or []
        if gender:
            same = [person for person in same if person.gender in ("", gender)]
        if not same:
            if name[1:2] == "-" or name in self.words.small or (name in self.words.verbs and not gender):
                return
            person = Person(len(self.people), Span(start, end), (name,))
            person.gender = gender or self._first_gender(self.text[start:end])
            person.human = 1 if person.gender else -1 if self.text[start:end] in self.words.organisations else 0
            self.people.append(person)
            self._by_last.setdefault(name, []).append(person)
            same = [person]
        if len(same) == 1:
            person = same[0]
        else:
            chosen = self._principal(same, start)
            if chosen is None:
                return
            person = chosen
        if gender and not person.gender:
            person.gender = gender
            person.human = 1
        self._beside(person, start, end)
        self._mentions.append((start, end, person))
        person.at.append(start)

    def _principal(self, same: list[Person], start: int) -> Person | None:
        """Whom a bare surname means that several share: the one named first, unless another was named since."""
        first = min(same, key=lambda person: person.full.start)
        latest = max(same, key=lambda person: max((at for at in person.given if at < start), default=-1))
        if latest is first:
            return first
        last = max(at for at in latest.given if at < start) if any(at < start for at in latest.given) else -1
        return first if last < 0 or self.text.count("\n", last, start) > 3 else None

    # Questions

    def named(self, span: Span) -> Person | None:
        """Whom the name within `span` means; the last one named there, if several are."""
        low = bisect_left(self._starts, span.start)
        found = None
        for start, end, person in self._mentions[low : bisect_right(self._starts, span.end)]:
            if end <= span.end + 2:
                found = person
        return self._fullest(found) if found is not None else None

    def _fullest(self, person: Person) -> Person:
        """“Lantern Row” → Lantern Row Records."""
        if person.human > 0 or len(person.names) > 3:
            return person
        size = len(person.names)
        longer = [p for p in self._by_first.get(person.names[0], ()) if p.human < 0 and len(p.names) > size and p.names[:size] == person.names]
        return longer[0] if len(longer) == 1 else person

    def between(self, start: int, end: int) -> list[tuple[int, int, Person]]:
        """The names from `start` up to `end`."""
        return self._mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def with_role(self, noun: str) -> Person | None:
        """The one person beside whose name the noun stands."""
        fit = [person for person in self.people if noun in person.roles]
        return fit[0] if len(fit) == 1 else None


def _initial(a: str, b: str) -> bool:
    return (len(a.rstrip(".")) == 1 or len(b.rstrip(".")) == 1) and a[:1] == b[:1]
