"""The commands that print something about each article; an error in one article does not stop the others."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from storysum import api, show
from storysum.arguments import chosen_backend
from storysum.errors import BackendError, InputError, StorysumError
from storysum.files import never_overwrite, standard_input
from storysum.model.article import Article
from storysum.model.budget import HEADLINE, Budget
from storysum.model.summary import Digest, Summary, blocks_to_dicts, quotes_to_dicts
from storysum.sources import LARGEST, Raw, extracted, is_address
from storysum.terminal import inert_line, json_line

Shown = tuple[list[show.Card], dict[str, Any]]


def _article(name: str, options: argparse.Namespace) -> Article:
    if name != "-":
        return api.load(name, title=options.title, language=options.language)
    try:
        found = extracted(Raw(standard_input().read(LARGEST + 1)))
    except InputError as error:
        raise InputError(f"standard input: {error}") from None
    return api.of_document(found, options.title, options.language)


def _for_each(options: argparse.Namespace, printed: Callable[[Article], Shown]) -> int:
    never_overwrite(0 if name == "-" else Path(name) for name in options.files if not is_address(name))
    code = 0
    for number, name in enumerate(options.files):
        try:
            article = _article(name, options)
        except StorysumError as error:
            said = str(error)
            code = complain(said if not name or said.startswith((f"{name}: ", "standard input")) else f"{name}: {said}")
            continue
        try:
            shown, plain = printed(article)
        except BackendError as error:
            complain(f"{name}: {error}")
            code = code or 1
            continue
        if options.format == "json":
            sys.stdout.write(json_line({"file": name, **plain}))
        else:
            if number:
                sys.stdout.write("\n")
            show.write(shown, options.format, heading=name if len(options.files) > 1 else "")
    return code


def _caps(options: argparse.Namespace, *names: str) -> Budget | None:
    caps = {name: getattr(options, name) for name in names if getattr(options, name) is not None}
    return Budget(**caps) if caps else None


def _length(options: argparse.Namespace) -> str | Budget | None:
    budget = _caps(options, "words", "sentences", "characters", "fraction")
    length: str | None = options.length
    if budget and length:
        raise InputError("give --length or caps of your own, not both")
    return budget or length


def _shown(found: Digest | Summary) -> Shown:
    cards = show.cards_of_digest(found) if isinstance(found, Digest) else show.cards_of_summary(found)
    return cards, found.to_dict()


def digest(options: argparse.Namespace) -> int:
    """Print the headline, short and medium summary of each article, or one summary."""
    backend = chosen_backend(options)
    if options.profile:
        return _profile(options, backend)
    if _length(options) is not None:
        return summarize(options)
    return _for_each(options, lambda article: _shown(api.digest(article, backend=backend, tighten=options.tighten)))


def summarize(options: argparse.Namespace) -> int:
    """Print one summary of each article."""
    backend, length = chosen_backend(options), _length(options) or "short"

    def printed(article: Article) -> Shown:
        return _shown(api.summarize(article, length=length, backend=backend, tighten=options.tighten))

    return _for_each(options, printed)


def _profile(options: argparse.Namespace, backend: api.Backend) -> int:
    from storysum.profile import profile, told

    for name in options.files:
        cards = [show.Card("", told(profile(_article(name, options).text, backend=backend, language=options.language)))]
        show.write(cards, heading=name if len(options.files) > 1 else "")
    return 0


def headline(options: argparse.Namespace) -> int:
    """Print a headline for each article."""
    backend, budget = chosen_backend(options), _caps(options, "words", "characters") or HEADLINE
    return _for_each(options, lambda article: _shown(api.headline(article, budget=budget, backend=backend)))


def blocks(options: argparse.Namespace) -> int:
    """Print the blocks of each article with their roles."""
    return _for_each(options, lambda article: (show.cards_of_blocks(article), {"blocks": blocks_to_dicts(article)}))


def quotes(options: argparse.Namespace) -> int:
    """Print the quotations of each article with their speakers."""

    def printed(article: Article) -> Shown:
        found = api.quotes(article)
        return show.cards_of_quotes(article, found), {"quotes": quotes_to_dicts(article, found)}

    return _for_each(options, printed)


def complain(error: object) -> int:
    """Print an error on standard error; return the exit code."""
    print(f"storysum: {inert_line(str(error))}", file=sys.stderr)  # noqa: T201
    return 2
