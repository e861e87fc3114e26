"""The command line: what the window shows, as text and files; with no command, the window itself."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence

from zjviewer.cli.option_types import UNUSABLE
from zjviewer.cli.output import (
    DONE,
    use_utf8,
)
from zjviewer.cli.parsers import parse_options
from zjviewer.errors import Problem
from zjviewer.system.child_processes import COMPLETER, WORKER


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 0 for done, 1 for nothing found or for a check that fails, 2 for unusable input
    or usage."""
    use_utf8()
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments[:1] == [WORKER]:
        from zjviewer.readers.sandbox.worker import main as work

        work(arguments[1:])
    if arguments[:1] == [COMPLETER]:
        from zjviewer.pipeline.background_completion import main as complete

        complete(arguments[1:])
    try:
        options = parse_options(arguments)
        run: Callable[[argparse.Namespace], int] = options.run
        code = run(options)
        if sys.stdout is not None:  # on Windows, a program without a console has none
            sys.stdout.flush()
    except Problem as problem:
        if arguments:
            print(f"zjviewer: {problem}", file=sys.stderr)
        else:
            _tell_without_terminal(problem)
        return UNUSABLE
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        return 130
    return code


def _tell_without_terminal(problem: Problem) -> None:
    """The bare command is also what a double click starts, where nobody sees the error stream."""
    from zjviewer.system.native_messages import show_message

    show_message(f"zjviewer: {problem}")
