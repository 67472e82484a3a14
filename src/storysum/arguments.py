"""Arguments that several commands share."""

import argparse

from storysum import api
from storysum.backends import registry, signatures
from storysum.errors import InputError


def add_input(parser: argparse.ArgumentParser) -> None:
    """Add the articles to read, and the format of the output."""
    parser.add_argument(
        "files",
        nargs="*",
        metavar="FILE",
        help="text, Markdown, HTML, e-mail, subtitles, PDF or Word, or the address of a page; - for standard input, "
        "as without any",
    )
    parser.add_argument("-o", "--output", metavar="FILE", help="write to this new file, not to standard output")
    parser.add_argument("--title", help="the title, where the text does not have it")
    parser.add_argument("--language", metavar="CODE", help="of the text; guessed unless told")
    parser.add_argument(
        "--format",
        choices=("text", "markdown", "json"),
        default="text",
        help="text (the default), markdown, or json: one object a line",
    )


def add_lengths(parser: argparse.ArgumentParser, default: str) -> None:
    """Add the options for the length of a summary."""
    parser.add_argument("--length", choices=tuple(api.LENGTHS), help=default)
    parser.add_argument("--words", type=int, metavar="N", help="at most so many words")
    parser.add_argument("--sentences", type=int, metavar="N", help="at most so many sentences of the article")
    parser.add_argument("--characters", type=int, metavar="N", help="at most so many characters")
    parser.add_argument("--fraction", type=float, metavar="F", help="at most this share of the body's words")
    add_tighten(parser)


def add_backend(parser: argparse.ArgumentParser) -> None:
    """Add the options for the backend and its parameters."""
    parser.add_argument("--backend", default=api.DEFAULT, metavar="NAME", help=f"{api.DEFAULT} unless told")
    parser.add_argument(
        "--option",
        action="append",
        default=[],
        metavar="KEY=VALUE",
        help="an option of the backend, as `storysum backends` lists them; may be given again",
    )


def add_tighten(parser: argparse.ArgumentParser) -> None:
    """Add the options for `tighten`: whether sentences are shortened."""
    parser.add_argument(
        "--tighten",
        action=argparse.BooleanOptionalAction,
        default=None,
        help="drop an opening And and shorten the one sentence that would not fit, or keep every sentence whole",
    )


def chosen_backend(options: argparse.Namespace) -> api.Backend:
    """The backend that the arguments of `add_backend` name."""
    given: dict[str, object] = {}
    for option in options.option:
        key, equals, written = option.partition("=")
        if not equals:
            raise InputError(f"--option {option}: write it as key=value")
        given[key.strip().replace("-", "_")] = signatures.value(written.strip())
    return registry.get(options.backend, **given)
