"""Limits of TOML files of unknown origin, and their parts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.effort import processor_seconds
from zjviewer.storage.toml_files import LONGEST, parse_toml, split_tables

HOSTILE = {
    "dotted": ".".join("a" * 50_000) + "=1",
    "dotted with spaces": " . ".join("a" * 50_000) + "=1",
    "dotted and quoted": ".".join(['"a"'] * 50_000) + "=1",
    "dotted header": "[" + ".".join("a" * 50_000) + "]",
    "infinite": "year = inf",
    "minus infinite": "a = [{ b = -inf }]",
    "no number": "a = nan",
    "too large": "a = 9007199254740993",
    "many digits": "a = " + "9" * 900_000,
    "nested arrays": "a = " + "[" * 5_000 + "]" * 5_000,
    "nested tables": "a = " + "{a = " * 3_000 + "1" + "}" * 3_000,
    "brackets": "[" * 1_000_000,
    "quotes": '"""' * 300_000,
    "strings": 'a="' * 300_000,
    "too long": "#" * (LONGEST + 1),
    "no UTF-8": "\udcff",
}


@pytest.mark.parametrize("name", list(HOSTILE))
def test_what_exceeds_a_limit_is_refused_in_time(name):
    raw = HOSTILE[name].encode("utf-8", "surrogateescape")

    def parse() -> None:
        with pytest.raises(ValueError, match=r"."):
            parse_toml(raw)

    assert processor_seconds(parse) < 3


@pytest.mark.parametrize("text", ["", "a.b.c = 1.5", "a = [[1], [2]]", "a = '''\n[[[[\n'''", 'a = "[[[[[" # [[[[[\n'])
def test_ordinary_values_are_parsed(text):
    parse_toml(text.encode())


def test_a_document_is_the_sum_of_its_parts():
    text = (
        "# head\n\nnote = '''\n[[mark]]\n'''\n\n# of the first\n[[mark]]\ncheck = 'a' # [x]\nmore = [\n[1],\n[2],\n]\n"
        '\n[[mark]]\ncheck = "\\"["\n[newer.table]\nx = 1'
    )
    parts = split_tables(text)
    assert "".join(parts) == text
    assert [part.strip().splitlines()[0] for part in parts] == ["# head", "# of the first", "[[mark]]", "[newer.table]"]


@given(st.text("[]{}#\"'\n\\a=. ", max_size=60))
def test_any_text_is_the_sum_of_its_parts(text):
    assert "".join(split_tables(text)) == text
