"""The text right before the end of an element, which decides whether what follows is an exponent."""

import pytest
from lxml import html

from zjviewer.readers.html.visibility import _last_text


@pytest.mark.parametrize(
    ("inside", "last"),
    [
        *(("78m", "78m"), ("78<b>m</b>", "m"), ("<b>78</b>m", "m"), ("<b>78<i>m</i></b> ", "m"), ("", "")),
        *(("78<b></b>", ""), ("甲<b>乙</b>丙<i>丁</i>戊", "戊"), ("<b>1<i>2</i>3</b>", "3")),
    ],
)
def test_the_last_text_stands_at_the_end(inside, last):
    assert _last_text(html.fragment_fromstring(f"<p>{inside}</p>")) == last
