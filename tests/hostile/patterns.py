"""Regular expressions of the package, and worst cases for each, derived from its parsed form."""

import ast
import importlib
import pkgutil
import re
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

import zjviewer
from zjviewer.core.text.lazy_patterns import LazyPattern

SIZE = 3_000
"""Characters of the shortest case; others have 4 and 16 times as many."""
SLOW = 0.02
"""Seconds below which the longest case is not slow, whatever its growth."""
LONGEST = 0.5
"""Seconds of the processor after which a case is given up as slow."""
GROWTH = 8.0
"""Ratio of the costs of a case and of one of a quarter of its length: 4 is linear, 16 quadratic. It must be exceeded
twice."""
_METHODS = ("match", "fullmatch", "search", "sub", "subn", "finditer", "findall", "split")
_ANCHORED = {"match", "fullmatch"}
_UNLIMITED = 20
"""Repetitions that are as good as unlimited."""
_CASES = 70


class Case(NamedTuple):
    """A worst case."""

    prefix: str
    body: str
    """Repeated to the wanted length."""
    suffix: str


class Pattern(NamedTuple):
    """One expression and how it is used."""

    name: str
    """`module:VARIABLE`, or `module:LINE`."""
    pattern: str
    flags: int
    methods: frozenset[str]


@cache
def collect() -> list[Pattern]:
    """Expressions in variables of modules, and literal ones in calls, of the whole package."""
    root = Path(zjviewer.__file__).parent
    methods = _methods_by_name(root)
    found: dict[tuple[str, int], Pattern] = {}
    for info in pkgutil.walk_packages([str(root)], "zjviewer."):
        if info.name.endswith(("__main__", "mac_application")):
            continue
        module = importlib.import_module(info.name)
        for name, value in vars(module).items():
            for each in _patterns_in(value):
                if isinstance(each.pattern, str):
                    used = methods.get((info.name[9:] if name.startswith("_") else "", name), frozenset())
                    pattern = Pattern(f"{info.name[9:]}:{name}", each.pattern, each.flags, used)
                    found.setdefault((each.pattern, each.flags), pattern)
    for path in sorted(root.rglob("*.py")):
        for pattern in _literal_calls(path, root):
            found.setdefault((pattern.pattern, pattern.flags), pattern)
    return sorted(found.values())


def _patterns_in(value: Any, depth: int = 0) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, LazyPattern):
        yield re.compile(value.pattern, value._flags)
    elif isinstance(value, re.Pattern):
        yield value
    elif depth < 3 and isinstance(value, dict):
        for each in value.values():
            yield from _patterns_in(each, depth + 1)
    elif depth < 3 and isinstance(value, tuple | list | frozenset):
        for each in value:
            yield from _patterns_in(each, depth + 1)


def _methods_by_name(root: Path) -> dict[tuple[str, str], frozenset[str]]:
    """Methods called on a name, by module and name; by an empty module for names that other modules may import."""
    found: dict[tuple[str, str], set[str]] = {}
    for path in root.rglob("*.py"):
        module = _module_of(path, root)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in _METHODS and isinstance(node.value, ast.Name):
                name = node.value.id
                found.setdefault((module if name.startswith("_") else "", name), set()).add(node.attr)
    return {key: frozenset(methods) for key, methods in found.items()}


def _module_of(path: Path, root: Path) -> str:
    return ".".join(path.relative_to(root).with_suffix("").parts)


def _literal_calls(path: Path, root: Path) -> Iterator[Pattern]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
            continue
        called, first = node.func, node.args[0]
        if not (isinstance(called.value, ast.Name) and called.value.id == "re" and isinstance(first, ast.Constant)):
            continue
        if isinstance(first.value, str) and called.attr in _METHODS:  # compiled ones are in variables
            module = _module_of(path, root)
            used = frozenset({called.attr})
            yield Pattern(f"{module}:{node.lineno}", first.value, re.UNICODE.value, used)


def worst_cases(pattern: str, flags: int) -> list[Case]:
    """Cases for one expression."""
    tree = _parser.parse(pattern, flags)
    seeds: dict[Case, None] = {}
    wholes = list(filter(None, (_sample(tree), _sample(tree, 0))))
    for body in (*wholes, *(each[:-1] for each in wholes), *(lead + each for lead in _leads(tree) for each in wholes)):
        for suffix in ("\x01", "\n\x01"):
            if body:
                seeds.setdefault(Case("", body, suffix))
    for prefix, body in _repeats(tree, ""):
        for suffix in ("\x01", "", "\n"):
            seeds.setdefault(Case(prefix, body, suffix))
        seeds.setdefault(Case("", body, "\x01"))
    characters = dict.fromkeys(_characters(tree))
    for character in list(characters)[:12]:
        seeds.setdefault(Case("", character, "\x01"))
    return list(seeds)[:_CASES]


def _repeats(tree: Any, before: str) -> Iterator[tuple[str, str]]:
    """Text before each repetition, and a text that it repeats; all branches of its body as well."""
    for operator, argument in tree:
        if operator in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            _, most, body = argument
            sample = _sample(body)
            if (most is sre.MAXREPEAT or most > _UNLIMITED) and sample:
                yield before, sample
                for branch in _branches(body):
                    yield before, branch
            yield from _repeats(body, before)
        elif operator is sre.SUBPATTERN:
            yield from _repeats(argument[-1], before)
        elif operator is sre.BRANCH:
            for branch in argument[1]:
                yield from _repeats(branch, before)
        elif operator in (sre.ASSERT, sre.ASSERT_NOT):
            yield from _repeats(argument[1], before)
        elif operator is sre.ATOMIC_GROUP:
            yield from _repeats(argument, before)
        before += _sample([(operator, argument)])


