"""Remarks on doubtful places of a recognised report, with what the checks of the report say about their numbers."""

from collections.abc import Iterator

from zjviewer.core.model.analysis import Analysis
from zjviewer.core.model.report import Certainty, ImportRemark

PLAIN = "{text} was recognised with a certainty of {percent} %."
CONFIRMED = "{text} was recognised with a certainty of {percent} %; a sum of the report confirms it."
QUESTIONED = "{text} was recognised with a certainty of {percent} %, and a sum of the report does not add up with it."
MORE = "{count} more places were recognised with a low certainty."
_MOST = 200
"""Largest number of places with a remark of their own."""


def recognition_remarks(analysis: Analysis) -> Iterator[ImportRemark]:
    """One remark for each doubtful place, in reading order, and a common one for those above a limit; none for a report
    that was not recognised from pictures. The checks of the analysis must be known."""
    doubtful = [each for each in analysis.report.certainties if each.is_doubtful]
    for each in doubtful[:_MOST]:
        values = (("text", analysis.report.text[slice(*each.span)]), ("percent", f"{100 * each.score:.0f}"))
        yield ImportRemark("doubted", _message(analysis, each), values, each.span)
    if len(doubtful) > _MOST:
        yield ImportRemark("doubted", MORE, (("count", str(len(doubtful) - _MOST)),), doubtful[_MOST].span)


def _message(analysis: Analysis, place: Certainty) -> str:
    figure = analysis.figure_at(place.span.start)
    checks = analysis.checks_by_figure.get(figure.id, ()) if figure is not None else ()
    verdicts = {check.verdict for check in checks}
    if "fail" in verdicts:
        return QUESTIONED
    return CONFIRMED if "pass" in verdicts else PLAIN
