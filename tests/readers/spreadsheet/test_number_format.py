"""Values of cells as a spreadsheet shows them."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zjviewer.readers.spreadsheet.number_format import shown_value


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        *((0.075, "0.0%", "7.5%"), (0.075, "0%", "8%"), (1, "0.00%", "100.00%"), (-0.012, "0.0%", "-1.2%")),
        *((12345.678, "#,##0.00", "12,345.68"), (12345.678, "#,##0", "12,346"), (0, "#,##0", "0")),
        *((1234567, "#,##0,", "1,235"), (0.5, "#.##", ".5"), (0.5, "0.##", "0.5"), (3, "0.##", "3")),
        *((-5, "0;(0)", "(5)"), (-5, "#,##0.0_);(#,##0.0)", "(5.0)"), (0, '0;-0;"-"', "-"), (7, '0"件"', "7件")),
        *((7, "[Red]0.0", "7.0"), (7, "0\\ 项", "7 项"), (42, "000", "042"), (1e10, "General", "10000000000")),
        *((0.1 + 0.2, "General", "0.3"), (2.5, "General", "2.5"), (231, "@", "231"), (231.0, "", "231")),
        *((12345, "0.00E+00", "1.23E+4"), (True, "General", "TRUE"), (None, "0", ""), ("文字", "0.00", "文字")),
        *((date(2021, 3, 5), 'yyyy"年"m"月"d"日"', "2021年3月5日"), (date(2021, 3, 5), "yyyy-mm-dd", "2021-03-05")),
        *((datetime(2021, 3, 5, 8, 7), "yyyy/m/d h:mm", "2021/3/5 8:07"), (time(9, 30), "hh:mm", "09:30")),
        *((date(2021, 3, 5), "General", "2021-03-05"), (date(2021, 3, 5), "[$-804]yyyy年m月", "2021年3月")),
        *((float("nan"), "0.0", ""), (Decimal("1.005"), "0.00", "1.01")),
    ],
)
def test_a_value_is_shown_as_its_format_says(value, number_format, shown):
    assert shown_value(value, number_format) == shown


@given(
    st.one_of(st.floats(), st.integers(), st.text(max_size=8)), st.text('#0?.,%;"_*\\[]ymdhsE+-() 年件', max_size=20)
)
def test_no_format_fails(value, number_format):
    assert isinstance(shown_value(value, number_format), str)


@given(st.decimals(-(10**9), 10**9, places=4), st.integers(0, 4))
def test_plain_decimals_keep_their_value(value, places):
    shown = shown_value(value, "#,##0." + "0" * places if places else "#,##0")
    assert abs(Decimal(shown.replace(",", "")) - value) <= Decimal(5).scaleb(-places - 1)


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        *((12.5, '"¥"#,##0.00', "¥12.50"), (-12.5, '"¥"#,##0.00', "-¥12.50"), (12.5, "[$¥-804]#,##0.00", "¥12.50")),
        *((12.5, '"共"0.0"万元"', "共12.5万元"), (1234567.5, '"合计："#,##0.0"元"', "合计：1,234,567.5元")),
        *((1234.5, '_ ¥* #,##0.00_ ;_ ¥* -#,##0.00_ ;_ ¥* "-"??_ ;_ @_ ', "¥1,234.50"),),
        *((-1234.5, '_ ¥* #,##0.00_ ;_ ¥* -#,##0.00_ ;_ ¥* "-"??_ ;_ @_ ', "¥-1,234.50"),),
        *((0, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-"), (-5, "_(* #,##0_);_(* (#,##0)", "(5)")),
        *((23456, '0!.0,"万"', "2.3万"), (123456, '0!.0,"万"', "12.3万"), (1234567, "0.0,", "1234.6")),
        *((123456, "0\\!.0,\\万", "12.3万"), (5000, "0\\!.0,\\万", "0.5万"), (123456789, "0\\!.00,,\\亿", "1.23亿")),
        *((1234567, '0.0,,"百万"', "1.2百万"), (13800001234, "000-0000-0000", "138-0000-1234")),
    ],
)
def test_text_and_scaling_in_a_format_never_change_the_digits(value, number_format, shown):
    assert shown_value(value, number_format) == shown


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        *((-12, "0;[Red]0", "-12"), (-12, "0.00_ ;[Red]\\-0.00\\ ", "-12.00"), (-12, "0_);[红色](0)", "(12)")),
        *((-12, "0;0", "12"), (0, "0;-0;;@", ""), (5, ";;;", ""), ("甲", ";;;", ""), ("甲", '"类"@', "类甲")),
        *((5, '[=0]"无";0', "5"), (0, '[=0]"无";0', "无"), (-5, '[=0]"无";0', "-5"), (0.5, "# ?/?", "0.5")),
        *((500, '[>=10000]0.0,"千";0', "500"), (50000, '[>=10000]0.0,"千";0', "50.0千")),
        *((5, "[<1]0.0%;[>=100]#,##0;0.00", "5.00"), (5, 'General"件"', "5件"), (5, 'G/通用格式"件"', "5件")),
        *((7, '0";"0', "0;7"), (-7, '"a;b"0', "-a;b7"), (5, "[DBNum1][$-804]General", "5")),
    ],
)
def test_the_part_of_a_format_is_the_one_that_applies(value, number_format, shown):
    assert shown_value(value, number_format) == shown


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        *((datetime(2021, 3, 5, 14, 30), "h:mm AM/PM", "2:30 PM"), (datetime(2021, 3, 5), "d-mmm-yy", "5-Mar-21")),
        *((datetime(2021, 3, 5, 0, 5), "上午/下午h时mm分", "上午12时05分"), (date(2021, 3, 5), "aaaa", "星期五")),
        *((date(2021, 3, 5), '[DBNum1][$-804]yyyy"年"m"月"d"日";@', "2021年3月5日"),),
        *((timedelta(hours=30), "[h]:mm", "30:00"), (timedelta(minutes=-5), "[h]:mm:ss", "-0:05:00")),
    ],
)
def test_a_time_is_shown_as_its_format_says(value, number_format, shown):
    assert shown_value(value, number_format) == shown


@given(st.decimals(-(10**9), 10**9, places=2), st.sampled_from(['"¥"', "\\约", '"第1组 "', "_ ", "* ", "[$€-407]"]))
def test_text_before_the_digits_keeps_them(value, before):
    plain = shown_value(value, "#,##0.00").removeprefix("-")
    assert shown_value(value, f"{before}#,##0.00").endswith(plain)


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [(44260, "aaaa", "星期五"), (44260.75, "aaa", "五"), (44260, "[$-804]aaaa;@", "星期五")],
)
def test_a_serial_number_with_a_format_of_weekdays_is_a_weekday(value, number_format, shown):
    assert shown_value(value, number_format) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        *(("123456789012.5", "123456789013"), ("1234567890.25", "1234567890"), ("123456789.125", "123456789.1")),
        *(("0.123456789012", "0.123456789"), ("1.23456789012", "1.23456789"), ("12.3456789012", "12.3456789")),
        *(("99999.999999999", "100000"), ("-0.1234567891234", "-0.123456789"), ("123456789012345", "123456789012345")),
        *(("1.5", "1.5"), ("1.50", "1.5"), ("100", "100"), ("0", "0")),
    ],
)
def test_without_a_format_a_number_has_at_most_eleven_places_with_its_point(value, shown):
    assert shown_value(Decimal(value), "General") == shown
