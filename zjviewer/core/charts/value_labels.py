"""Labels of marks: the value, the figure stated with it, and the tooltip."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from zjviewer.core.charts.data_point import DataPoint
from zjviewer.core.charts.scene import LABEL_SIZE, Box, Mark, Role, Shape, Side, TextItem, TextMeasure, line_height
from zjviewer.core.figures.number_format import format_figure
from zjviewer.core.model.chart_options import Labels

_BETWEEN = 5.0
"""Pixels between a value and what stands beside it."""


@dataclass(frozen=True, slots=True)
class Label:
    """Texts of one mark's label with their widths, before placement."""

    name: str
    """Of the series, where the label names it; else empty."""
    value: str
    beside: str
    """The figure stated with it; in brackets where only some points have one."""
    name_width: float
    value_width: float
    """As bold, which it is when its mark is selected."""
    beside_width: float
    width: float
    """Of all, with the gaps."""

    @property
    def height(self) -> float:
        """Of its one line."""
        return line_height(LABEL_SIZE)


def value_labels(
    found: Sequence[DataPoint],
    measure: TextMeasure,
    names: Mapping[int, str] = MappingProxyType({}),
    shown: Labels = "all",
) -> tuple[Label, ...]:
    """A label for every entry, without the unit, which the subtitle names once; `names` are those of series, by the
    index of the point whose label shows the name. `shown`: which figures a label has."""
    labels = []
    parts = [entry for entry in found if not entry.is_total]
    some = any(entry.secondary for entry in parts) and not all(entry.secondary for entry in parts)
    for index, entry in enumerate(found):
        value = format_figure(entry.figure, unit=False) if shown != "none" else ""
        beside = format_figure(entry.secondary) if entry.secondary and shown == "all" else ""
        beside = f"（{beside}）" if beside and some else beside
        name = names.get(index, "")
        pieces = (name, False), (value, True), (beside, False)
        first, second, third = (measure(text, LABEL_SIZE, bold) for text, bold in pieces)
        width = first + second + third + _BETWEEN * max(sum(map(bool, (name, value, beside))) - 1, 0)
        labels.append(Label(name, value, beside, first, second, third, width))
    return tuple(labels)


def label_items(label: Label, x: float, middle: float, mark: int, on: str = "", bold: bool = False) -> list[TextItem]:
    """The label set at `x`, centred on a line."""
    y = round(middle - label.height / 2)
    pieces: tuple[tuple[str, Role, float], ...] = (
        (label.name, "key", label.name_width),
        (label.value, "value", label.value_width),
        (label.beside, "beside", label.beside_width),
    )
    texts = []
    for text, role, width in pieces:
        if text:
            box = Box(x, y, width, label.height)
            texts.append(TextItem(text, box, LABEL_SIZE, role, bold and role == "value", mark, on))
            x += width + _BETWEEN
    return texts


def make_mark(
    entry: DataPoint,
    label: Label,
    shape: Shape,
    box: Box,
    color_role: str,
    hits: tuple[Box, ...],
    side: Side = "outside",
) -> Mark:
    """The mark of an entry."""
    figures = (entry.figure.id, entry.secondary.id) if entry.secondary else (entry.figure.id,)
    value = entry.figure.value
    return Mark(
        figures,
        value,
        entry.label,
        label.value or format_figure(entry.figure, unit=False),
        exact_words(entry),
        shape,
        box,
        color_role,
        side,
        hits,
    )


def exact_words(entry: DataPoint) -> str:
    """Every digit on the first line; indicator, subject and year on the second, as far as they are known."""
    figure = entry.figure
    value = format_figure(figure) + (f"（{format_figure(entry.secondary)}）" if entry.secondary else "")
    year = f"{figure.year}年" if figure.year else ""
    about = "·".join(filter(None, (figure.indicator or entry.label, figure.subject, year)))
    return f"{value}\n{about}" if about else value
