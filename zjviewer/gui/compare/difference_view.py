"""View of the differences of two texts: new, gone, changed, moved, changed numbers, in signs and words."""

from collections.abc import Callable
from html import escape

from PySide6.QtCore import QCoreApplication, QUrl, Signal
from PySide6.QtWidgets import QTextBrowser, QWidget

from zjviewer.comparison.drawing.text_scene import marked_words
from zjviewer.comparison.text_difference import SIGNS, ComparedChapter, ComparedTexts, Kind, Passage
from zjviewer.core.model.report import Span
from zjviewer.gui.theme.theme import Theme

LEFT, RIGHT = "left", "right"


class DifferenceView(QTextBrowser):
    """Passages one below the other; a click or Enter on one leads to its place, on words that are gone to the first
    report.

    Signals: `place_chosen` (str, int, int): `left` or `right`, and the range of the passage in that report.
    """

    place_chosen = Signal(str, int, int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: tuple[ComparedTexts | None, str, str] = (None, "", "")
        self.setOpenLinks(False)
        self.setAccessibleName(self.tr("Differences of the texts"))
        self.anchorClicked.connect(self._follow)

    def show_theme(self, theme: Theme) -> None:
        """Repaint in another theme."""
        self._theme = theme
        self.show_difference(*self._shown)

    def show_difference(self, compared: ComparedTexts | None, first: str = "", second: str = "") -> None:
        """Show chapters; `first` and `second` are the names of the two reports. None where there is nothing to
        compare."""
        self._shown = compared, first, second
        if compared is None:
            sentence = self.tr("There is no text to compare: both reports must be open or added.")
            self.setHtml(f"<p>{escape(sentence)}</p>")
            return
        chapters = (self._chapter(compared, chapter) for chapter in compared.chapters)
        self.setHtml("".join((self._legend(first, second), *chapters)))

    def _legend(self, first: str, second: str) -> str:
        names = " ".join(f"<b>{sign}</b>&nbsp;{escape(kind_name(kind))}&ensp;" for kind, sign in SIGNS.items())
        heading = self.tr("{first} → {second}").format(first=first, second=second)
        return f"<h3>{escape(heading)}</h3><p>{names}</p>"

    def _chapter(self, compared: ComparedTexts, chapter: ComparedChapter) -> str:
        found = chapter.difference
        counts = " · ".join(f"{sign} {found.count(kind)}" for kind, sign in SIGNS.items() if found.count(kind))
        shared = self.tr("Shared: {left} % of the first, {right} % of the second").format(
            left=round(found.shared_left * 100), right=round(found.shared_right * 100)
        )
        summary = escape(" · ".join(filter(None, (counts, shared))))
        parts = [f"<h4>{escape(chapter.title or opening_name())}</h4><p><small>{summary}</small></p>"]
        parts += [self._passage(compared, passage) for passage in found.passages]
        return "".join(parts)

    def _passage(self, compared: ComparedTexts, passage: Passage) -> str:
        theme = self._theme
        colors = {
            "new": theme.agrees,
            "gone": theme.danger,
            "changed": theme.accent,
            "numbers": theme.result,
            "moved": theme.text_color_soft,
            "same": theme.text_color_soft,
        }
        style = f"color:{colors[passage.kind]}; text-decoration:none"
        own = _linked(LEFT if passage.right is None else RIGHT, passage.right or passage.left, style)
        sign = f"<b>{SIGNS[passage.kind]}</b> " if passage.kind in SIGNS else "&emsp;"
        if not passage.words:
            text = escape(compared.text_of(passage))
            return _paragraph(sign, own(f"<s>{text}</s>" if passage.kind == "gone" else text))
        before = _linked(LEFT, passage.left, style)
        parts = []
        for words in passage.words:
            text = escape(marked_words(words))
            if words.side == "left":
                parts.append(before(f"<s>{text}</s>"))
            else:
                parts.append(own(f"<b><u>{text}</u></b>" if words.side == "right" else text))
        return _paragraph(sign, "".join(parts))

    def _follow(self, url: QUrl) -> None:
        side, start, end = url.toString().removeprefix("place:").split(":")
        self.place_chosen.emit(side, int(start), int(end))


def _linked(side: str, span: Span | None, style: str) -> Callable[[str], str]:
    """Wraps HTML in a link to a place."""
    assert span is not None
    return f'<a href="place:{side}:{span.start}:{span.end}" style="{style}">{{}}</a>'.format


def _paragraph(sign: str, content: str) -> str:
    return f'<p style="margin:2px 0">{sign}{content}</p>'


def opening_name() -> str:
    """Name of what stands before the first chapter, translated."""
    return QCoreApplication.translate("DifferenceView", "Opening")


def kind_name(kind: Kind) -> str:
    """Name of a kind of difference, translated."""
    names = {
        "new": QCoreApplication.translate("DifferenceView", "new"),
        "gone": QCoreApplication.translate("DifferenceView", "gone"),
        "changed": QCoreApplication.translate("DifferenceView", "changed words"),
        "numbers": QCoreApplication.translate("DifferenceView", "changed numbers"),
        "moved": QCoreApplication.translate("DifferenceView", "moved"),
        "same": QCoreApplication.translate("DifferenceView", "the same"),
    }
    return names[kind]
