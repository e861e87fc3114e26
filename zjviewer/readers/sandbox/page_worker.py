"""Worker process that draws the pages of one document, within limits, for as long as its parent asks for them.

It reads requests from standard input, one JSON array a line: `["picture", page, width]` or `["text", page]`, with the
index of a page. It answers each in order with eight bytes, the lengths of a JSON value and of the pixels that follow
it, both big-endian. The first answer needs no request: the sizes of the pages. A failure is answered by `null`.
"""

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from zjviewer.readers.layout.original_pages import OriginalPages
from zjviewer.readers.registry import open_document, open_pages
from zjviewer.readers.sandbox.resource_limits import limit
from zjviewer.system.child_processes import end_with_parent

MOST_PAGES = 2_000


def main(arguments: Sequence[str]) -> NoReturn:
    """Entry point. Arguments: path, megabytes. Never returns."""
    end_with_parent()
    path, megabytes = arguments
    answers = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # output printed by libraries is discarded
    limit(0, int(megabytes))
    with open(answers, "wb") as out:

        def answer(value: Any, pixels: bytes = b"") -> None:
            head = json.dumps(value, separators=(",", ":")).encode()
            out.write(len(head).to_bytes(4, "big") + len(pixels).to_bytes(4, "big") + head + pixels)
            out.flush()

        try:
            pages = open_pages(open_document(Path(path)))
            answer(pages.sizes(MOST_PAGES))
        except Exception:  # the parent shows one message for whatever is wrong with the file
            answer(None)
            os._exit(0)
        for line in sys.stdin.buffer:
            try:
                answer(*_reply(pages, json.loads(line)))
            except MemoryError:
                os._exit(1)
            except Exception:  # this page only
                answer(None)
    os._exit(0)


def _reply(pages: OriginalPages, request: list[Any]) -> tuple[Any, bytes]:
    """JSON value and pixels."""
    kind, page, *rest = request
    if kind == "picture":
        picture = pages.picture(page, *rest)
        return (picture.width, picture.height), picture.pixels
    text = pages.text(page)
    return (text.characters, text.rects, text.links), b""
