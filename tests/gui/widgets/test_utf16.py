from hypothesis import given
from hypothesis import strategies as st

from zjviewer.gui.widgets.utf16 import Offsets, units_of

TEXTS = st.text(st.sampled_from("a公𠮷😀\n"), max_size=30)


@given(TEXTS)
def test_units_are_those_that_utf_16_counts(text):
    offsets = Offsets(text)
    for offset in range(len(text) + 1):
        assert offsets.units(offset) == len(text[:offset].encode("utf-16-le")) // 2
        assert offsets.offset(offsets.units(offset)) == offset


@given(TEXTS)
def test_a_position_inside_a_character_counts_as_after_it(text):
    offsets = Offsets(text)
    for offset, char in enumerate(text):
        if units_of(char) == 2:
            assert offsets.offset(offsets.units(offset) + 1) == offset + 1
