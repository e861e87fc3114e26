"""Commands that require Qt, and the start of the window."""

import argparse

from zjviewer.cli.option_types import DESKTOP, STANDARD_INPUT
from zjviewer.cli.output import DONE, draw_without_display, explain_missing_library, print_paths
from zjviewer.errors import Problem


def desktop_command(options: argparse.Namespace) -> int:
    """Run `zjviewer install-desktop` or `uninstall-desktop`, and return the exit code."""
    from zjviewer.system.desktop_entry import install_desktop, uninstall_desktop

    print_paths(install_desktop() if options.command == DESKTOP[0] else uninstall_desktop())
    return DONE


def window_command(options: argparse.Namespace) -> int:
    """Open the window, or save a picture of it; returns the exit code."""
    if STANDARD_INPUT in options.files:
        raise Problem("Commands such as zjviewer text read standard input; the window opens files.")
    from zjviewer.system.single_instance import send_to_running_instance

    names = ("screenshot", "size", "theme", "language", "find", "table")
    shape = {name: getattr(options, name) for name in names if getattr(options, name)}
    if not options.new_window and not shape and send_to_running_instance(options.files):
        return DONE
    if options.screenshot is not None:
        draw_without_display(always=False)
    with explain_missing_library():
        from zjviewer.gui.startup.application import run

        code: int = run(options.files, **shape)
    return code
