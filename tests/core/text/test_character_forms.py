"""Characters of compatibility blocks become the ordinary ones."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zjviewer.core.text.character_forms import fold_forms, unusual_forms


@pytest.mark.parametrize(
    ("written", "ordinary"),
    [
        ("⼀、⼯作情况", "一、工作情况"),
        ("⼆、⾃然⼈", "二、自然人"),
        ("⺠⽣⽀出⾦额", "民生支出金额"),
        ("福利", "福利"),
        ("⻓远⻋⻔⻅⻚⻛⻢", "长远车门见页风马"),
        ("ﬁle oﬀice", "file office"),
        ("︵一︶概述︰", "（一）概述…"),
        ("第⼗⼀条﹐共３件﹕", "第十一条，共３件："),
        ("葛\U000e0100城区☎︎", "葛城区☎"),
        ("勉强︽条例︾", "勉强《条例》"),
    ],
)
def test_an_unusual_form_becomes_the_ordinary_character(written, ordinary):
    assert fold_forms(written) == ordinary


@pytest.mark.parametrize(
    "text", ["㎡、㎏、①②③、ⅣⅤ、℃、％１２（）", "ordinary, 普通的文字。", "１，２３４．５％", "″′·—…“”"]
)
def test_ordinary_text_units_and_full_width_stay(text):
    assert fold_forms(text) == text
    assert not list(unusual_forms(text))


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing_more(text):
    assert fold_forms(fold_forms(text)) == fold_forms(text)


def test_every_radical_of_the_kangxi_block_has_an_ordinary_character():
    for point in range(0x2F00, 0x2FD6):
        folded = fold_forms(chr(point))
        assert unicodedata.name(folded).startswith("CJK UNIFIED IDEOGRAPH"), hex(point)


def test_the_replaced_characters_are_named_once():
    assert list(unusual_forms("⼀⼯⼀。")) == [("⼀", "一"), ("⼯", "工")]
