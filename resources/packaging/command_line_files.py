"""Completions for bash, zsh and fish, and the man page, made from the parsers of the command line.

    python resources/packaging/command_line_files.py FOLDER

writes them below FOLDER where Unix systems look for them; the wheel installs them there.
"""

import argparse
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import shtab  # noqa: E402
from argparse_manpage.manpage import Manpage  # noqa: E402

from zjviewer.cli.parsers import command_parsers, window_parser  # noqa: E402
from zjviewer.version import __version__  # noqa: E402

COMPLETIONS: Mapping[str, str] = {
    "bash": "share/bash-completion/completions/zjviewer",
    "zsh": "share/zsh/site-functions/_zjviewer",
    "fish": "share/fish/vendor_completions.d/zjviewer.fish",
}
"""Path of the completion of each shell below the prefix of the installation."""
MAN_PAGE = "share/man/man1/zjviewer.1"


def whole_parser(files: bool) -> argparse.ArgumentParser:
    """One parser with the options of the window and every command, with or without the files of the window."""
    parser = window_parser()
    if not files:
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
        completion = shtab.complete(whole_parser(files=False), shell=shell)
        # A first word may be a command or a file: where no command fits, the shell completes names of files.
        yield path, completion.replace("complete -o bashdefault -F", "complete -o bashdefault -o default -F")
    parser = whole_parser(files=True)
    parser.man_short_description = "offline reader of Chinese disclosure reports"  # type: ignore[attr-defined]
    os.environ.setdefault("SOURCE_DATE_EPOCH", "0")
    yield (
        MAN_PAGE,
        str(
            Manpage(
                parser,
                {"prog": "zjviewer", "project_name": "zjviewer", "version": __version__, "manual_title": "zjviewer"},
            )
        ),
    )


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
