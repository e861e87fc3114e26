"""No regular expression of the package costs more than linear time on its worst cases."""

import json
import queue
import re._constants
import re._parser
import subprocess
import sys
import threading
from collections.abc import Sequence

from tests.hostile.patterns import Pattern, collect, slow_case

PATIENCE = 12.0
"""Seconds for all cases of one expression, after which its process is ended."""


def slow_patterns(patterns: Sequence[Pattern]) -> dict[str, str]:
    """Name and worst case of each expression that is not linear."""
    slow: dict[str, str] = {}
    left = list(patterns)
    while left:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.hostile.patterns"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        answers: queue.Queue[str] = queue.Queue()
        reader = threading.Thread(target=lambda process=process, answers=answers: [*map(answers.put, process.stdout)])
        reader.start()
        lines = [json.dumps([each.name, each.pattern, each.flags, sorted(each.methods)]) for each in left]
        writer = threading.Thread(target=_write, args=(process, lines))
        writer.start()
        while left:
            try:
                name, seconds, case = json.loads(answers.get(timeout=PATIENCE))
            except queue.Empty:
                slow[left.pop(0).name] = "takes too long"
                break
            left.pop(0)
            if seconds:
                slow[name] = case
        process.kill()
        process.wait()
        reader.join()
        writer.join()
        process.stdout.close()
    return slow


def _write(process: subprocess.Popen, lines: list[str]) -> None:
    try:
        with process.stdin as pipe:
            pipe.write("\n".join(lines) + "\n")
    except OSError:
        return


def test_no_expression_costs_more_than_linear_time():
    patterns = collect()
    assert len(patterns) > 100
    assert slow_patterns(patterns) == {}


def test_expressions_that_are_known_to_be_slow_are_found():
    for pattern in (r"(a+)+$", r"(?:甲|乙丙)+\s*$"):
        assert slow_patterns([Pattern("x", pattern, 0, frozenset())])


def test_linear_expressions_are_not_blamed():
    for pattern in (r"\d+", r"[一二三]{1,3}、", r"(?:甲|乙)+丙?", r"\s"):
        assert slow_case(pattern, 0, frozenset()) == (0, "")


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
