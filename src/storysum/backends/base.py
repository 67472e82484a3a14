"""What a backend is: an object with a name that gives each sentence a score."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path
from typing import Any, ClassVar, Protocol, runtime_checkable

from attrs import Attribute, fields

from storysum.errors import BackendError, BadRanking, InputError, StorysumError, message
from storysum.model.article import Article
from storysum.model.budget import Budget
from storysum.model.choice import Choice
from storysum.model.ranking import Ranking
from storysum.model.span import Span
from storysum.text.body import in_body

Validator = Callable[[Any, "Attribute[Any]", Any], None]


@runtime_checkable
class Backend(Protocol):
    """Ranks the sentences of an article.

    Write one as a frozen attrs class whose fields are its parameters, checked when it is made. A class variable `way`
    says how its scores are used: "best" (the best sentences that fit; also where it says nothing), "opening" or
    "coverage" (docs/concepts/summaries.md; scores in the unit of `blend`'s, about .01 to .2); `tightens = True` that
    `tighten` is on unless given. Three more methods are optional: `places` (see `placed`), `keep` (see `kept`) and
    `choose` (see `chosen`).

    Run `storysum.testing.backend_checks()` on it: they are the rest of this contract.
    """

    name: ClassVar[str]

    def rank(self, article: Article) -> Ranking:
        """One finite score for each of `article.sentences`, higher is better."""


def way_of(backend: Backend, ways: Sequence[str]) -> str:
    """How the backend's scores are used, checked."""
    way = getattr(backend, "way", ways[0])
    if way not in ways:
        raise BackendError(f"backend {backend.name!r}: way={way!r} is none of {', '.join(ways)}")
    return str(way)


def rank(backend: Backend, article: Article) -> Ranking:
    """What the backend thinks of each sentence; a BackendError where that is not one finite number for each."""
    ranking = _asked(backend, "rank", article)
    if not isinstance(ranking, Ranking):
        raise BadRanking(f"backend {backend.name!r} gave {type(ranking).__name__}: rank() must give a storysum Ranking")
    _numbers(backend, "rank", ranking.scores, article)
    return ranking


def placed(backend: Backend, article: Article, ranking: Ranking) -> Ranking:
    """The ranking as the selector sees it: times what each place is worth, where the backend says that.

    A backend with a method `places(article)`, one number a sentence, wants early sentences (say) preferred without its
    scores saying anything but what its method says. It raises as `rank` does.
    """
    if getattr(backend, "places", None) is None:
        return ranking
    worth = _numbers(backend, "places", _asked(backend, "places", article), article)
    return Ranking([score * place for score, place in zip(ranking.scores, worth, strict=True)], ranking.reasons)


def kept(backend: Backend, article: Article, standing: Ranking) -> Sequence[float] | None:
    """By which scores the passage is chosen that belongs in every summary; None where it insists on none.

    A backend says so with a method `keep(article, standing)`: of the ranking as the selector sees it,
    the scores of what may be kept, zero for the rest. It raises as `rank` does.
    """
    scores = None if getattr(backend, "keep", None) is None else _asked(backend, "keep", article, standing)
    return None if scores is None else _numbers(backend, "keep", scores, article)


def chosen(backend: Backend, article: Article, budget: Budget, *, headline: bool = False, refused: str = "") -> Choice:
    """What a backend wants that chooses by itself, by a method `choose(article, budget, *, headline, refused)`.

    It ranks, too: its ranking fills what its choice leaves empty. `refused` says why its first choice could not
    stand; then it is asked this once more, and no third time.

    Raises:
        Refused: If the backend has no choice to offer.
        BackendError: If it raised anything else, changed the article, or gave no Choice.
    """
    given = _asked(backend, "choose", article, budget, headline=headline, refused=refused)
    if not isinstance(given, Choice):
        raise BackendError(f"backend {backend.name!r}: choose() gave {type(given).__name__}: it must give a Choice")
    for name, kind in (("sentences", int), ("words", Span), ("reasons", str)):
        values = getattr(given, name)
        if not isinstance(values, tuple) or any(type(value) is not kind for value in values):
            told = f"{name} that are no tuple of {kind.__name__}"
            raise BackendError(f"backend {backend.name!r}: choose() gave {told}: it must give a Choice")
    return given


def _asked(backend: Backend, method: str, article: Article, *more: object, **named: object) -> Any:
    """What a method of a backend gives; what goes wrong in it is told with the backend's name.

    An article that it changed is mended as far as that can be done: others share it.
    """
    parts = {one.name: getattr(article, one.name) for one in fields(Article)}
    try:
        given = getattr(backend, method)(article, *more, **named)
    except StorysumError:
        raise
    except (Exception, SystemExit) as error:
        raise BackendError(f"backend {backend.name!r}: {method}() raised {message(error)}") from error
    finally:
        replaced = {name: value for name, value in parts.items() if getattr(article, name) is not value}
        for name, value in replaced.items():
            object.__setattr__(article, name, value)
    if replaced:
        raise BackendError(f"backend {backend.name!r}: {method}() changed the article: it must leave it as it is")
    return given


def _numbers(backend: Backend, method: str, given: Any, article: Article) -> tuple[float, ...]:
    """One finite number for each sentence."""
    told = f"backend {backend.name!r}: {method}() gave"
    try:
        values = tuple(given)
        numbers = tuple(math.nan if isinstance(value, (str, bytes)) else float(value) for value in values)
    except Exception as error:
        raise BadRanking(f"{told} {type(given).__name__}: it must give a number for each sentence") from error
    if len(numbers) != (wanted := len(article.sentences)):
        raise BadRanking(f"{told} {len(numbers)} scores for {wanted} sentences: it must give one for each")
    for index, number in enumerate(numbers):
        if not math.isfinite(number):
            raise BadRanking(f"{told} sentence {index} the score {values[index]!r}: it must be a finite number")
    return numbers


def places_by_half(backend: Any, article: Article) -> list[float]:
    """What each sentence's place in the body is worth to the selector, 0.5 ^ (place / half) + floor; 0 for a list item.

    The method `places` of a backend with these options. A story's first lines tell most; from the tenth or so on it
    hardly matters where a sentence stands. With `half` 0 no place matters, and each is worth 1.

    >>> from storysum.backends import get
    >>> from storysum.text.read import read
    >>> places_by_half(get("lsa", half=1, floor=0.5), read("One. Two. Three."))
    [1.5, 1.0, 0.75]
    """
    worth = (0.5 ** (place / backend.half) + backend.floor if backend.half else 1.0 for place in count())
    return [next(worth) if inside else 0.0 for inside in in_body(article)]


def body_of(backend: Backend, article: Article, most: int, hint: str = "") -> list[int]:
    """The indices of the sentences of the body, checked; the hint says why no more are taken and what to do."""
    body = [index for index, inside in enumerate(in_body(article)) if inside]
    if len(body) > most:
        told = f"takes at most max_sentences={most} and the article has {len(body)}"
        raise BackendError(f"backend {backend.name!r} {told}{hint}")
    return body


def as_text(given: object) -> object:
    """A field's converter: a path as text, anything else as it is."""
    return str(given) if isinstance(given, Path) else given


def checked(fits: Callable[[Any], bool], wanted: str) -> Validator:
    """A field's validator: what fits; an error says what is wanted."""

    def check(backend: Any, attribute: Attribute[Any], value: Any) -> None:
        if not fits(value):
            raise InputError(f"backend {backend.name!r}: {attribute.name}={value!r} is not {wanted}")

    return check


def _counts(value: object, *kinds: type) -> bool:
    return isinstance(value, kinds) and not isinstance(value, bool)


def number(low: float, high: float, *, below: bool = False) -> Validator:
    """A field's validator: a number from `low` to `high`, or only up to below `high`."""
    return checked(
        lambda value: _counts(value, int, float) and low <= value <= high and not (below and value == high),
        f"a number, at least {low:g} and {'below' if below else 'at most'} {high:g}",
    )


def whole(low: int) -> Validator:
    """A field's validator: a whole number, `low` or more."""
    return checked(lambda value: _counts(value, int) and value >= low, f"a whole number, {low} or more")


def one_of(*choices: str) -> Validator:
    """A field's validator: one of a few words."""
    return checked(choices.__contains__, f"one of {', '.join(choices)}")


flag = checked(lambda value: isinstance(value, bool), "True or False")
