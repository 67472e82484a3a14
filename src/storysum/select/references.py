"""What a sentence assumes to be known, by its parse: a pronoun, a bare surname, “the plan” of an earlier sentence.

English only. This is not coreference resolution: a reference counts as resolved if something that it could mean stands
before it in the same sentence; otherwise the earlier sentences that may introduce it are returned.
"""

from collections import defaultdict
from collections.abc import Container, Sequence
from functools import cache
from itertools import islice, pairwise

from attrs import frozen

from storysum.model.article import Article
from storysum.model.parse import Parse
from storysum.model.span import Span
from storysum.parses import parses
from storysum.wordlists import is_honorific

_POINTING = frozenset(["this", "that", "these", "those", "such"])
_PEOPLE = frozenset(["he", "she", "him", "her", "his", "hers", "himself", "herself"])
_THINGS = frozenset(["it", "its", "they", "them", "their", "theirs", "itself", "themselves"])
_WRITERS = frozenset(["i", "we", "us", "my", "our"])
_OTHER = frozenset(["another", "other", "others", "both", "former", "latter", "same", "next", "previous"])
_ARGUMENTS = ("nsubj", "obj", "iobj", "obl", "nmod")
# Dependents that say which one is meant: “the van that broke down”, “the second van of three”.
_RESTRICTING = frozenset(("nmod", "nmod:poss", "acl", "acl:relcl", "appos", "flat", "nummod", "obl"))
_Places = defaultdict[str, list[int]]
_Seen = tuple[_Places, _Places, _Places]


@frozen
class Reference:
    """Something that a sentence assumes to be known."""

    span: Span  # the words that refer
    # "pronoun", "name" (a bare surname), "known" (a full name seen before), "definite" (a “the” noun), "comparative",
    # "writer" (a “we”), "fragment" (a sentence without a verb)
    kind: str
    by: tuple[int, ...]  # earlier sentences, ascending, any of which introduces it; empty for the last two kinds


def _places(article: Article, wanted: Container[str], end: int) -> _Seen:
    """The sentences before `end` with each wanted word, by stem: anywhere, capitalised, and at the end of a name."""
    places, raised, named = (_Places(list) for _ in range(3))

    @cache
    def stem(stretch: str) -> str:
        form = _stem(_word(stretch))
        return form if form in wanted else ""

    for index, sentence in enumerate(article.sentences[:end]):
        for before, stretch in pairwise(("", *sentence.of(article.text).split())):
            if not (form := stem(stretch)):
                continue
            last, word = _word(before), _word(stretch)
            places[form].append(index)
            if word[:1].isupper():
                raised[form].append(index)
                if last[:1].isupper() and not is_honorific(last):
                    named[form].append(index)
    return places, raised, named


def _word(stretch: str) -> str:
    return stretch.strip("“”\"'‘’.,;:!?()[]")


def _stem(word: str) -> str:
    """A word in lower case without the s of a possessive or a plural."""
    return word.lower().removesuffix("’s").removesuffix("'s").removesuffix("s")


def references(article: Article, indices: Sequence[int]) -> dict[int, tuple[Reference, ...]]:
    """What these sentences assume to be known, by their index; empty for languages other than English.

    Cost: parsing those of these sentences that were not parsed yet, in one batch, and a pass over the text before the
    last one.
    """
    if article.language != "en":
        return {}
    found = parses(article, indices)
    words = [pair for one in found for pair in zip(one.forms, one.pos, strict=True)]
    wanted = {_stem(form) for form, pos in words if pos == "NOUN" or form[0].isupper()}
    seen = _places(article, wanted, max(indices, default=0) + 1)
    return {index: tuple(_of(seen, index, one)) for index, one in zip(indices, found, strict=True)}


def _of(seen: _Seen, index: int, parsed: Parse) -> list[Reference]:
    places, raised, named = seen
    found = []
    near = (index - 1,) if index else ()
    names = (*parsed.pos, "PROPN").index("PROPN")  # the first name in the sentence
    things = min(names, (*parsed.pos, "NOUN").index("NOUN"))
    first = {_stem(form): word for word, form in reversed([*enumerate(parsed.forms)])}
    for word, (form, pos, relation) in enumerate(zip(parsed.forms, parsed.pos, parsed.relation, strict=True)):
        small, span = form.lower(), parsed.words[word]
        base = relation.split(":")[0]
        if word == 0 and parsed.forms[1:2] and parsed.forms[1][0].isupper() and parsed.forms[1] != "I":
            continue  # “They Might Be Giants”, “This Mortal Coil”
        early = (small in _PEOPLE and word <= names) or (small in _THINGS and base != "expl" and word <= things)
        pointing = small in _POINTING and pos == "PRON" and base in ("nsubj", "obj") and word < 3
        if (early and pos in ("PRON", "DET")) or pointing:
            found.append(Reference(span, "pronoun", near))
        elif pos == "PROPN" and base in _ARGUMENTS and not _named_more_fully(parsed, word):
            name = _surname(parsed, word)
            there = named[_stem(parsed.forms[name])]
            if index not in there:
                found.append(Reference(parsed.words[name], "name", _before(there, index)))
        elif pos == "PROPN" and base in _ARGUMENTS:
            last = max([word, *(one for one in parsed.children(word) if parsed.relation[one] == "flat")])
            found.append(Reference(span, "known", _before(raised[_stem(parsed.forms[last])], index)))
        elif pos == "NOUN" and base in _ARGUMENTS:
            under = parsed.children(word)
            definite = any(parsed.forms[one].lower() in {"the", *_POINTING} and one < word for one in under)
            restricted = any(parsed.relation[one] in _RESTRICTING for one in under)
            if definite and not restricted and first[_stem(form)] == word:
                found.append(Reference(span, "definite", _before(places[_stem(form)], index)))
        if small in _OTHER and pos in ("ADJ", "DET", "NOUN", "PRON") and base in ("amod", "det", "nsubj") and word < 3:
            found.append(Reference(span, "comparative", near))
    if parsed.words and not {"VERB", "AUX"}.intersection(parsed.pos):
        return [Reference(Span(parsed.words[0].start, parsed.words[-1].end), "fragment", ())]
    words = zip(parsed.words, parsed.forms, parsed.pos, strict=True)
    own = (span for span, form, pos in words if form.lower() in _WRITERS and pos == "PRON" and form != "US")
    return [*(one for one in found if one.by), *(Reference(span, "writer", ()) for span in islice(own, 1))]


def _before(places: Sequence[int], index: int) -> tuple[int, ...]:
    return tuple(dict.fromkeys(place for place in places if place < index))


def _surname(parsed: Parse, word: int) -> int:
    """The word behind an honorific that heads a name (“Ms Holm”); otherwise the word itself."""
    honorific = is_honorific(parsed.forms[word]) and word + 1 < len(parsed.forms)
    return word + 1 if honorific and parsed.head[word + 1] == word + 1 else word


def _named_more_fully(parsed: Parse, word: int) -> bool:
    """Whether a name has more than one word, or a dependent that says who it is; honorifics do not count."""
    joined = ("flat", "compound", "appos", "det", "amod", "nmod")
    under = {one for one in parsed.children(word) if parsed.relation[one].split(":")[0] in joined}
    more = under - {_surname(parsed, word)}
    return any(not is_honorific(parsed.forms[one]) for one in more)
