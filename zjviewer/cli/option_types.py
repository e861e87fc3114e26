"""Option types of the command line, and the parser with errors in one line."""

import re
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

UNUSABLE = 2
DESKTOP = ("install-desktop", "uninstall-desktop")
"""Names of the commands for the menus of a desktop."""
STANDARD_INPUT = Path("-")
_SIZE = re.compile(r"(\d{2,5})[xX×](\d{2,5})")


class Parser(ArgumentParser):
    """Argument parser whose error messages are one line."""

    def error(self, message: str) -> NoReturn:
        """Print the error with the help command, and exit with code 2."""
        self.exit(UNUSABLE, f"{self.prog}: {message}. Try: {self.prog} --help\n")


def size(written: str) -> tuple[int, int]:
    """Width and height of `1200x800`. Raises ArgumentTypeError."""
    match = _SIZE.fullmatch(written)
    if match is None:
        raise ArgumentTypeError(f"{written} is not a size such as 1280x800")
    return int(match[1]), int(match[2])


def within(least: int, most: int) -> Callable[[str], int]:
    """Option type of a whole number between two limits, inclusive; raises ArgumentTypeError for any other value."""

    def number(written: str) -> int:
        if not written.isdecimal() or not least <= int(written) <= most:
            raise ArgumentTypeError(f"{written} is not a whole number from {least} to {most}")
        return int(written)

    return number


def encoding(written: str) -> str:
    """Name of an encoding that supports Chinese; empty for an empty value. Raises ArgumentTypeError."""
    try:
        "公开".encode(written or "utf-8")
    except (LookupError, UnicodeError, TypeError) as error:
        raise ArgumentTypeError(f"{written} is no encoding of Chinese; try gb18030, big5, utf-8 or utf-16") from error
    return written
