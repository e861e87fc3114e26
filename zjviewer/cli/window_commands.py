"""Commands that require Qt, and the start of the window."""

import argparse

from zjviewer.cli.inputs import STANDARD_INPUT
from zjviewer.cli.output import (
    DESKTOP,
    DONE,
    draw_without_display,
    explain_missing_library,
    print_paths,
)
from zjviewer.cli.report_commands import whole_reports
from zjviewer.errors import Problem


def charts_command(options: argparse.Namespace) -> int:
    """Run `zjviewer charts`, and return the exit code."""
    draw_without_display(always=True)
    with explain_missing_library():
        from zjviewer.core.model.chart_options import ChartOptions
        from zjviewer.gui.charts.chart_export import charts_command as write_charts_command
    inputs = whole_reports(options)
    found = False
    for _, analysis in inputs.opened():
        try:
            if options.table and options.table not in analysis.table_by_id:
                raise Problem("There is no table {table} in this report.", table=options.table)
            written = write_charts_command(
                analysis,
                options.out,
                options.format,
                options.dpi,
                options.width_mm,
                options.table or None,
                options.note,
                ChartOptions(options.sort, options.measure, options.log),
            )
        except Problem as problem:
            inputs.refuse(problem)
            continue
        print_paths(written)
        found |= bool(written)
    return inputs.exit_code(found)


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
