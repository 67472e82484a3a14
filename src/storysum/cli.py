"""The command line: text in; text, Markdown or JSON out."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, redirect_stdout, suppress
from pathlib import Path
from typing import Any, NoReturn

from storysum import api, show
from storysum.backends import registry
from storysum.completion import SHELLS, script
from storysum.errors import BackendError, InputError, StorysumError
from storysum.files import apart, standard_input
from storysum.model.article import Article
from storysum.model.budget import Budget
from storysum.model.summary import blocks_to_dicts, quotes_to_dicts
from storysum.sources import LARGEST, Raw, extracted, is_address
from storysum.terminal import inert_line
from storysum.version import __version__

__all__ = ["main"]

_DESCRIPTION = """\
Headlines and summaries made only of a story's own words.

  storysum digest story.txt                 a headline, a short and a medium summary
  storysum summarize story.txt --words 40   one summary, never over 40 words
  storysum headline *.txt                   a headline for each file
  storysum quotes story.txt                 who said what
  storysum blocks story.txt                 what each block of it was taken for, and why
  storysum digest https://example.org/a     a page of the web; story.html, .md, .eml, .pdf, … as well
  cat story.txt | storysum digest           a text from a pipe
  storysum compare story.txt                backends side by side, measured
  storysum batch archive.jsonl out.jsonl    a million stories, and none lost
  storysum serve                            a page to try it on, and a JSON API
  storysum demo                             stories that ship with storysum
"""

_EPILOG = "Exit codes: 0 all went well, 1 some article failed, 2 the call or its input was wrong."

Shown = tuple[list[show.Card], dict[str, Any]]

_DEMO_STORIES = ("birth-of-the-45", "kirkgate-deputies")
_COMMANDS = (
    "digest",
    "summarize",
    "headline",
    "quotes",
    "blocks",
    "backends",
    "compare",
    "batch",
    "serve",
    "demo",
    "completion",
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Args:
        arguments: Instead of those that the process was started with.

    Returns:
        The exit code: 0 when all went well, 1 when a backend failed on an article, 2 when the call
        or what it was given was wrong.
    """
    given = sys.argv[1:] if arguments is None else list(arguments)
    parser = _parser(given[0] if given else "")
    options = parser.parse_args(given)
    if getattr(options, "files", None) == []:
        if sys.stdin is None or not sys.stdin.readable() or sys.stdin.isatty():
            parser.error("name a file, or pipe a text in")
        options.files = ["-"]
    try:
        if sys.stdout is None:
            raise InputError("standard output is closed")
        with _output(getattr(options, "output", None) if hasattr(options, "files") else None):
            code: int = options.run(options)
            sys.stdout.flush()
        return code
    except BrokenPipeError:
        _drop_output()  # whoever read has seen enough
        return 0
    except KeyboardInterrupt:
        return 130
    except StorysumError as error:
        return _complain(error)
    except OSError as error:
        _drop_output()
        return _complain(f"{error.filename or 'standard output'}: {error.strerror or error}")


