"""Arguments that several commands understand."""

from __future__ import annotations

import argparse

from storysum import api
from storysum.backends import registry
from storysum.errors import InputError

__all__ = ["add_backend", "add_tighten", "chosen_backend"]


def add_backend(parser: argparse.ArgumentParser) -> None:
    """Which backend, with which options."""
    parser.add_argument("--backend", default=api.DEFAULT, metavar="NAME", help=f"{api.DEFAULT} unless told")
    parser.add_argument(
        "--option",
        action="append",
        default=[],
        metavar="KEY=VALUE",
        help="an option of the backend, as `storysum backends` lists them; may be given again",
    )


def add_tighten(parser: argparse.ArgumentParser) -> None:
    """Whether sentences are shortened."""
    parser.add_argument(
        "--tighten",
        action=argparse.BooleanOptionalAction,
        default=None,
        help="drop an opening And and shorten the one sentence that would not fit, or keep every sentence whole",
    )


def chosen_backend(options: argparse.Namespace) -> api.Backend:
    """The backend that `add_backend` understood.

    Raises:
        InputError: If an option is not written as key=value.
        BackendError: If there is no such backend, or it does not take such an option.
    """
    given: dict[str, object] = {}
    for option in options.option:
        key, equals, value = option.partition("=")
        if not equals:
            raise InputError(f"--option {option}: write it as key=value")
        given[key.strip().replace("-", "_")] = _value(value.strip())
    return registry.get(options.backend, **given)


def _value(text: str) -> object:
    """A number, true, false, none, or the text itself."""
    named: dict[str, object] = {"true": True, "false": False, "none": None}
    if text.lower() in named:
        return named[text.lower()]
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text
