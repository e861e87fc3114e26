"""No regular expression of the package costs more than linear time on its worst cases."""

import re._constants
import re._parser

import pytest

from tests.hostile.patterns import collect, slow_case


def test_no_expression_costs_more_than_linear_time():
    patterns = collect()
    assert len(patterns) > 100
    slow = {each.name: slow_case(each.pattern, each.flags, each.methods) for each in patterns}
    assert {name: case for name, case in slow.items() if case} == {}


@pytest.mark.parametrize("pattern", [r"(a+)+$", r"(?:甲|乙丙)+\s*$", r"[^。]+。", r"\d+(?:-\d+)+x", r"(.*)=(.*)\n\n"])
def test_expressions_that_are_known_to_be_slow_are_found(pattern):
    assert slow_case(pattern, 0, frozenset())


@pytest.mark.parametrize("pattern", [r"\d+", r"[一二三]{1,3}、", r"(?:甲|乙)+丙?", r"\s", r"(?<!\d)\d++(?!x)"])
def test_linear_expressions_are_not_blamed(pattern):
    assert slow_case(pattern, 0, frozenset()) == ""


ONE_CHARACTER = tuple([getattr(re._constants, name)] for name in ("IN", "LITERAL", "NOT_LITERAL", "ANY", "CATEGORY"))


def possessive_groups(parsed: re._parser.SubPattern) -> int:
    """Number of possessive repeats of anything longer than one character or character class."""
    found = 0
    for operator, value in parsed:
        if operator is re._constants.POSSESSIVE_REPEAT:
            found += [each for each, _ in value[2]] not in ONE_CHARACTER
        found += sum(map(possessive_groups, _parts(value)))
    return found


def _parts(value: object) -> list[re._parser.SubPattern]:
    if isinstance(value, re._parser.SubPattern):
        return [value]
    return [part for each in value for part in _parts(each)] if isinstance(value, tuple | list) else []


def test_no_group_is_repeated_possessively():
    """Python 3.11.0 to 3.11.4 match such repeats wrongly (CPython issue 106052): an atomic group means the same."""
    assert possessive_groups(re._parser.parse("(?:ab|a)++b")) == 1
    assert possessive_groups(re._parser.parse("(?>(?:ab|a)+)[ab]++b")) == 0
    assert {each.name for each in collect() if possessive_groups(re._parser.parse(each.pattern, each.flags))} == set()
