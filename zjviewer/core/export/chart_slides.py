"""Charts as a presentation: a slide of 16:9 for each, with its title as text, the chart as a picture, and its note."""

import io
from collections.abc import Sequence
from typing import NamedTuple

from zjviewer.core.text.control_characters import remove_controls

SLIDE_SIZE = (338.667, 190.5)
"""Width and height of a slide in millimetres."""
PICTURE_SIZE = (310.0, 140.0)
_LEFT = (SLIDE_SIZE[0] - PICTURE_SIZE[0]) / 2
_TITLE_TOP, _TITLE_HEIGHT, _SUBTITLE_HEIGHT = 10.0, 18.0, 10.0
_TITLE_POINTS, _LONG_TITLE_POINTS, _SUBTITLE_POINTS = 28, 20, 16
_LONG_TITLE = 28
"""Characters from which on a title needs two lines, which have room in smaller type."""
_TITLE_ONLY = 5
"""Index of that layout in the template of python-pptx."""


class Slide(NamedTuple):
    """One chart."""

    title: str
    subtitle: str
    picture: bytes
    """PNG of `PICTURE_SIZE`."""
    description: str
    """Alternative text of the picture."""
    notes: str
    """Text of the speaker's notes: what stands below the chart, and its source."""


def slides_file(slides: Sequence[Slide], title: str, author: str) -> bytes:
    """Content of a PPTX file. Imports python-pptx."""
    from pptx import Presentation
    from pptx.enum.text import MSO_ANCHOR
    from pptx.util import Mm, Pt

    deck = Presentation()
    deck.slide_width, deck.slide_height = (Mm(each) for each in SLIDE_SIZE)
    deck.core_properties.title, deck.core_properties.author = title, author
    layout = deck.slide_layouts[_TITLE_ONLY]
    for each in slides:
        slide = deck.slides.add_slide(layout)
        heading = slide.shapes.title
        heading.left, heading.top = Mm(_LEFT), Mm(_TITLE_TOP)
        heading.width, heading.height = Mm(PICTURE_SIZE[0]), Mm(_TITLE_HEIGHT)
        subtitle_top = _TITLE_TOP + _TITLE_HEIGHT
        below = slide.shapes.add_textbox(Mm(_LEFT), Mm(subtitle_top), Mm(PICTURE_SIZE[0]), Mm(_SUBTITLE_HEIGHT))
        points_of_title = _TITLE_POINTS if len(each.title) <= _LONG_TITLE else _LONG_TITLE_POINTS
        for shape, text, points in ((heading, each.title, points_of_title), (below, each.subtitle, _SUBTITLE_POINTS)):
            frame = shape.text_frame
            frame.word_wrap = True
            frame.vertical_anchor = MSO_ANCHOR.BOTTOM if shape is heading else MSO_ANCHOR.TOP
            frame.text = remove_controls(text)
            for paragraph in frame.paragraphs:
                paragraph.alignment = 1  # left
                for run in paragraph.runs:
                    run.font.size = Pt(points)
                    run.font.bold = shape is heading
        top = Mm(subtitle_top + _SUBTITLE_HEIGHT)
        picture = slide.shapes.add_picture(io.BytesIO(each.picture), Mm(_LEFT), top, Mm(PICTURE_SIZE[0]))
        picture._element.nvPicPr.cNvPr.set("descr", remove_controls(each.description))
        picture.name = remove_controls(each.title)
        slide.notes_slide.notes_text_frame.text = remove_controls(each.notes)
    buffer = io.BytesIO()
    deck.save(buffer)
    return buffer.getvalue()
