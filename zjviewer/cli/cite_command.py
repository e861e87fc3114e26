"""Command that prints citations of reports for bibliographies."""

import argparse
import json
from datetime import date

from zjviewer.cli.output import check_out, deliver
from zjviewer.cli.report_commands import outlined_reports
from zjviewer.core.model.report import Span
from zjviewer.errors import Problem

STYLES = {"gb7714": "gbt", "apa": "apa", "bibtex": "bibtex", "ris": "ris", "csl-json": "csl"}
"""Styles of the command line, with their names in `core.export.citations`."""
_NOT_FOUND = "The passage is not in {path}."


def add_cite_options(parser: argparse.ArgumentParser) -> None:
    """Add the style, the passage and the day."""
    parser.add_argument("--style", choices=tuple(STYLES), default="gb7714", help="default: GB/T 7714-2015")
    parser.add_argument(
        "--passage", metavar="TEXT", default="", help="cite the page of these words, and quote them where the style can"
    )
    parser.add_argument(
        "--accessed", metavar="YYYY-MM-DD", type=date.fromisoformat, help="day on which you used it; default: today"
    )


def cite_command(options: argparse.Namespace) -> int:
    """Run `zjviewer cite`, and return the exit code."""
    from zjviewer.core.export.citations import cite, cite_quotation

    check_out(options.out)
    inputs = outlined_reports(options)
    style, day = STYLES[options.style], options.accessed or date.today()
    cited: list[str] = []
    for file, analysis in inputs.opened():
        if not options.passage:
            cited.append(cite(analysis, style, day)[0])
            continue
        start = analysis.report.text.find(options.passage)
        if start < 0:
            inputs.refuse(Problem(_NOT_FOUND, path=file))
            continue
        span = Span(start, start + len(options.passage))
        cited.append(cite_quotation(analysis, style, day, options.passage, span)[0])
    if cited:
        deliver(_joined(cited, options.style), options)
    return inputs.exit_code(found=bool(cited))


def _joined(cited: list[str], style: str) -> str:
    """Citations of several reports as one text; one list for CSL-JSON."""
    if style == "csl-json":
        items = [item for each in cited for item in json.loads(each)]
        return json.dumps(items, ensure_ascii=False, indent=2) + "\n"
    return "".join(f"{each.rstrip()}\r\n" if style == "ris" else f"{each.rstrip()}\n" for each in cited)
