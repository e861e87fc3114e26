"""Values of cells as a spreadsheet shows them."""

from datetime import date, datetime, time
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
