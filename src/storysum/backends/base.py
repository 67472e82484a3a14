"""What a backend is: an object with a name that gives each sentence a score."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar, Protocol, runtime_checkable

from attrs import Attribute

from storysum.errors import BadRanking, InputError
from storysum.model.article import Article
from storysum.model.ranking import Ranking

__all__ = ["Backend", "flag", "is_baseline", "kept", "number", "one_of", "placed", "rank", "whole"]

Validator = Callable[[Any, "Attribute[Any]", Any], None]


@runtime_checkable
class Backend(Protocol):
    """Ranks the sentences of an article.

    Write one as a frozen attrs class whose fields are its parameters, checked when it is
    made. A class variable `baseline = True` says that it stands for somebody else's method, so that
    comparisons keep its sentences whole. Two more methods are optional: `places` (see `placed`) and
    `keep` (see `kept`).

    Run `storysum.testing.backend_checks()` on it: they are the rest of this contract.
    """

    name: ClassVar[str]

    def rank(self, article: Article) -> Ranking:
        """One finite score for each of `article.sentences`, higher is better."""
        ...


def is_baseline(backend: Backend) -> bool:
    """Whether the backend is there to be beaten: its summaries are compared untightened."""
    return bool(getattr(backend, "baseline", False))


def rank(backend: Backend, article: Article) -> Ranking:
    """What the backend thinks of each sentence, checked.

    Raises:
        BadRanking: If it did not give one finite score for each sentence.
    """
    ranking = backend.rank(article)
    if not isinstance(ranking, Ranking):
        raise BadRanking(f"backend {backend.name!r} gave {type(ranking).__name__}: rank() must give a storysum Ranking")
    if len(ranking.scores) != len(article.sentences):
        raise BadRanking(
            f"backend {backend.name!r} gave {len(ranking.scores)} scores for "
            f"{len(article.sentences)} sentences: it must give one for each"
        )
    if not ranking.finite:
        bad = next(index for index, score in enumerate(ranking.scores) if score - score != 0)
        raise BadRanking(
            f"backend {backend.name!r} gave sentence {bad} the score {ranking.scores[bad]}: "
            "every score must be a finite number"
        )
    return ranking


def placed(backend: Backend, article: Article, ranking: Ranking) -> Ranking:
    """The ranking as the selector sees it: times what each place is worth, where the backend says that.

    A backend with a method `places(article)`, one number a sentence, wants early sentences (say)
    preferred without its scores saying anything but what its method says.
    """
    places = getattr(backend, "places", None)
    if places is None:
        return ranking
    worth = places(article)
    return Ranking([score * place for score, place in zip(ranking.scores, worth, strict=True)], ranking.reasons)


def kept(backend: Backend, article: Article, standing: Ranking) -> Sequence[float] | None:
    """By which scores the passage is chosen that belongs in every summary; None where it insists on none.

    A backend says so with a method `keep(article, standing)`: of the ranking as the selector sees it,
    the scores of what may be kept, zero for the rest.
    """
    keep = getattr(backend, "keep", None)
    scores: Sequence[float] | None = None if keep is None else keep(article, standing)
    return scores


def number(low: float, high: float, *, below: bool = False) -> Validator:
    """A field's validator: a number from `low` to `high`, or only up to below `high`."""
    bound = f"at least {low:g} and {'below' if below else 'at most'} {high:g}"

    def check(backend: Any, attribute: Attribute[Any], value: Any) -> None:
        fits = isinstance(value, (int, float)) and not isinstance(value, bool)
        if not fits or not low <= value <= high or (below and value == high):
            raise _refusal(backend, attribute, value, f"a number, {bound}")

    return check


def whole(low: int) -> Validator:
    """A field's validator: a whole number, `low` or more."""

    def check(backend: Any, attribute: Attribute[Any], value: Any) -> None:
        if not isinstance(value, int) or isinstance(value, bool) or value < low:
            raise _refusal(backend, attribute, value, f"a whole number, {low} or more")

    return check


def one_of(*choices: str) -> Validator:
    """A field's validator: one of a few words."""

    def check(backend: Any, attribute: Attribute[Any], value: Any) -> None:
        if value not in choices:
            raise _refusal(backend, attribute, value, f"one of {', '.join(choices)}")

    return check


def flag(backend: Any, attribute: Attribute[Any], value: Any) -> None:
    """A field's validator: True or False."""
    if not isinstance(value, bool):
        raise _refusal(backend, attribute, value, "True or False")


def _refusal(backend: Any, attribute: Attribute[Any], value: Any, wanted: str) -> InputError:
    return InputError(f"backend {backend.name!r}: {attribute.name}={value!r} is not {wanted}")
