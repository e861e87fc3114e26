"""What the command line asks for: the options of the window, or those of one command. The parsers of the commands are
imported only for a command, because a window opens sooner without them."""

import argparse
import os
from collections.abc import Sequence
from pathlib import Path

from zjviewer.cli.option_types import DESKTOP, Parser, size
from zjviewer.version import __version__

COMMANDS = (
    *(
        "text",
        "outline",
        "figures",
        "tables",
        "search",
        "charts",
        "check",
        "compare",
        "annotations",
        "cite",
        "library",
        "corpus",
    ),
    *DESKTOP,
)
HELP = "help"


def parse_options(arguments: Sequence[str]) -> argparse.Namespace:
    """Options of the window, or of one command. A command must be the first argument, because a file may have any
    name; options may be before, after and between files. `help COMMAND` means `COMMAND --help`."""
    if arguments and arguments[0] == HELP and not os.path.exists(HELP):
        return parse_options([*(name for name in arguments[1:2]), "--help"])
    if arguments and arguments[0] in COMMANDS:
        from zjviewer.cli.parsers import command_parsers

        parser = command_parsers()[arguments[0]]
        if arguments[0] in ("library", "corpus"):
            return parser.parse_args(arguments[1:])
        options, left = parser.parse_known_args(arguments[1:])
        return parser.parse_intermixed_args(arguments[1:]) if left else options
    if arguments and (meant := misspelled_command(arguments[0])):
        window_parser().error(f"there is no file {arguments[0]}; the command is written {meant}")
    return window_parser().parse_args(arguments)


def misspelled_command(word: str) -> str:
    """Command from which a first argument differs in one edit: a letter too many, missing, wrong, or two exchanged;
    empty for a file and for anything that may be the name of a file, with a dot or a separator."""
    if not word.isascii() or any(mark in word for mark in "./\\-") or os.path.exists(word):
        return ""
    return next((name for name in (*COMMANDS, HELP) if _is_one_edit(word.lower(), name)), "")


def _is_one_edit(word: str, name: str) -> bool:
    splits = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    shorter, longer = sorted((word, name), key=len)
    if len(longer) == len(shorter) + 1:
        return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))
    changed = [at for at, (one, other) in enumerate(zip(word, name, strict=False)) if one != other]
    return len(word) == len(name) and (
        len(changed) <= 1 or any(head + tail[1:2] + tail[:1] + tail[2:] == name for head, tail in splits)
    )


def window_parser() -> argparse.ArgumentParser:
    """Parser of the options without a command."""
    parser = Parser(
        prog="zjviewer",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Open disclosure reports in a window; with no FILE, those that were open at the end.",
        epilog="Commands: " + ", ".join(COMMANDS) + " (zjviewer help COMMAND explains each)\n\n"
        "Examples:\n  zjviewer 2016.html 2017.pdf\n  zjviewer --screenshot window.png --size 1280x800 --find 公开",
    )
    parser.add_argument("files", nargs="*", metavar="FILE", type=Path, help="reports, each in a tab of its own")
    parser.add_argument("--new-window", action="store_true", help="open a window even where one is open")
    parser.add_argument("--screenshot", metavar="PNG", type=Path, help="save a picture of the window and end")
    parser.add_argument("--size", metavar="WxH", type=size, help="size of the window, in logical pixels")
    parser.add_argument("--theme", choices=("light", "dark"), help="default: as chosen, else as the system")
    parser.add_argument("--language", choices=("zh", "en"), help="default: as chosen, else as the system")
    parser.add_argument("--find", metavar="WORD", default="", help="search for a word at once")
    parser.add_argument("--table", metavar="ID", default="", help="open a table at once")
    parser.add_argument("--version", action="version", version=f"zjviewer {__version__}")
    parser.set_defaults(run=_open_window)
    return parser


def _open_window(options: argparse.Namespace) -> int:
    from zjviewer.cli.window_commands import window_command

    return window_command(options)
