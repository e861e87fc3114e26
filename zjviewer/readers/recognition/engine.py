"""Detection and recognition of text in an image of a page, by the models in the package rapidocr. The only module that
runs models.

Images are arrays of grey values 0 to 255, of shape (height, width). Coordinates are in pixels from the upper left
corner. Nothing is downloaded: the models are opened by their paths in the installed package.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]

_DETECTOR, _READER = "PP-OCRv6_det_small.onnx", "PP-OCRv6_rec_small.onnx"
_HEIGHT = 48
"""Height of a line image as the model expects it, in pixels."""
_STEP = 8
"""Pixels of a line image for each position of the model's answer."""
_NARROWEST, _WIDEST = 320, 3200
"""Smallest and largest width of a line image, in pixels at the height above."""
_BATCH = 9_600
"""Largest total width of the line images that are recognised at once, in pixels; it limits the memory."""
_LARGEST_SIDE = 2_000
"""Longer side of the image in which text is detected, in pixels."""
_LETTER_GAP = 1.2
"""Widest gap between characters that belong together, as a share of their height."""
_THREADS = 4


class Box(NamedTuple):
    """Upright rectangle, in pixels."""

    x0: float
    y0: float
    x1: float
    y1: float


class Letter(NamedTuple):
    """Recognised character."""

    text: str
    x0: float
    x1: float
    score: float
    """Certainty of the model, 0 to 1."""


class TextLine(NamedTuple):
    """Recognised line: its box with a margin, and its characters from left to right, without white space."""

    box: Box
    letters: tuple[Letter, ...]

    @property
    def score(self) -> float:
        """Mean certainty of the characters; 0 for an empty line."""
        return sum(letter.score for letter in self.letters) / len(self.letters) if self.letters else 0.0


