"""The command line: text in; text, Markdown or JSON out."""

import argparse
import io
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import NoReturn

from storysum import api, commands, show
from storysum.arguments import add_backend, add_input, add_lengths
from storysum.backends import registry
from storysum.errors import InputError, StorysumError
from storysum.files import drop_output
from storysum.terminal import inert_line
from storysum.version import __version__

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

Run = Callable[[argparse.Namespace], int]
Add = Callable[[argparse.ArgumentParser], object]

_BASH = """\
_storysum() {{
    local word=${{COMP_WORDS[COMP_CWORD]}} words=
    case "$COMP_CWORD ${{COMP_WORDS[1]}} ${{COMP_WORDS[COMP_CWORD-1]}}" in
    1\\ *) words="{commands} --help --version" ;;
{cases}
    esac
    COMPREPLY=($(compgen -W "$words" -- "$word"))
}}
complete -o default -F _storysum storysum
"""

_DEMO_STORIES = ("birth-of-the-45", "kirkgate-deputies")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line, by default with the arguments of the process; return the exit code (see `_EPILOG`)."""
    _mend_streams()
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
        if getattr(options, "format", None) == "json":
            _reconfigured(encoding="utf-8")
        with _output(getattr(options, "output", None) if hasattr(options, "files") else None):
            code: int = options.run(options)
            sys.stdout.flush()
        return code
    except BrokenPipeError:
        drop_output()  # the reader closed the pipe
        return 0
    except KeyboardInterrupt:
        return 130
    except StorysumError as error:
        return commands.complain(error)
    except OSError as error:
        drop_output()
        return commands.complain(f"{error.filename or 'standard output'}: {error.strerror or error}")


def _mend_streams() -> None:
    """Make sure that no character that standard output cannot encode and no closed standard error ends a command."""
    _reconfigured(errors="replace")
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - until the process ends
        os.set_inheritable(sys.stderr.fileno(), True)  # by the workers, which share it


def _reconfigured(**options: str) -> None:
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(**options)  # type: ignore[arg-type]


@contextmanager
def _output(name: str | None) -> Iterator[None]:
    """Send what is printed to a new file of that name, or to standard output if there is none."""
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


class _Parser(argparse.ArgumentParser):
    """A parser whose messages, which repeat what was typed, are safe for a terminal."""

    def error(self, message: str) -> NoReturn:
        super().error(inert_line(message))


def _parser(named: str) -> argparse.ArgumentParser:
    """The parser, with the arguments of only the command that was named."""
    parser = _Parser(
        prog="storysum", description=_DESCRIPTION, epilog=_EPILOG, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--version", action="version", version=f"storysum {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for name, (summary, description, *_) in _COMMANDS.items():
        command = commands.add_parser(name, help=summary, description=description)
        if name == named:
            command.set_defaults(run=_add(name, command))
    return parser


def _add(name: str, parser: argparse.ArgumentParser) -> Run:
    """Add the arguments of a command to a parser and return its function; may import the command's package."""
    *_, run, adds = _COMMANDS[name]
    if isinstance(run, str):
        package = import_module(f"storysum.{run}.command")
        run, adds = getattr(package, name), (package.add_arguments,)
    for add in adds:
        add(parser)
    return run


def _flag(parser: argparse.ArgumentParser, name: str, told: str) -> None:
    parser.add_argument(name, action="store_true", help=told)


