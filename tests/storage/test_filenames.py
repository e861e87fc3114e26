"""Names of exported files."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zjviewer.storage.filenames import LONGEST, file_name, make_unique


def test_a_name_says_whose_when_and_what():
    assert file_name("浙江省人民政府", "2017", "主动公开总体", suffix=".png") == "浙江省人民政府_2017_主动公开总体.png"


def test_an_unknown_part_leaves_no_gap():
    assert file_name("", "2017", "行政复议") == "2017_行政复议"


@pytest.mark.parametrize("device", ["CON", "nul", "com1", "LPT¹", "aux.notes", "CONIN$"])
def test_a_device_name_is_not_left_as_it_is(device: str):
    assert file_name(device, suffix=".svg").startswith("_")


def test_a_path_inside_a_title_stays_in_its_folder():
    assert file_name("../../etc/passwd", suffix=".svg") == "etc-passwd.svg"


def test_nothing_left_still_gives_a_name():
    assert file_name("???", "...", suffix=".pdf") == "report.pdf"


def test_a_lone_surrogate_and_a_turned_direction_are_dropped():
    assert file_name("公\ud800开\u202egnp") == "公开gnp"


def test_a_taken_name_gets_a_number():
    taken = {"a.png", "a-2.png"}
    assert make_unique("A.png", taken) == "A-3.png"
    assert make_unique("b.png", taken) == "b.png"


@given(st.lists(st.text(max_size=90), max_size=4), st.sampled_from(["", ".png", ".svg"]))
def test_any_name_is_safe_everywhere(parts: list[str], suffix: str):
    name = file_name(*parts, suffix=suffix)
    assert 0 < len(name.encode()) <= LONGEST
    assert not set(name) & set('<>:"/\\|?*')
    assert all(unicodedata.category(c) not in ("Cc", "Cf", "Cs") for c in name)
    assert name == name.strip(" .")
    assert not name.startswith(("-", "."))
    assert unicodedata.normalize("NFC", name) == name
    assert name.partition(".")[0].casefold() not in ("con", "prn", "aux", "nul", "com1", "lpt9")
