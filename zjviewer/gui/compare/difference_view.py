"""View of the differences of two texts: new, gone, changed, moved, changed numbers, in signs and words."""

from collections.abc import Iterable
from html import escape
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QUrl, Signal
from PySide6.QtWidgets import QTextBrowser, QWidget

from zjviewer.comparison.text_difference import ChapterPair, Kind, Passage, TextDifference, compare_texts
from zjviewer.core.model.analysis import Analysis
from zjviewer.core.model.report import Span
from zjviewer.gui.theme.theme import Theme

SIGNS: dict[Kind, str] = {"new": "＋", "gone": "−", "changed": "～", "numbers": "№", "moved": "⇄", "same": ""}
LEFT, RIGHT = "left", "right"


class ComparedChapter(NamedTuple):
    """A chapter, where its text begins in both reports, and how it differs."""

    title: str
    left: int
    right: int
    difference: TextDifference


def compare_chapters(first: Analysis, second: Analysis, pairs: Iterable[ChapterPair]) -> tuple[ComparedChapter, ...]:
    """Differences of paired chapters, the chapters of one report alone included."""
    found = []
    for left, right in pairs:
        own = first.report.text[left.start : left.end] if left else ""
        other = second.report.text[right.start : right.end] if right else ""
        section = right or left
        title = section.title if section else ""
        difference = compare_texts(own, other)
        found.append(ComparedChapter(title, left.start if left else 0, right.start if right else 0, difference))
    return tuple(found)


class DifferenceView(QTextBrowser):
    """Passages one below the other; a click or Enter on one leads to its place.

    Signals: `place_chosen` (str, int, int): `left` or `right`, and the range of the passage in that report.
    """

    place_chosen = Signal(str, int, int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: tuple[tuple[ComparedChapter, ...], str, str] = ((), "", "")
        self._texts = ("", "")
        self.setOpenLinks(False)
        self.setAccessibleName(self.tr("Differences of the texts"))
        self.anchorClicked.connect(self._follow)

    def show_theme(self, theme: Theme) -> None:
        """Repaint in another theme."""
        self._theme = theme
        self.show_difference(*self._shown)

    def show_difference(self, chapters: tuple[ComparedChapter, ...], first: str, second: str) -> None:
        """Show chapters; `first` and `second` are the names of the two reports."""
        self._shown = chapters, first, second
        if not chapters:
            sentence = self.tr("There is no text to compare: both reports must be open or added.")
            self.setHtml(f"<p>{escape(sentence)}</p>")
            return
        blocks = [self._legend(first, second)]
        for chapter in chapters:
            blocks.append(self._chapter(chapter))
        self.setHtml("".join(blocks))

    def _legend(self, first: str, second: str) -> str:
        names = " ".join(f"<b>{SIGNS[kind]}</b>&nbsp;{escape(kind_name(kind))}&ensp;" for kind in SIGNS if SIGNS[kind])
        heading = self.tr("{first} → {second}").format(first=first, second=second)
        return f"<h3>{escape(heading)}</h3><p>{names}</p>"

    def _chapter(self, chapter: ComparedChapter) -> str:
        found = chapter.difference
        counts = " · ".join(f"{SIGNS[kind]} {found.count(kind)}" for kind in SIGNS if SIGNS[kind] and found.count(kind))
        shared = self.tr("Shared: {left} % of the first, {right} % of the second").format(
            left=round(found.shared_left * 100), right=round(found.shared_right * 100)
        )
        summary = escape(" · ".join(filter(None, (counts, shared))))
        parts = [f"<h4>{escape(chapter.title)}</h4><p><small>{summary}</small></p>"]
        parts += [self._passage(chapter, passage) for passage in found.passages]
        return "".join(parts)

    def _passage(self, chapter: ComparedChapter, passage: Passage) -> str:
        theme = self._theme
        colors = {
            "new": theme.agrees,
            "gone": theme.danger,
            "changed": theme.accent,
            "numbers": theme.result,
            "moved": theme.text_color_soft,
            "same": theme.text_color_soft,
        }
        side = LEFT if passage.right is None else RIGHT
        start = chapter.left if side == LEFT else chapter.right
        span = passage.left if side == LEFT else passage.right
        assert span is not None
        address = f"{side}:{start + span.start}:{start + span.end}"
        color = colors[passage.kind]
        text = self._text(chapter, passage)
        sign = f"<b>{SIGNS[passage.kind]}</b> " if SIGNS[passage.kind] else "&emsp;"
        style = f"color:{color}; text-decoration:none"
        return f'<p style="margin:2px 0">{sign}<a href="place:{address}" style="{style}">{text}</a></p>'

    def _text(self, chapter: ComparedChapter, passage: Passage) -> str:
        if not passage.words:
            span, side = (passage.right, RIGHT) if passage.right is not None else (passage.left, LEFT)
            text = escape(self._source(chapter, side, span))
            return f"<s>{text}</s>" if passage.kind == "gone" else text
        parts = []
        for words in passage.words:
            text = escape(words.text)
            parts.append({"both": text, "left": f"<s>[−{text}]</s>", "right": f"<b><u>[＋{text}]</u></b>"}[words.side])
        return "".join(parts)

    def _source(self, chapter: ComparedChapter, side: str, span: Span | None) -> str:
        text = self._texts[0 if side == LEFT else 1]
        start = chapter.left if side == LEFT else chapter.right
        return text[start + span.start : start + span.end] if span is not None else ""

    def set_texts(self, first: str, second: str) -> None:
        """The whole texts of both reports, which the passages are taken from."""
        self._texts = (first, second)

    def _follow(self, url: QUrl) -> None:
        side, start, end = url.toString().removeprefix("place:").split(":")
        self.place_chosen.emit(side, int(start), int(end))


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
