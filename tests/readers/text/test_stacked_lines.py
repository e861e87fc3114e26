"""What a line of a table with one cell a line may be: a value, a label, or neither."""

import pytest

from zjviewer.readers.text.stacked_tables import LONGEST, _line_kind


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        *(
            ("12", "value"),
            ("1,204.5", "value"),
            ("/", "value"),
            (" 7 ", "value"),
            ("甲", "label"),
            ("自然人", "label"),
        ),
        *(("字" * LONGEST, "label"), ("字" * (LONGEST + 1), "other"), (" " + "字" * LONGEST + " ", "label")),
        *(("甲\t乙", "other"), ("受理12件。", "other")),
    ],
)
def test_a_line_is_a_value_a_label_or_neither(line, kind):
    assert _line_kind(line) == kind
