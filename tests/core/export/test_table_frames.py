from decimal import Decimal

import numpy as np

from tests.sample import sample_analysis
from zjviewer.core.export.table_frames import to_frame


def test_the_cells_of_a_frame_are_the_figures_of_the_table():
    table = sample_analysis().table_by_id["review"]
    frame = to_frame(table)
    assert list(frame.columns) == ["件数", "占比"]
    assert list(frame.index) == [row.label for row in table.rows]
    assert frame.loc["被依法纠错", "件数"] == table.rows[2].cells[0].value
    assert frame.loc["办理总数", "占比"] is None


def test_values_are_exact_unless_floats_are_asked_for():
    table = sample_analysis().table_by_id["review"]
    assert to_frame(table).loc["其他情形", "件数"] == Decimal(510)
    assert to_frame(table).loc["办理总数", "占比"] is None
    floats = to_frame(table, exact=False)
    assert floats["件数"][1:].sum() == 1586
    assert np.isnan(floats.loc["办理总数", "占比"])
