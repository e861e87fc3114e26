"""Text of a table cell: what stands before, in and behind elements and comments."""

import pytest
from lxml import html

from zjviewer.readers.html.tables import text_of


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        *(("甲<b>乙</b>丙", "甲乙丙"), ("甲<!-- 注 -->乙", "甲乙"), ("甲<script>x()</script>乙", "甲乙")),
        *(("甲<style>p{}</style>乙<i>丙</i>", "甲乙丙"), ("<b>甲<i>乙</i>丙</b>丁", "甲乙丙丁"), ("", "")),
        *(("<span><b>1</b>2</span>3", "123"), ("<span>1<b>2</b></span>,<i>345</i>件", "12,345件")),
        *(("甲\n 乙", "甲乙"), ("a\n b", "a b"), (" \u3000甲 ", "甲"), ("甲 乙", "甲 乙")),
    ],
)
def test_nothing_is_lost_around_elements(cell, text):
    assert text_of(html.fragment_fromstring(f"<td>{cell}</td>")) == text


@pytest.mark.parametrize("element", ["<br>", "<p></p>", "<div></div>"])
def test_a_break_between_latin_words_is_a_space(element):
    assert text_of(html.fragment_fromstring(f"<td>a{element}c</td>")) == "a c"
