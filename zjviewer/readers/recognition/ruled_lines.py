"""Ruled lines in an image of a page, and its skew, measured by long lines.

Images are arrays of grey values 0 to 255, of shape (height, width). Coordinates are in pixels.
"""

import math
from typing import Any

import numpy as np

from zjviewer.readers.layout.visible_text import RuledLine
from zjviewer.readers.recognition.engine import Image

_MOST_SKEW = 5.0
"""Largest skew that is corrected, in degrees."""
_LEAST_SKEW = 0.05
_LONG = 0.2
"""Smallest length of a line by which skew is measured, as a share of the width of the image."""
_PROFILE_WIDTH = 700
"""Width to which an image without long lines is reduced, to measure the skew of its text."""
_LEVEL, _UPRIGHT = 0.030, 0.022
"""Smallest length of a horizontal and of a vertical ruled line, as shares of the longer side of the image; strokes of
characters are shorter."""
_ROOM = 0.0015
"""Distance from a ruled line at which there is paper, as a share of the longer side."""
_CROSSED, _BESIDE = 0.25, 0.8
"""Largest shares of a ruled line along which there is ink, on the emptier and on the fuller side."""
_COVERED = 0.96
"""Smallest share of a ruled line that is ink; the tops of characters in a row have wider gaps."""
_THICKEST = 0.005
"""Largest thickness of a ruled line, as a share of the longer side."""


def ink_of(image: Image) -> Image:
    """Image of the same shape in which ink is 255 and paper 0, with uneven light removed."""
    import cv2

    smooth = cv2.medianBlur(image, 3) if _is_noisy(image) else image
    found: Image = cv2.adaptiveThreshold(
        smooth, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, _odd(max(image.shape) // 50), 12
    )
    return found


def skew_of(ink: Image) -> float:
    """Counter-clockwise rotation that makes the lines of a page horizontal, in degrees; 0 where it is small or
    unknown."""
    angle = _skew_of_lines(ink)
    if angle is None:
        angle = _skew_of_text(ink)
    return angle if _LEAST_SKEW <= abs(angle) <= _MOST_SKEW else 0.0


def rotated(image: Image, degrees: float) -> Image:
    """Image of the same shape, rotated counter-clockwise around its centre; new corners are white."""
    import cv2

    height, width = image.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    found: Image = cv2.warpAffine(image, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=255)
    return found


def ruled_lines(ink: Image) -> list[RuledLine]:
    """Horizontal and vertical ruled lines of a straight image."""
    side = max(ink.shape)
    level = _runs(ink, (max(15, round(_LEVEL * side)), 1))
    upright = _runs(ink, (1, max(12, round(_UPRIGHT * side))))
    return [
        *(RuledLine(x, y + high / 2, x + wide, y + high / 2) for x, y, wide, high in level),
        *(RuledLine(x + wide / 2, y, x + wide / 2, y + high) for x, y, wide, high in upright),
    ]


def _runs(ink: Image, size: tuple[int, int]) -> list[tuple[int, int, int, int]]:
    """Boxes (x, y, width, height) of strokes that contain a straight bar of a size (width, height)."""
    if size[1] > 1:
        turned = _runs(np.ascontiguousarray(ink.T), (size[1], size[0]))
        return [(x, y, wide, high) for y, x, high, wide in turned]
    import cv2

    joined = cv2.dilate(ink, np.ones((3, 1), np.uint8))  # a line that is not quite straight stays in one piece
    joined = cv2.morphologyEx(joined, cv2.MORPH_CLOSE, np.ones((1, 3), np.uint8))
    bars = cv2.morphologyEx(joined, cv2.MORPH_OPEN, np.ones((1, size[0]), np.uint8))
    side = max(ink.shape)
    most = max(4, round(_THICKEST * side)) + 2
    rows = cv2.connectedComponentsWithStats(bars, connectivity=8)[2][1:]
    boxes = [(int(row[0]), int(row[1]), int(row[2]), int(row[3])) for row in rows]
    room = max(2, round(_ROOM * side))
    return [box for box in boxes if box[3] <= most and _is_alone(ink, box, room)]


def _is_alone(ink: Image, box: tuple[int, int, int, int], room: int) -> bool:
    """Whether there is paper along a horizontal bar, unlike inside a line of text: nearly everywhere on one side, and
    in part on the other, where characters may stand close to it."""
    x, y, wide, high = box
    shares = [
        np.count_nonzero(ink[row, x : x + wide]) / wide if 0 <= row < ink.shape[0] else 0.0
        for row in (y - room, y + high - 1 + room)
    ]
    core = ink[y + 1 : max(y + 2, y + high - 1), x : x + wide]
    covered = np.count_nonzero(core.any(axis=0)) / wide
    return bool(min(shares) < _CROSSED and max(shares) < _BESIDE and covered > _COVERED)


def _skew_of_lines(ink: Image) -> float | None:
    """Skew by the longest horizontal lines; None where there are none."""
    import cv2

    height, width = ink.shape
    bars = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, max(8, width // 50)), np.uint8))
    bars = cv2.dilate(bars, np.ones((3, 5), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(bars, connectivity=8)
    angles: list[tuple[float, int]] = []
    for number, (x, y, wide, high, _) in enumerate(stats[1:], 1):
        if wide < _LONG * width or high > wide * math.tan(math.radians(_MOST_SKEW)) + 0.01 * height:
            continue
        part = labels[y : y + high, x : x + wide] == number
        rows = np.arange(high)[:, None]
        counts = part.sum(axis=0)
        filled = counts > 0
        middles = (part * rows).sum(axis=0)[filled] / counts[filled]
        slope = float(np.polyfit(np.arange(wide)[filled], middles, 1)[0])
        angles.append((math.degrees(math.atan(slope)), int(wide)))
    return _weighted_median(angles) if angles else None


def _skew_of_text(ink: Image) -> float:
    """Skew by the rows of text: at the right angle, rows and gaps between them differ most."""
    import cv2

    height, width = ink.shape
    scale = min(1.0, _PROFILE_WIDTH / width)
    small = cv2.resize(ink, (max(1, round(width * scale)), max(1, round(height * scale))), interpolation=cv2.INTER_AREA)

    def contrast(degrees: float) -> float:
        turn = cv2.getRotationMatrix2D((small.shape[1] / 2, small.shape[0] / 2), degrees, 1.0)
        profile = cv2.warpAffine(small, turn, small.shape[::-1]).sum(axis=1, dtype=np.float64)
        return float(((profile[1:] - profile[:-1]) ** 2).sum())

    best = max(np.arange(-3.0, 3.01, 0.5), key=contrast)
    best = max(np.arange(best - 0.4, best + 0.41, 0.1), key=contrast)
    return float(best) if contrast(best) > 1.05 * contrast(0.0) else 0.0


def _weighted_median(values: list[tuple[float, int]]) -> float:
    half = sum(weight for _, weight in values) / 2
    seen = 0
    for value, weight in sorted(values):
        seen += weight
        if seen >= half:
            return value
    return 0.0


def _is_noisy(image: Image) -> bool:
    """Whether single pixels differ from their surroundings, as in a poor scan."""
    import cv2

    part: Any = image[:: max(1, image.shape[0] // 1000)]
    return float(np.abs(part.astype(np.int16) - cv2.medianBlur(part, 3)).mean()) > 3.0


def _odd(number: int) -> int:
    return max(3, number | 1)