def _drop_output() -> None:
    """Python would complain once more when it closes standard output."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def _output(name: str | None) -> Iterator[None]:
    """What is printed goes to a file of that name, which must be new; to standard output without one."""
    if name in (None, "-"):
        yield
        return
    path = Path(str(name))
    try:
        file = path.open("x", encoding="utf-8", errors="replace", newline="\n")
    except FileExistsError:
        raise InputError(f"{path}: there is such a file already: name another output, or take it away") from None
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: cannot be written: {getattr(error, 'strerror', None) or error}") from None
    try:
        with file, redirect_stdout(file):
            yield
    finally:
        if not path.stat().st_size:
            path.unlink()


def _complain(error: object) -> int:
    print(f"storysum: {inert_line(str(error))}", file=sys.stderr)  # noqa: T201
    return 2


class _Parser(argparse.ArgumentParser):
    """One whose complaints, which repeat what was typed, cannot steer a terminal."""

    def error(self, message: str) -> NoReturn:
        super().error(inert_line(message))


def _parser(named: str) -> argparse.ArgumentParser:
    """The parser; `named` is the command that it will be used for."""
    parser = _Parser(
        prog="storysum",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"storysum {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    _add_digest(commands)
    _add_summarize(commands)
    _add_headline(commands)
    _add_quotes(commands)
    _add_blocks(commands)
    backends = commands.add_parser("backends", help="the backends that are there, with their options")
    backends.set_defaults(run=_backends)
    compare = commands.add_parser(
        "compare",
        help="which backend is best for these stories: run, score, report",
        description="Without articles or a corpus: the stories that ship. Needs storysum[evaluation].",
    )
    if named == "compare":
        # Its arguments live beside the harness, which the other commands need not load.
        from storysum.evaluation import command

        command.add_arguments(compare)
        compare.set_defaults(run=command.compare)
    batch = commands.add_parser(
        "batch",
        help="a whole archive: JSON Lines, a folder, CSV or Parquet in; a row for each story out",
        description="Goes on where it was stopped. No story that fails keeps another back.",
    )
    if named == "batch":
        from storysum.batch import command as batching

        batching.add_arguments(batch)
        _add_backend(batch)
        batch.set_defaults(run=lambda options: batching.batch(options, _chosen_backend(options)))
    serve = commands.add_parser(
        "serve",
        help="a page and a JSON API on this machine",
        description="Needs storysum[serve]. Bound to this machine only, unless --host says otherwise: then a token is "
        "asked for, that of STORYSUM_TOKEN or one that is made and shown once.",
    )
    if named == "serve":
        from storysum.serve import command as serving

        serving.add_arguments(serve)
        serve.set_defaults(run=serving.serve)
    demo = commands.add_parser("demo", help="headline, short and medium of stories that ship")
    demo.add_argument("--all", action="store_true", help="all stories that ship, not only two")
    demo.set_defaults(run=_demo)
    completion = commands.add_parser(
        "completion",
        help="a script that completes commands and options in your shell",
        description='For bash, in ~/.bashrc: eval "$(storysum completion bash)". For zsh the same in ~/.zshrc; '
        "for fish: storysum completion fish | source",
    )
    completion.add_argument("shell", choices=SHELLS)
    completion.set_defaults(run=_completion)
    return parser


def _add_digest(commands: Any) -> None:
    parser = commands.add_parser(
        "digest",
        help="a headline, a short and a medium summary of each article, or one summary of the length you give",
        description="Without a length: headline, short and medium. With --length or caps: that one summary.",
    )
    _add_input(parser)
    _add_backend(parser)
    _add_lengths(parser, "only this one")
    parser.add_argument("--profile", action="store_true", help="say where the time goes, stage by stage")
    parser.set_defaults(run=_digest)


def _add_summarize(commands: Any) -> None:
    parser = commands.add_parser(
        "summarize",
        help="one summary of each article",
        description="Under --length, or under caps of your own, which hold together; short without either.",
    )
    _add_input(parser)
    _add_backend(parser)
    _add_lengths(parser, "short unless told")
    parser.set_defaults(run=_summarize)


def _add_lengths(parser: argparse.ArgumentParser, default: str) -> None:
    parser.add_argument("--length", choices=tuple(api.LENGTHS), help=default)
    parser.add_argument("--words", type=int, metavar="N", help="at most so many words")
    parser.add_argument("--sentences", type=int, metavar="N", help="at most so many sentences of the article")
    parser.add_argument("--characters", type=int, metavar="N", help="at most so many characters")
    parser.add_argument("--fraction", type=float, metavar="F", help="at most this share of the body's words")
    parser.add_argument(
        "--tighten",
        action=argparse.BooleanOptionalAction,
        default=None,
        help="drop an opening And and shorten the one sentence that would not fit, or keep every sentence whole",
    )


def _add_headline(commands: Any) -> None:
    parser = commands.add_parser("headline", help="a headline for each article")
    _add_input(parser)
    _add_backend(parser)
    parser.add_argument("--words", type=int, metavar="N", help="at most so many words (12)")
    parser.add_argument("--characters", type=int, metavar="N", help="at most so many characters (80)")
    parser.set_defaults(run=_headline)


def _add_blocks(commands: Any) -> None:
    parser = commands.add_parser("blocks", help="each block of an article with its role, and why")
    _add_input(parser)
    parser.set_defaults(run=_blocks)


def _add_quotes(commands: Any) -> None:
    parser = commands.add_parser("quotes", help="the quoted speech of each article, and who said it")
    _add_input(parser)
    parser.set_defaults(run=_quotes)


def _add_input(parser: argparse.ArgumentParser) -> None:
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
        choices=show.FORMATS,
        default="text",
        help="text (the default), markdown, or json: one object a line",
    )


def _add_backend(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--backend", default=api.DEFAULT, metavar="NAME", help=f"{api.DEFAULT} unless told")
    parser.add_argument(
        "--option",
        action="append",
        default=[],
        metavar="KEY=VALUE",
        help="an option of the backend, as `storysum backends` lists them; may be given again",
    )


def _chosen_backend(options: argparse.Namespace) -> api.Backend:
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


def _articles(options: argparse.Namespace) -> Iterator[tuple[str, Article | StorysumError]]:
    """Each file's name with its article, or with what is wrong with it."""
    apart(0 if name == "-" else Path(name) for name in options.files if not is_address(name))
    for name in options.files:
        try:
            yield name, _article(name, options)
        except StorysumError as error:
            said = str(error)
            yield name, error if said.startswith((f"{name}: ", "standard input")) else InputError(f"{name}: {said}")


