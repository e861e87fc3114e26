"""Formulas of DOCX as text."""

import pytest
from lxml import etree

from zjviewer.readers.docx.formulas import formula_text


def run(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        (f"<m:f><m:num>{run('836')}</m:num><m:den>{run('100')}</m:den></m:f>", "836/100"),
        (f"<m:f><m:num>{run('a+1')}</m:num><m:den>{run('总数')}</m:den></m:f>", "(a+1)/总数"),
        (f"<m:sSup><m:e>{run('10')}</m:e><m:sup>{run('4')}</m:sup></m:sSup>", "10⁴"),
        (f"<m:sSup><m:e>{run('x')}</m:e><m:sup>{run('k')}</m:sup></m:sSup>", "x^(k)"),
        (f"<m:sSub><m:e>{run('x')}</m:e><m:sub>{run('1')}</m:sub></m:sSub>", "x1"),
        (f"<m:rad><m:deg/><m:e>{run('9')}</m:e></m:rad>", "√9"),
        (f"<m:d><m:e>{run('3+5')}</m:e></m:d>{run('×2')}", "(3+5)×2"),
        (f"{run('y=')}<m:f><m:num>{run('1')}</m:num><m:den>{run('3')}</m:den></m:f>{run('x')}", "y=1/3x"),
    ],
)
def test_numbers_of_a_formula_never_fuse(markup, text):
    assert formula_text(etree.fromstring(f'<m:oMath xmlns:m="m">{markup}</m:oMath>')) == text


def test_a_formula_of_any_depth_is_read():
    markup = "<m:d>" * 200 + run("1") + "</m:d>" * 200
    assert isinstance(formula_text(etree.fromstring(f'<m:oMath xmlns:m="m">{markup}</m:oMath>')), str)
