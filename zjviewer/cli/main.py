"""Entry point of the command line: commands for text and file output; without a command, the window."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence

from zjviewer.cli.option_types import UNUSABLE
from zjviewer.cli.options import parse_options
from zjviewer.cli.output import DONE, INTERNAL_FAULT, INTERRUPTED, print_problem, use_utf8
from zjviewer.errors import Problem
from zjviewer.system.child_processes import COMPLETER, PAGES, POOLED, WORKER


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Exit codes: 0 success; 1 nothing found, a failed check, or a partial result; 2 unusable input
    or usage; 70 an internal fault, with its traceback."""
    use_utf8()
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments[:1] == [WORKER]:
        from zjviewer.readers.sandbox.worker import main as work

        work(arguments[1:])
    if arguments[:1] == [PAGES]:
        from zjviewer.readers.sandbox.page_worker import main as draw

        draw(arguments[1:])
    if arguments[:1] == [COMPLETER]:
        from zjviewer.pipeline.background_completion import main as complete

        complete(arguments[1:])
    if arguments[:1] == [POOLED]:
        from zjviewer.library.report_worker import main as read_many

        read_many(arguments[1:])
    try:
        options = parse_options(arguments)
        run: Callable[[argparse.Namespace], int] = options.run
        code = run(options)
        if sys.stdout is not None:  # None on Windows for a program without a console
            sys.stdout.flush()
    except Problem as problem:
        if arguments:
            print_problem(problem)
        else:
            _show_without_terminal(problem)
        return UNUSABLE
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception:  # 1 would mean that nothing was found
        sys.excepthook(*sys.exc_info())
        return INTERNAL_FAULT
    return code


def _show_without_terminal(problem: Problem) -> None:
    """Show a problem of a start without a command in a message box, too: after a double click the error stream is
    invisible."""
    from zjviewer.system.native_messages import show_message

    show_message(f"zjviewer: {problem}")
