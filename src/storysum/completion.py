"""Scripts that complete the command line in a shell, made from its own parsers."""

from __future__ import annotations

import argparse
import re
from collections.abc import Mapping, Sequence

SHELLS = ("bash", "zsh", "fish")

_BASH = """\
_storysum() {{
    local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}} words=
    if [ "$COMP_CWORD" = 1 ]; then
        words="{commands} --help --version"
    else
        case "${{COMP_WORDS[1]}} $before" in
{values}
        *)
            case "$word" in
            -*)
                case "${{COMP_WORDS[1]}}" in
{options}
                esac ;;
            esac ;;
        esac
    fi
    COMPREPLY=($(compgen -W "$words" -- "$word"))
}}
complete -o default -F _storysum storysum
"""


def script(shell: str, commands: Mapping[str, argparse.ArgumentParser], backends: Sequence[str]) -> str:
    """What a shell reads to complete commands, options and their values; files where nothing else is known."""
    values, options = [], []
    fish = [f"complete -c storysum -n __fish_use_subcommand -f -a '{' '.join(commands)}'"]
    for name, parser in commands.items():
        for action in parser._actions:
            flags, known = action.option_strings, " ".join(_values(action, backends))
            if known:
                before = "|".join(f'"{name} {flag}"' for flag in flags) or f'"{name} {name}"'
                values.append(f'        {before}) words="{known}" ;;')
            shown = "".join(f" -{'l' if flag.startswith('--') else 's'} {flag.lstrip('-')}" for flag in flags)
            shown += f" -x -a '{known}'" if known else ""
            if shown:
                fish.append(f"complete -c storysum -n '__fish_seen_subcommand_from {name}'{shown}")
        flags = [flag for action in parser._actions for flag in action.option_strings]
        options.append(f'                {name}) words="{" ".join(flags)}" ;;')
    if shell == "fish":
        return "\n".join(fish) + "\n"
    bash = _BASH.format(commands=" ".join(commands), values="\n".join(values), options="\n".join(options))
    return f"autoload -U +X bashcompinit && bashcompinit\n{bash}" if shell == "zsh" else bash


def _values(action: argparse.Action, backends: Sequence[str]) -> Sequence[str]:
    """What may follow an option, as far as it is known: names of plug-ins only where a shell reads them as words."""
    backends = [name for name in backends if re.fullmatch(r"[\w-]+", name)]
    return backends if "--backend" in action.option_strings else [str(one) for one in action.choices or ()]
