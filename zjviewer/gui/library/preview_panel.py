"""Preview of a report of the library: whose it is and how that is known, and its best passages."""

from html import escape
from pathlib import Path

from PySide6.QtWidgets import QTextBrowser, QWidget

from zjviewer.gui.labels.library_labels import library_label
from zjviewer.library.library_rows import ReportRow
from zjviewer.library.library_search import ReportHits


class PreviewPanel(QTextBrowser):
    """Shows one report at a time; links are not followed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)
        self.setAccessibleName(self.tr("Preview"))
        self._row: ReportRow | None = None
        self._head = ""

    def show_report(self, row: ReportRow) -> None:
        """Show what is known of a report."""
        self._row = row
        lines = [
            self._known(self.tr("Body"), row.body, row.body_source),
            self._known(self.tr("Region"), row.region, row.region_source),
            self._known(self.tr("Year"), str(row.year or ""), row.year_source),
            escape(self.tr("{passed} checks pass, {failed} fail").format(passed=row.passed, failed=row.failed)),
            escape(row.file) + ("" if not row.missing else f" – {escape(self.tr('The file is not there.'))}"),
        ]
        title = escape(row.title or Path(row.file).name)
        self._head = f"<p><b>{title}</b></p><p>{'<br>'.join(lines)}</p>"
        self.setHtml(self._head)

    def show_hits(self, hits: ReportHits) -> None:
        """Add the passages of the report that is shown; those of another one are ignored."""
        if self._row is None or hits.report != self._row.id:
            return
        parts = []
        for each in hits.passages:
            page = self.tr("p. {page}").format(page=each.page) if each.page else ""
            place = " · ".join(filter(None, (page, each.section)))
            parts.append(
                f"<p>…{escape(each.before)}<b><u>{escape(each.text)}</u></b>{escape(each.after)}…"
                f"<br><small>{escape(place)}</small></p>"
            )
        self.setHtml(self._head + "".join(parts))

    def _known(self, name: str, value: str, source: str) -> str:
        """Name, value and its source on one line."""
        shown = value or library_label("")
        origin = f" ({library_label(f'source:{source}')})" if value and source else ""
        return f"{escape(name)}: {escape(shown)}<small>{escape(origin)}</small>"
