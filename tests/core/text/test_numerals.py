"""Written numbers and their values."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zjviewer.core.text.numerals import number_of

ONES = "零一二三四五六七八九"


def in_characters(number: int) -> str:
    """A whole number below 10^16 as it is written in Chinese characters."""
    if number >= 10**8:
        head, rest = divmod(number, 10**8)
        zero = "零" if rest and (rest < 10**7) else ""
        return in_characters(head) + "亿" + (zero + in_characters(rest) if rest else "")
    if number >= 10**4:
        head, rest = divmod(number, 10**4)
        zero = "零" if rest and rest < 1000 else ""
        return in_characters(head) + "万" + (zero + in_characters(rest) if rest else "")
    written, open_zero = "", False
    for scale, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, scale)
        if digit:
            written += ("零" if open_zero and written else "") + ONES[digit] + name
            open_zero = False
        else:
            open_zero = True
    return written or "零"


@given(st.integers(0, 10**16 - 1))
def test_every_number_in_characters_is_read_back(number):
    assert number_of(in_characters(number)) == number


@given(st.integers(0, 10**12), st.sampled_from([",", " ", "'", "’"]))
def test_groups_of_three_digits_are_one_number(number, mark):
    assert number_of(f"{number:,}".replace(",", mark)) == number


MIXED = [("万", "千"), ("亿", "万"), ("万", "百"), ("亿", "千")]


@given(st.integers(1, 9999), st.integers(1, 9), st.sampled_from(MIXED))
def test_digits_and_characters_mix(first, second, scales):
    values = {"百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
    upper, lower = scales
    assert number_of(f"{first}{upper}{second}{lower}") == first * values[upper] + second * values[lower]


@given(st.decimals(0, 999_999, places=2), st.sampled_from([("", 1), ("万", 10**4), ("亿", 10**8), ("万亿", 10**12)]))
def test_decimals_have_scales(number, scale):
    assert number_of(f"{number}{scale[0]}") == number * scale[1]
    assert number_of(f"-{number}{scale[0]}") == -number * scale[1]


@given(st.text("零一二两三四五六七八九十百千万亿点廿12.,-负 ", max_size=12))
def test_any_text_is_a_number_or_is_refused(written):
    try:
        value = number_of(written)
    except ValueError:
        return
    assert value.is_finite()
    assert str(value).count("E") == 0


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("三百二十五", "325"), ("两百", "200"), ("一万二千", "12000"), ("廿三", "23"), ("百", "100"), ("两", "2"),
        ("1.2万", "12000"), ("十", "10"), ("十二", "12"), ("一百零五", "105"), ("一百一十", "110"),
        ("一千零五十", "1050"),
        ("二十万", "200000"), ("十万", "100000"), ("三亿五千万", "350000000"), ("一万亿", "1000000000000"),
        ("一百五", "150"), ("三千六", "3600"), ("一万二", "12000"), ("3万5", "35000"), ("一万零二", "10002"),
        ("十二点五", "12.5"), ("零点三", "0.3"), ("三点二万", "32000"), ("12.5", "12.5"), ("１２，３４５", "12345"),
        ("二〇一三", "2013"), ("二○一四", "2014"), ("二零一二", "2012"), ("一九九八", "1998"), ("八〇", "80"),
        ("13万2千", "132000"), ("1万3千5百", "13500"), ("3亿5000万", "350000000"), ("2亿零3百", "200000300"),
        ("12 345", "12345"), ("1'234'567", "1234567"), ("10多万", "100000"),
        ("3万余", "30000"), ("30000余", "30000"),
        ("-1.2", "-1.2"), ("−45", "-45"), ("负5", "-5"), ("负十二", "-12"), ("▲5", "-5"), ("+3", "3"),
        ("壹仟贰佰叁拾肆", "1234"), ("三萬", "30000"), ("兩億", "200000000"), ("1.5千", "1500"),
        ("千", "1000"), ("万", "10000"),
    ],
)  # fmt: skip
def test_numbers_as_reports_write_them(written, value):
    assert str(number_of(written)) == value


@pytest.mark.parametrize(
    "written",
    ["", "年报", "两三", "七八", "三五", "一二三", "几百", "12件", "十百", "百千", "一万万万", "三点", "-", "点五"],
)
def test_what_is_no_exact_number_is_refused(written):
    with pytest.raises(ValueError, match=f"^{re.escape(written)}$"):
        number_of(written)


def test_a_value_is_exact():
    assert number_of("126.0582万亿") == Decimal(126058200000000)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        *(("万", 10**4), ("亿", 10**8), ("万亿", 10**12), ("一万亿", 10**12), ("一万零一亿", 10001 * 10**8)),
        *(("三万二千亿", 32000 * 10**8), ("一亿二千万", 120_000_000), ("一亿零二万", 100_020_000), ("十万", 10**5)),
        *(("一亿亿", None), ("一万万", None), ("一亿万", None), ("万万", None), ("亿亿", None), ("一万五万", None)),
        *(
            ("一亿三亿", None),
            ("一亿二万三亿", None),
            ("一百百", None),
            ("一十百", None),
            ("一二", None),
            ("三点", None),
        ),
        *(
            ("三点五", Decimal("3.5")),
            ("三点一四", Decimal("3.14")),
            ("三点一点四", None),
            ("十二点五", Decimal("12.5")),
        ),
        *(
            ("一百零五", 105),
            ("一百一十", 110),
            ("零", 0),
            ("二十", 20),
            ("廿", 20),
            ("廿五", 25),
            ("两千", 2000),
            ("一百零十五", 115),
        ),
    ],
)
def test_scales_go_down_and_nothing_else_is_a_number(written, value):
    if value is None:
        with pytest.raises(ValueError, match=written):
            number_of(written)
    else:
        assert number_of(written) == value