def _add_caps(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--words", type=int, metavar="N", help="at most so many words (12)")
    parser.add_argument("--characters", type=int, metavar="N", help="at most so many characters (80)")


def _backends(options: argparse.Namespace) -> int:
    show.write([show.Card(name, registry.describe(name)) for name in (*registry.available(), *registry.WITH_A_MODEL)])
    return 0


def _completion(options: argparse.Namespace) -> int:
    """The script with which a shell completes commands, options and values; files where nothing else is known."""
    cases, fish = [], [f"complete -c storysum -n __fish_use_subcommand -f -a '{' '.join(_COMMANDS)}'"]
    # Only names of plug-ins that are single words to a shell.
    backends = [name for name in (*registry.available(), *registry.WITH_A_MODEL) if re.fullmatch(r"[\w-]+", name)]
    for name in _COMMANDS:
        parser = argparse.ArgumentParser()
        _add(name, parser)
        for action in parser._actions:
            flags = action.option_strings
            known = " ".join(backends if "--backend" in flags else map(str, action.choices or ()))
            if known:
                cases += [f'    *" {name} {before}") words="{known}" ;;' for before in flags or [name]]
            shown = "".join(f" -{'l' if flag.startswith('--') else 's'} {flag.lstrip('-')}" for flag in flags)
            shown += f" -x -a '{known}'" if known else ""
            if shown:
                fish.append(f"complete -c storysum -n '__fish_seen_subcommand_from {name}'{shown}")
        options_of = " ".join(flag for action in parser._actions for flag in action.option_strings)
        cases.append(f'    *" {name} "*) [[ $word == -* ]] && words="{options_of}" ;;')
    bash = _BASH.format(commands=" ".join(_COMMANDS), cases="\n".join(cases))
    zsh = f"autoload -U +X bashcompinit && bashcompinit\n{bash}"
    sys.stdout.write({"bash": bash, "zsh": zsh, "fish": "\n".join(fish) + "\n"}[options.shell])
    return 0


def _demo(options: argparse.Namespace) -> int:
    from storysum import corpus

    width = min(shutil.get_terminal_size().columns, show.MEASURE)
    stories = [story for story in corpus.load() if options.all or story.id in _DEMO_STORIES]
    for number, story in enumerate(stories):
        if number:
            sys.stdout.write("\n")
        found = api.digest(story.text)
        show.write(show.cards_of_digest(found), heading=found.article.title or story.id, width=width)
    return 0


# For each command: what it does, more help, its function or package, and the function that adds its arguments.
_COMMANDS: dict[str, tuple[str, str | None, Run | str, tuple[Add, ...]]] = {
    "digest": (
        "a headline, a short and a medium summary of each article, or one summary of the length you give",
        "Without a length: headline, short and medium. With --length or caps: that one summary.",
        commands.digest,
        (
            add_input,
            add_backend,
            partial(add_lengths, default="only this one"),
            partial(_flag, name="--profile", told="say where the time goes, stage by stage"),
        ),
    ),
    "summarize": (
        "one summary of each article",
        "Under --length, or under caps of your own, which hold together; short without either.",
        commands.summarize,
        (add_input, add_backend, partial(add_lengths, default="short unless told")),
    ),
    "headline": ("a headline for each article", None, commands.headline, (add_input, add_backend, _add_caps)),
    "quotes": ("the quoted speech of each article, and who said it", None, commands.quotes, (add_input,)),
    "blocks": ("each block of an article with its role, and why", None, commands.blocks, (add_input,)),
    "backends": ("the backends that are there, with their options", None, _backends, ()),
    "compare": (
        "which backend is best for these stories: run, score, report",
        "Without articles or a corpus: the stories that ship. Needs storysum[evaluation].",
        "evaluation",
        (),
    ),
    "batch": (
        "a whole archive: JSON Lines, a folder, CSV or Parquet in; a row for each story out",
        "Goes on where it was stopped. No story that fails keeps another back.",
        "batch",
        (),
    ),
    "serve": (
        "a page and a JSON API on this machine",
        "Needs storysum[serve]. Bound to this machine only, unless --host says otherwise: then a token is "
        "asked for, that of STORYSUM_TOKEN or one that is made and shown once.",
        "serve",
        (),
    ),
    "demo": (
        "headline, short and medium of stories that ship",
        None,
        _demo,
        (partial(_flag, name="--all", told="all stories that ship, not only two"),),
    ),
    "completion": (
        "a script that completes commands and options in your shell",
        'For bash, in ~/.bashrc: eval "$(storysum completion bash)". For zsh the same in ~/.zshrc; '
        "for fish: storysum completion fish | source",
        _completion,
        (lambda parser: parser.add_argument("shell", choices=("bash", "zsh", "fish")),),
    ),
}
