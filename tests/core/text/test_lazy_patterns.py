"""Expressions that are compiled when they are first used: the same answers, and one compilation."""

import re

import pytest

from zjviewer.core.text import lazy_patterns
from zjviewer.core.text.lazy_patterns import lazy_pattern

TEXT = "公开 12 件，Abc 3 件"


@pytest.mark.parametrize("pattern", [r"\d+", r"(?P<number>\d+) 件", "abc", "无"])
@pytest.mark.parametrize("flags", [0, re.I])
@pytest.mark.parametrize("method", ["search", "match", "fullmatch", "findall", "split"])
def test_a_lazy_expression_answers_as_a_compiled_one(pattern, flags, method):
    lazy, compiled = lazy_pattern(pattern, flags), re.compile(pattern, flags)
    for _ in range(2):
        mine, theirs = getattr(lazy, method)(TEXT), getattr(compiled, method)(TEXT)
        if isinstance(theirs, re.Match):
            mine, theirs = (mine.span(), mine.groupdict()), (theirs.span(), theirs.groupdict())
        assert mine == theirs
    assert lazy.sub("x", TEXT) == compiled.sub("x", TEXT)
    assert (lazy.pattern, lazy.flags, lazy.groupindex) == (compiled.pattern, compiled.flags, compiled.groupindex)


def test_an_expression_is_compiled_once_and_only_when_used(monkeypatch):
    compiled = []

    def compile_and_count(*arguments):
        compiled.append(arguments)
        return re.compile(*arguments)

    monkeypatch.setattr(lazy_patterns, "re", type("Module", (), {"compile": staticmethod(compile_and_count)}))
    lazy = lazy_pattern(r"\d+")
    assert lazy.pattern == r"\d+"
    assert compiled == []
    assert lazy.search(TEXT)[0] == "12"
    assert lazy.sub("0", TEXT) == "公开 0 件，Abc 0 件"
    assert lazy.findall(TEXT) == ["12", "3"]
    assert len(compiled) == 1


def test_an_invalid_expression_raises_when_it_is_used():
    with pytest.raises(re.error):
        lazy_pattern("(").search("")
