"""People: the names of an article, grouped by whom they mean, with gender and roles.

Runs with the same surname and compatible first names are one person. A gender comes from titles,
first names, roles beside the name and relatives, and at last from the pronoun that follows.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from functools import partial
from itertools import pairwise

from attrs import Factory, mutable

from storysum.model.article import Article
from storysum.model.span import Span
from storysum.quotations.lexicon import lexicon
from storysum.quotations.names import LESSER, RUN, Name, is_first_name, names_in
from storysum.text.reporting import role_gender
from storysum.wordlists import words

_ROLE_BEFORE = re.compile(r"(?:^|[^\w-])([A-Za-z][\w-]*),?[ \xa0]$")
_APPOSED = re.compile(r",[ \xa0]([^,.;:()“”\"]{2,80})")
_PRONOUN = re.compile(
    r"\b(?:[Ii]ts?|[Tt]hey|[Hh]e|[Hh]is|[Hh]imself|[Ss]he|[Hh]er(?=[ \xa0]\w)|[Hh]erself|[A-Z][a-z]+)\b"
)
_PLACED = re.compile(r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Tt]he|[Ff]rom) $")
GENDER = {**dict.fromkeys(("he", "his", "him", "himself"), "m"), **dict.fromkeys(("she", "her", "herself"), "f")}
_SAME = 12  # bearers of one surname that are told apart
_MOST = 80  # names between two places that are looked at
_FAR = 2500  # characters after which a namesake is no longer fresh in mind


_offsets = partial(array, "q")  # a book has a hundred thousand names


@mutable(eq=False)
class Person:
    """Somebody, or something, that has a name in the article."""

    index: int
    full: Span  # the fullest form of the name
    names: tuple[str, ...]  # its words without titles, in lower case
    gender: str = ""  # "m", "f" or "" where nothing tells
    human: int = 0  # 1 for a person by name, title or role, -1 for a body, 0 where nothing tells
    starts: array[int] = Factory(_offsets)  # where it is named
    ends: array[int] = Factory(_offsets)
    given: list[int] = Factory(list)  # where it is named with more than a surname


class Roster:
    """Everybody whom the article names."""

    def __init__(self, article: Article) -> None:
        self.text = article.text
        self.people: list[Person] = []
        self._by_last: defaultdict[str, list[Person]] = defaultdict(list)
        self._by_first: defaultdict[str, list[Person]] = defaultdict(list)
        self._by_role: defaultdict[str, set[int]] = defaultdict(set)
        singles: list[tuple[int, Name]] = []
        ordered = (("body", "item"), ("title", "caption"))
        spans = [block.span for roles in ordered for block in article.blocks if block.role in roles]
        starts = [sentence.start for sentence in article.sentences]
        for span in spans:
            for match in RUN.finditer(self.text, span.start, span.end):
                for start, run in _within_sentences(match.start(), match.group(), starts):
                    for name in names_in(run):
                        if run[name.end - 1] == "-":
                            continue  # torn at the end of a line
                        if len(name.words) > 1:
                            self._take_full(start, name)
                        else:
                            singles.append((start, name))
        for person in self.people:
            person.given.sort()
        for offset, name in singles:
            self._take_single(offset, name)
        for person in self.people:  # the surnames came after the full names
            person.starts, person.ends = (array("q", sorted(one)) for one in (person.starts, person.ends))
        self._guess_genders()
        places = sorted((*place, one.index) for one in self.people for place in zip(one.starts, one.ends, strict=True))
        self._starts, self._ends, self._who = (array("q", [place[k] for place in places]) for k in range(3))

    def _take_full(self, offset: int, name: Name) -> None:
        start, end, first = offset + name.start, offset + name.end, name.words[0]
        same = self._by_last[name.words[-1]][:_SAME]
        person = next((one for one in same if one.names[0] == first), None)
        if person is None:
            longer = [one for one in same if _is_surname(one.names, name.words)]
            person = longer[0] if len(longer) == 1 else None
        if person is None:
            person = self._new(Span(start, end), name.words)
            self._by_first[first].append(person)
        elif len(name.words) > len(person.names):
            person.full, person.names = Span(start, end), name.words
        if name.body and not name.titled:
            person.human = person.human or -1
        elif name.known or name.titled:
            person.human = 1
        person.gender = person.gender or name.gender
        self._called(person, name.role)
        person.given.append(start)
        self._mention(person, start, end)

    def _take_single(self, offset: int, name: Name) -> None:
        start, end, word = offset + name.start, offset + name.end, name.words[0]
        same = (self._by_last[word] or self._by_first[word])[:_SAME]
        if name.titled:  # Mr Hall is not the Calder Hall, nor Mr York New York
            same = [one for one in same if one.human >= 0 and fits(one.gender, name.gender)]
            same = [one for one in same if not self._is_place(one, start)]
        if same:
            person = self._principal(same, start)
            if person is None:
                return
            if name.titled and name.gender:
                person.gender = person.gender or name.gender
                person.human = 1
        elif word in lexicon().verbs:
            return
        else:
            person = self._new(Span(start, end), name.words)
            thing = self.text[max(0, start - 4) : start].lower() == "the " and not name.titled  # the Mac
            person.gender = "" if thing else name.gender
            if not thing and (name.titled or name.known):
                person.human = 1
            elif name.body or self.text[start:end].isupper():
                person.human = -1
        self._mention(person, start, end)

    def _is_place(self, person: Person, start: int) -> bool:
        """Whether a name that is called no person's may be a place's: it comes up later, or behind “in”, “the”."""
        before = (one for one in person.given if one < start)
        return not person.human and all(_PLACED.search(self.text, max(0, one - 10), one) for one in before)

    def _new(self, full: Span, names: tuple[str, ...]) -> Person:
        person = Person(len(self.people), full, names)
        self.people.append(person)
        self._by_last[names[-1]].append(person)
        return person

    def _mention(self, person: Person, start: int, end: int) -> None:
        self._beside(person, start, end)
        person.starts.append(start)
        person.ends.append(end)

    def _principal(self, same: list[Person], start: int) -> Person | None:
        """Whom a surname means that several share: the one named first, unless another was named since."""
        first = min(same, key=lambda person: person.full.start)
        before = [(one.given[k - 1], one.index) for one in same if (k := bisect_left(one.given, start))]
        last, latest = max(before, default=(-1, first.index))
        return first if latest == first.index or start - last > _FAR else None

    def _beside(self, person: Person, start: int, end: int) -> None:
        """Roles that stand right before the name, or as an apposition after it."""
        before = _ROLE_BEFORE.search(self.text, max(0, start - 30), start)
        past = not LESSER.isdisjoint(self.text[max(0, start - 45) : start].lower().split()[-4:])
        if before is not None and not past and not before[1].isupper():
            self._called(person, before[1].lower())
        if self.text.startswith((", who ", ",\N{NO-BREAK SPACE}who "), end):
            person.human = person.human or 1
        after, head = _APPOSED.match(self.text, end, min(len(self.text), end + 90)), ""
        for word in after[1].lower().replace("’", "'").split() if after else ():
            if word in lexicon().telling:
                return  # after meeting Pike, the drummer said
            if word in lexicon().stops or (head and word.endswith(("ed", "ing"))):
                break
            head = word
        self._called(person, head)

    def _called(self, person: Person, noun: str) -> None:
        """That a role or a kind of body is said of a name."""
        if (gender := role_gender(noun)) is not None:
            person.gender = person.gender or gender
            person.human = 1
        elif noun in lexicon().groups and person.human < 1:
            person.human = -1
        else:
            return
        self._by_role[noun].add(person.index)

    def _guess_genders(self) -> None:
        """He or she soon after a name tells the gender of one whose first name does not."""
        small = lexicon().small - {"it", "its", "they"}
        for person in self.people:
            if person.gender or person.human < 0:
                continue
            votes = 0
            for start, end in zip(person.starts[:6], person.ends[:6], strict=True):
                before = self.text[max(0, start - 12) : start].split()
                if not lexicon().prepositions.isdisjoint(before[-1:]):
                    continue  # Pike, who left Nokia … he
                found = (one[0].lower() for one in _PRONOUN.finditer(self.text, end, min(len(self.text), end + 150)))
                first = next((word for word in found if word in GENDER or word not in small | set(person.names)), "")
                votes += {"f": 1, "m": -1}.get(GENDER.get(first, ""), 0)
            if votes:
                person.gender = "f" if votes > 0 else "m"
                acronym = any(word.isalpha() and word.isupper() for word in person.full.of(self.text).split()[1:])
                named = (self.text[max(0, start - 4) : start].lower() == "the " for start in person.starts)
                if len(person.names) > 1 and not acronym and not any(named):  # nobody is the Wooden Spoon
                    person.human = 1

    def named(self, span: Span) -> Person | None:
        """Whom the name within `span` means; the last one named there, if several are."""
        found = [person for _, end, person in self.between(span.start, span.end) if end <= span.end + 2]
        return self._fullest(found[-1]) if found else None

    def _fullest(self, person: Person) -> Person:
        """“Lantern Row” → Lantern Row Records."""
        size, same = len(person.names), self._by_first[person.names[0]][:_SAME]
        longer = [one for one in same if one.human < 0 and len(one.names) > size and one.names[:size] == person.names]
        return longer[0] if len(longer) == 1 and person.human <= 0 else person

    def between(self, start: int, end: int) -> list[tuple[int, int, Person]]:
        """The names from `start` up to `end`, the last ones of very many."""
        stop = bisect_left(self._starts, end)
        places = range(max(bisect_left(self._starts, start), stop - _MOST), stop)
        return [(self._starts[one], self._ends[one], self.people[self._who[one]]) for one in places]

    def with_role(self, noun: str) -> Person | None:
        """The one person beside whose name the noun stands."""
        fit = self._by_role[noun]
        return self.people[min(fit)] if len(fit) == 1 else None


def fits(one: str, other: str) -> bool:
    """Whether two genders may be one person's; "" is either."""
    return one == other or "" in (one, other)


def _is_surname(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether one of two names is the other's surname of two words: El Sand, Moss Kern of Anna Moss Kern."""
    short, long = sorted((a, b), key=len)
    double = is_first_name(long[0].title()) and not is_first_name(short[0].title())
    return long[-len(short) :] == short and (double or short[0] in words("name_particles"))


def _within_sentences(start: int, run: str, starts: list[int]) -> list[tuple[int, str]]:
    """A capitalised run, cut where a sentence begins within it: Vitamin C. | Foss left, or Ida Vance|.|The end."""
    inner = starts[bisect_right(starts, start) : bisect_left(starts, start + len(run))]
    edges = [start, *inner, start + len(run)]
    *cut, last = [(a, run[a - start : b - start]) for a, b in pairwise(edges)]
    return [*((a, part.rstrip() if part[-1].isspace() else part.rstrip(".?!")) for a, part in cut), last]
