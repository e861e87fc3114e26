"""Whether characters can be recognised: the packages of the extra `ocr`, and the sentence that says how to get them.
Imports none of them."""

from importlib.util import find_spec

from zjviewer.errors import UnreadableFile

MOST_PAGES = 200
"""Largest number of pages of a document that are recognised."""
_PACKAGES = ("rapidocr", "onnxruntime", "cv2")


def is_installed() -> bool:
    """Whether the packages of the extra `ocr` are installed."""
    return all(find_spec(name) is not None for name in _PACKAGES)


def missing_packages(name: str) -> UnreadableFile:
    """Error for a file that must be recognised, where the packages are not installed."""
    return UnreadableFile(
        "The text of {name} is a picture. To recognise its characters, install the extra part: python3 main.py ocr, or "
        'pip install "zjviewer[ocr]". Then open the file again.',
        name=name,
    )