class Engine:
    """Loaded models. Loading takes a second."""

    def __init__(self) -> None:
        import onnxruntime
        import rapidocr

        models = Path(rapidocr.__file__).parent / "models"
        self._detector = rapidocr.RapidOCR(
            params={
                "Global.log_level": "critical",
                "Global.max_side_len": _LARGEST_SIDE,
                "Global.use_cls": False,
                "Global.use_rec": False,
                "Det.model_path": str(models / _DETECTOR),
                "EngineConfig.onnxruntime.intra_op_num_threads": _THREADS,
            }
        )
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 4
        options.enable_cpu_mem_arena = False
        options.intra_op_num_threads = _THREADS
        self._session = onnxruntime.InferenceSession(
            str(models / _READER), sess_options=options, providers=["CPUExecutionProvider"]
        )
        known = self._session.get_modelmeta().custom_metadata_map["character"].splitlines()
        self._characters = ["", *known, " "]
        self._alike = _alike(self._characters)
        self._input = self._session.get_inputs()[0].name

    def detect(self, image: Image) -> list[Box]:
        """Boxes of the text lines, from top to bottom; empty for an image without text."""
        found = self._detector(np.repeat(image[:, :, None], 3, axis=2), use_rec=False)
        if found.boxes is None:
            return []
        boxes = [
            Box(float(xs.min()), float(ys.min()), float(xs.max()), float(ys.max()))
            for xs, ys in (np.asarray(each, dtype=float).T for each in found.boxes)
        ]
        return sorted(boxes, key=lambda box: (box.y0, box.x0))

    def read(self, image: Image, boxes: Sequence[Box]) -> list[TextLine]:
        """Recognised lines, in the order of the boxes; without characters where nothing was recognised."""
        lines = [TextLine(box, ()) for box in boxes]
        crops = {index: crop for index, box in enumerate(boxes) if (crop := _crop(image, box)) is not None}
        for batch in _batches(crops):
            widest = max(_NARROWEST, *(crops[index].shape[1] for index in batch))
            values = np.zeros((len(batch), 3, _HEIGHT, widest), dtype=np.float32)
            for place, index in enumerate(batch):
                values[place, :, :, : crops[index].shape[1]] = crops[index].astype(np.float32) / 127.5 - 1
            answers = self._session.run(None, {self._input: values})[0]
            for place, index in enumerate(batch):
                scale = (boxes[index].y1 - boxes[index].y0) / _HEIGHT
                lines[index] = TextLine(boxes[index], tuple(self._letters(answers[place], boxes[index], scale)))
        return lines

    def _letters(self, answer: NDArray[np.float32], box: Box, scale: float) -> Iterator[Letter]:
        """Characters of one answer of shape (positions, characters): the best of each position; equal neighbours are
        one character (CTC)."""
        best = answer.argmax(axis=1)
        found: list[tuple[str, float, float]] = []
        for at, number in enumerate(best):
            if number and (at == 0 or best[at - 1] != number):
                end = at
                while end + 1 < len(best) and best[end + 1] == number:
                    end += 1
                middle = box.x0 + ((at + end) / 2 + 0.5) * _STEP * scale
                same = self._alike.get(int(number), [int(number)])
                found.append((self._characters[number], middle, float(answer[at : end + 1, same].sum(axis=1).max())))
        found = [
            each
            for index, each in enumerate(found)
            if each[0] != " " or (0 < index < len(found) - 1 and _is_latin(found[index - 1][0], found[index + 1][0]))
        ]
        size = 0.72 * (box.y1 - box.y0)
        widths = [size if unicodedata.east_asian_width(text[:1]) in "WF" else size / 2 for text, _, _ in found]
        edges = [(middle - width / 2, middle + width / 2) for (_, middle, _), width in zip(found, widths, strict=True)]
        for index, ((_, right), (left, _)) in enumerate(pairwise(edges)):
            if left - right < _LETTER_GAP * size:  # the model reports spaces as characters of their own
                between = (left + right) / 2
                edges[index] = (edges[index][0], between)
                edges[index + 1] = (between, edges[index + 1][1])
        for (text, _, score), (left, right) in zip(found, edges, strict=True):
            if text.strip():
                # The model may place a character in the white that fills the image of a line.
                start = min(max(box.x0, left), box.x1)
                yield Letter(text, start, max(start, min(box.x1, right)), score)


def _alike(characters: Sequence[str]) -> dict[int, list[int]]:
    """Indices of the full-width and half-width forms of one character, by the index of each; the model divides its
    certainty between them."""
    groups: dict[str, list[int]] = {}
    for index, character in enumerate(characters):
        groups.setdefault(unicodedata.normalize("NFKC", character), []).append(index)
    return {index: group for group in groups.values() if len(group) > 1 for index in group}


def _is_latin(*texts: str) -> bool:
    return all(text.isascii() and text.isalnum() for text in texts)


def _crop(image: Image, box: Box) -> NDArray[np.uint8] | None:
    """Part of an image, scaled to the height of the model; None where it is too small."""
    import cv2

    top, bottom = max(0, round(box.y0)), min(image.shape[0], round(box.y1))
    left, right = max(0, round(box.x0)), min(image.shape[1], round(box.x1))
    if bottom - top < 3 or right - left < 2:
        return None
    width = min(_WIDEST, max(8, round((right - left) * _HEIGHT / (bottom - top))))
    scaled: NDArray[np.uint8] = cv2.resize(image[top:bottom, left:right], (width, _HEIGHT))
    return scaled


def _batches(crops: dict[int, NDArray[np.uint8]]) -> Iterator[list[int]]:
    """Indices of line images of similar width, grouped so that a group is not larger than the limit."""
    begun: list[int] = []
    for index in sorted(crops, key=lambda index: crops[index].shape[1]):
        width = max(_NARROWEST, crops[index].shape[1])
        if begun and (len(begun) + 1) * width > _BATCH:
            yield begun
            begun = []
        begun.append(index)
    if begun:
        yield begun
