"""Completions for bash, zsh and fish, and the man page, made from the parsers of the command line.

    python resources/packaging/command_line_files.py FOLDER

writes them below FOLDER where Unix systems look for them; the wheel installs them there.
"""

import argparse
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import shtab  # noqa: E402

from zjviewer.cli.options import window_parser  # noqa: E402
from zjviewer.cli.parsers import command_parsers  # noqa: E402
from zjviewer.version import __version__  # noqa: E402

COMPLETIONS: Mapping[str, str] = {
    "bash": "share/bash-completion/completions/zjviewer",
    "zsh": "share/zsh/site-functions/_zjviewer",
    "fish": "share/fish/vendor_completions.d/zjviewer.fish",
}
"""Path of the completion of each shell below the prefix of the installation."""
MAN_PAGE = "share/man/man1/zjviewer.1"
EXIT_STATUS = {
    0: "success",
    1: "nothing found, a failed check, a partial result, or a file that could not be read",
    2: "unusable input, or wrong usage",
    70: "a fault of the program",
}


def whole_parser() -> argparse.ArgumentParser:
    """One parser with the options of the window and every command, without the files of the window."""
    parser = window_parser()
    parser._actions = [each for each in parser._actions if each.dest != "files"]
    commands = parser.add_subparsers(metavar="COMMAND", title="commands")
    for name, command in command_parsers().items():
        added = commands.add_parser(name, parents=[command], add_help=False, help=command.description)
        added.description, added.epilog = command.description, command.epilog
        added.prog = f"zjviewer {name}"
    for each in (parser, *commands.choices.values()):
        for action in each._actions:
            if action.type is Path:
                action.complete = shtab.DIRECTORY if action.metavar == "DIR" else shtab.FILE  # type: ignore[attr-defined]
    return parser


def files() -> Iterator[tuple[str, str]]:
    """Path below the prefix, and content, of each file."""
    for shell, path in COMPLETIONS.items():
        completion = shtab.complete(whole_parser(), shell=shell)
        # A first word may be a command or a file: where no command fits, the shell completes names of files.
        yield path, completion.replace("complete -o bashdefault -F", "complete -o bashdefault -o default -F")
    yield MAN_PAGE, man_page()


def man_page() -> str:
    """Man page in roff, section 1, with the options of the window and of every command."""
    window = window_parser()
    parts = [
        f'.TH ZJVIEWER 1 "" "zjviewer {__version__}" "User Commands"',
        ".SH NAME\nzjviewer \\- offline reader of Chinese disclosure reports",
        f".SH SYNOPSIS\n{_usage(window)}\n.br\n.B zjviewer\n.I COMMAND ...",
        f".SH DESCRIPTION\n{_roff(window.description or '')}",
        ".SH OPTIONS",
        *_options(window),
        ".SH COMMANDS",
    ]
    for name, command in command_parsers().items():
        parts += [f".SS {_roff(name)}\n{_roff(command.description or '')}\n.PP\n{_usage(command)}", *_options(command)]
    parts.append(".SH EXIT STATUS\n" + _roff(" ".join(f"{code}: {meaning}." for code, meaning in EXIT_STATUS.items())))
    return "\n".join(parts) + "\n"


def _usage(parser: argparse.ArgumentParser) -> str:
    return _roff(" ".join(parser.format_usage().removeprefix("usage: ").split()))


def _options(parser: argparse.ArgumentParser) -> Iterator[str]:
    for action in parser._actions:
        named = ", ".join(action.option_strings) or str(action.metavar or action.dest)
        value = action.metavar or ("|".join(map(str, action.choices)) if action.choices else "")
        shown = f"{named} {value}" if action.option_strings and action.nargs != 0 and value else named
        yield f".TP\n.B {_roff(shown)}\n{_roff(action.help or '')}"


def _roff(text: str) -> str:
    """Text with the characters escaped that roff interprets; a line that begins with a dot or quote is no command."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-")
    return "\n".join(f"\\&{line}" if line[:1] in (".", "'") else line for line in escaped.splitlines())


def write(folder: Path) -> dict[str, str]:
    """Write the files below a folder; their paths by their places below the prefix of the installation."""
    written = {}
    for place, text in files():
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        written[str(path)] = place
    return written


if __name__ == "__main__":
    write(Path(sys.argv[1]))