def _article(name: str, options: argparse.Namespace) -> Article:
    if name != "-":
        return api.load(name, title=options.title, language=options.language)
    try:
        found = extracted(Raw(standard_input().read(LARGEST + 1)))
    except InputError as error:
        raise InputError(f"standard input: {error}") from None
    return api.of_document(found, options.title, options.language)


def _for_each(options: argparse.Namespace, printed: Callable[[Article], Shown]) -> int:
    """Print something about each article; what is wrong with one does not keep the others back."""
    code = 0
    for number, (name, article) in enumerate(_articles(options)):
        if isinstance(article, StorysumError):
            code = _complain(article)
            continue
        try:
            shown, plain = printed(article)
        except BackendError as error:
            _complain(f"{name}: {error}")
            code = code or 1
            continue
        if options.format == "json":
            show.write_json({"file": name, **plain})
        else:
            if number:
                sys.stdout.write("\n")
            show.write(shown, options.format, heading=name if len(options.files) > 1 else "")
    return code


def _length(options: argparse.Namespace) -> str | Budget | None:
    caps = {name: getattr(options, name) for name in ("words", "sentences", "characters", "fraction")}
    caps = {name: cap for name, cap in caps.items() if cap is not None}
    if caps and options.length:
        raise InputError("give --length or caps of your own, not both")
    length: str | None = options.length
    return Budget(**caps) if caps else length


def _digest(options: argparse.Namespace) -> int:
    backend = _chosen_backend(options)
    if options.profile:
        return _profile(options, backend)
    if _length(options) is not None:
        return _summarize(options)

    def printed(article: Article) -> Shown:
        found = api.digest(article, backend=backend, tighten=options.tighten)
        return show.cards_of_digest(found), found.to_dict()

    return _for_each(options, printed)


def _summarize(options: argparse.Namespace) -> int:
    backend, length = _chosen_backend(options), _length(options) or "short"

    def printed(article: Article) -> Shown:
        summary = api.summarize(article, length=length, backend=backend, tighten=options.tighten)
        return show.cards_of_summary(summary), summary.to_dict()

    return _for_each(options, printed)


def _profile(options: argparse.Namespace, backend: api.Backend) -> int:
    from storysum.profile import profile, told

    for name in options.files:
        try:
            cards = [show.Card("", told(profile(_article(name, options).text, backend=backend)))]
        except InputError as error:
            return _complain(error)
        show.write(cards, heading=name if len(options.files) > 1 else "")
    return 0


def _headline(options: argparse.Namespace) -> int:
    backend = _chosen_backend(options)
    caps = {name: getattr(options, name) for name in ("words", "characters") if getattr(options, name) is not None}
    budget = Budget(**caps) if caps else api.LENGTHS["headline"]

    def printed(article: Article) -> Shown:
        found = api.headline(article, budget=budget, backend=backend)
        return show.cards_of_summary(found), found.to_dict()

    return _for_each(options, printed)


def _blocks(options: argparse.Namespace) -> int:
    def printed(article: Article) -> Shown:
        return show.cards_of_blocks(article), {"blocks": blocks_to_dicts(article)}

    return _for_each(options, printed)


def _quotes(options: argparse.Namespace) -> int:
    def printed(article: Article) -> Shown:
        found = api.quotes(article)
        return show.cards_of_quotes(article, found), {"quotes": quotes_to_dicts(article, found)}

    return _for_each(options, printed)


def _backends(options: argparse.Namespace) -> int:
    names = (*registry.available(), *registry.WITH_A_MODEL)
    show.write([show.Card(name, registry.describe(name)) for name in names])
    return 0


def _completion(options: argparse.Namespace) -> int:
    parsers = {name: _command(_parser(name), name) for name in _COMMANDS}
    sys.stdout.write(script(options.shell, parsers, (*registry.available(), *registry.WITH_A_MODEL)))
    return 0


def _command(parser: argparse.ArgumentParser, name: str) -> argparse.ArgumentParser:
    """The parser of one command."""
    choices = next(action.choices for action in parser._actions if isinstance(action, argparse._SubParsersAction))
    found: argparse.ArgumentParser = choices[name]
    return found


def _demo(options: argparse.Namespace) -> int:
    from storysum import corpus

    width = min(shutil.get_terminal_size().columns, show.MEASURE)
    stories = [story for story in corpus.load() if options.all or story.id in _DEMO_STORIES]
    for number, story in enumerate(stories):
        if number:
            sys.stdout.write("\n")
        found = api.digest(story.text)
        show.write(show.once(show.cards_of_digest(found)), heading=found.article.title or story.id, width=width)
    return 0