def _leads(tree: Any) -> Iterator[str]:
    """Texts that the looks behind of the expression accept, one for each character of a set."""
    for operator, argument in tree:
        if operator is sre.ASSERT and argument[0] < 0:
            sets = [item for kind, items in argument[1] if kind is sre.IN for item in items]
            yield from (_sample([item]) for item in sets if item[0] is sre.LITERAL)
            yield _sample(argument[1])
        elif operator is sre.SUBPATTERN:
            yield from _leads(argument[-1])
        elif operator is sre.BRANCH:
            for branch in argument[1]:
                yield from _leads(branch)


def _branches(body: Any) -> Iterator[str]:
    for operator, argument in body:
        if operator is sre.BRANCH:
            yield from filter(None, map(_sample, argument[1]))
        elif operator is sre.SUBPATTERN:
            yield from _branches(argument[-1])


def _sample(tree: Any, least: int = 1) -> str:
    """A short text that matches, or nearly: assertions are ignored. `least`: how often an optional part is repeated."""
    parts: list[str] = []
    for operator, argument in tree:
        if operator is sre.LITERAL:
            parts.append(chr(argument))
        elif operator is sre.NOT_LITERAL:
            parts.append("甲" if argument != ord("甲") else "乙")
        elif operator is sre.ANY:
            parts.append("甲")
        elif operator is sre.IN:
            parts.append(_member(argument))
        elif operator in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            parts.append(_sample(argument[2], least) * min(max(argument[0], least if argument[1] else 0), 5))
        elif operator is sre.SUBPATTERN:
            parts.append(_sample(argument[-1], least))
        elif operator is sre.BRANCH:
            parts.append(_sample(argument[1][0], least))
        elif operator is sre.ATOMIC_GROUP:
            parts.append(_sample(argument, least))
    return "".join(parts)


def _member(items: Any) -> str:
    """A character of a set."""
    if items[0][0] is sre.NEGATE:
        matcher = items[1:]
        for candidate in "甲a1 ，x":
            if not any(_is_member(candidate, item) for item in matcher):
                return candidate
        return "\x02"
    operator, argument = items[0]
    if operator is sre.LITERAL:
        return chr(argument)
    if operator is sre.RANGE:
        return chr(argument[0])
    return {sre.CATEGORY_DIGIT: "1", sre.CATEGORY_SPACE: " "}.get(argument, "甲")


def _is_member(character: str, item: Any) -> bool:
    operator, argument = item
    if operator is sre.LITERAL:
        return ord(character) == argument
    if operator is sre.RANGE:
        return bool(argument[0] <= ord(character) <= argument[1])
    return {
        sre.CATEGORY_DIGIT: character.isdigit(),
        sre.CATEGORY_SPACE: character.isspace(),
        sre.CATEGORY_WORD: character.isalnum(),
        sre.CATEGORY_NOT_SPACE: not character.isspace(),
    }.get(argument, True)


def _characters(tree: Any) -> Iterator[str]:
    for operator, argument in tree:
        if operator in (sre.LITERAL, sre.IN, sre.ANY):
            yield _sample([(operator, argument)])
        elif operator in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            yield from _characters(argument[2])
        elif operator is sre.SUBPATTERN:
            yield from _characters(argument[-1])
        elif operator is sre.BRANCH:
            for branch in argument[1]:
                yield from _characters(branch)


class TooSlow(Exception):
    """A case costs more than `LONGEST`."""


@contextmanager
def _limited() -> Iterator[None]:
    """Raise TooSlow after `LONGEST` seconds of the processor; matching looks for signals. No limit on Windows."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def end(*_: object) -> None:
        raise TooSlow

    before = signal.signal(signal.SIGPROF, end)
    signal.setitimer(signal.ITIMER_PROF, LONGEST)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def seconds_of(compiled: re.Pattern[str], anchored: bool, case: Case, size: int) -> float:
    """Cost of a case of about `size` characters, in seconds of the processor. Raises TooSlow."""
    text = case.prefix + case.body * (size // len(case.body)) + case.suffix
    with _limited():
        start = time.process_time()
        if anchored:
            compiled.match(text)
            compiled.fullmatch(text)
        else:
            for _ in compiled.finditer(text):
                pass
        return time.process_time() - start


def slow_case(pattern: str, flags: int, methods: frozenset[str]) -> str:
    """The first case whose cost grows faster than its length; empty for none."""
    compiled = re.compile(pattern, flags)
    anchored = bool(methods) and methods <= _ANCHORED
    for seed in worst_cases(pattern, flags):
        try:
            if seconds_of(compiled, anchored, seed, 4 * SIZE) < SLOW:
                continue
            short, middle, long = (
                min(seconds_of(compiled, anchored, seed, size) for _ in range(2))
                for size in (SIZE, 4 * SIZE, 16 * SIZE)
            )
            if middle > GROWTH * short and long > GROWTH * middle:
                return repr(seed)
        except TooSlow:
            return repr(seed)
    return ""
