"""The balance of applications as one picture: what came in and what became of it, as two bars of one scale.

The national form asks for 本年新收 + 上年结转 = 办理结果总计 + 结转下年度. Bars of different lengths show that it does
not hold.
"""

from dataclasses import replace
from decimal import Decimal

from zjviewer.core.charts.axis import Axis
from zjviewer.core.charts.data_point import DataPoint
from zjviewer.core.charts.layout_request import LayoutRequest, emphasised
from zjviewer.core.charts.proportion_bar import strip
from zjviewer.core.charts.scene import LABEL_SIZE, Box, LegendSwatch, Mark, PlotArea, TextItem, line_height
from zjviewer.core.figures.number_format import format_value

SIDES = (
    {"new": "本年新收", "carried.in": "上年结转"},
    {"total": "办理结果", "carried.out": "结转下年"},
)
"""The two bars: ids of their rows in the national form with short names."""
_THICK = 28.0
_THICKEST = 80.0
_BETWEEN = 14.0


def can_balance(points: tuple[DataPoint, ...]) -> bool:
    """Whether all four numbers are stated, none negative and not all of them zero."""
    keys = [point.key for point in points]
    asked = [key for side in SIDES for key in side]
    values = [point.figure.value for point in points]
    return sorted(keys) == sorted(asked) and min(values) >= 0 and max(values) > 0


def lay_out_balance(request: LayoutRequest) -> PlotArea | None:
    """None where the numbers are not those of a balance, or their names do not fit."""
    if not can_balance(request.points):
        return None
    made = _bars(request, _THICK)
    if made is None or not request.fill or made.bottom >= request.room.bottom:
        return made
    return _bars(request, min(_THICK + (request.room.bottom - made.bottom) / 2, _THICKEST))


def _bars(request: LayoutRequest, thick: float) -> PlotArea | None:
    room, measure, line = request.room, request.measure, line_height(LABEL_SIZE)
    base = ["series0" if point.key in ("new", "total") else "muted" for point in request.points]
    role = {point.key: each for point, each in zip(request.points, emphasised(request, base), strict=True)}
    by_key = {point.key: point for point in request.points}
    sides = [[(replace(by_key[key], label=name), role[key]) for key, name in side.items()] for side in SIDES]
    sums = [sum((point.figure.value for point, _ in parts), Decimal(0)) for parts in sides]
    signs = ("", "= " if sums[0] == sums[1] else "≠ ")
    most = max(sums)
    marks: list[Mark] = []
    texts: list[TextItem] = []
    chips: list[LegendSwatch] = []
    y = room.y
    for sign, parts, total in zip(signs, sides, sums, strict=True):
        heading = sign + " + ".join(point.label for point, _ in parts)
        texts.append(TextItem(heading, Box(room.x, y, measure(heading, LABEL_SIZE, False), line), LABEL_SIZE, "key"))
        place = room._replace(y=y + line + 4)
        length = float(total / most) * room.width
        made = strip(parts, place, thick, len(marks), measure, request.labels, length)
        if made is None or texts[-1].box.right > room.right:
            return None
        marks += made.marks
        texts += made.texts
        chips += made.chips
        y = made.bottom + _BETWEEN
    return PlotArea(
        tuple(marks), tuple(texts), (), tuple(chips), Axis(0.0, float(most)), y - _BETWEEN, _difference(sums)
    )


def _difference(sums: list[Decimal]) -> tuple[str, ...]:
    came, went = sums
    if came == went:
        return ()
    return (f"两边相差{format_value(abs(came - went))}：收到{format_value(came)}，去向{format_value(went)}。",)
