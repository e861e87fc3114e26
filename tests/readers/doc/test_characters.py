"""Characters of the binary format as Word displays them."""

import pytest

from zjviewer.readers.doc.document import _character


@pytest.mark.parametrize(
    ("char", "shown"),
    [
        *(
            ("\x0b", "\n"),
            ("\t", " "),
            ("\xa0", " "),
            ("\x1e", "-"),
            ("\x01", ""),
            ("\x02", ""),
            ("\x05", ""),
            ("\x1f", ""),
        ),
        *(("甲", "甲"), (" ", " "), ("(", "("), ("\x08", "")),
    ],
)
def test_marks_become_what_is_seen(char, shown):
    assert _character(char, None) == shown


@pytest.mark.parametrize(("code", "shown"), [(0xF0FE, "☑"), (0xF0A8, "□"), (0xF0FC, "✓"), (0xF041, "")])
def test_symbols_of_a_font_are_boxes_or_nothing(code, shown):
    assert _character("(", (0, code)) == shown
    assert _character("甲", (0, code)) == "甲"
