"""Mutation run: the share of small harmful changes to the code that the tests of its package notice.

    python benchmarks/mutation.py [--count 150] [--seed 1] [--minutes 20] [PACKAGE ...]
    python benchmarks/mutation.py --survivors

A sample of mutants is drawn from all packages (`core`, `checks`, `readers`, `gui/state`), or from those that are named,
such as `core/search`. Each is written into a copy of the project, in which the tests of the changed lines run until
the first failure; one that makes them run much too long counts as noticed, too. The result is written to `mutation.md`
beside this file after every mutant, so that a run may be ended; reasons that stand there for survivors stay. The second
form tries those survivors again, with all tests of their packages. Needs `pip install coverage`, and a system that can
fork.
"""

import argparse
import ast
import copy
import hashlib
import importlib
import os
import random
import re
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from mutation_map import TestMap, collect

ROOT = Path(__file__).resolve().parents[1]
RESULT = Path(__file__).with_suffix(".md")
PACKAGES = ("core", "checks", "readers", "gui/state")
COPIED = ("zjviewer", "tests", "resources", "data", "benchmarks", "main.py", "pyproject.toml", "README.md", "docs")

OPPOSITES: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.Break: ast.Continue,
    ast.Continue: ast.Break,
}
NAMES = {"min": "max", "max": "min", "any": "all", "all": "any", "startswith": "endswith", "endswith": "startswith"}
NO_BEHAVIOUR = {"lru_cache", "cache", "dataclass", "TypeVar", "NewType", "cast"}
"""Calls whose arguments change nothing that a test could see."""


@dataclass(frozen=True)
class Mutant:
    """One change: the file below `zjviewer`, the function, and the node of its tree with what stands there instead."""

    path: str
    place: str
    lines: range | None
    """Changed lines; None where they run once for all, while the module is imported."""
    tree: ast.Module
    before: ast.AST
    after: ast.AST

    @property
    def key(self) -> str:
        """The same as long as the code around the change is."""
        return f"{self.path} {self.place}: `{_short(self.before)}` → `{_short(self.after)}`"

    @property
    def source(self) -> str:
        """The whole module with the change."""
        return ast.unparse(ast.fix_missing_locations(_replaced(self.tree, self.before, self.after)))


def mutants_of(path: Path) -> Iterator[Mutant]:
    """Every mutant of a module, one change each."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    name = path.relative_to(ROOT / "zjviewer").as_posix()
    for place, inside, node in _nodes(tree, "module", False):
        for before, after in _changes(node):
            stands = before.ifs[0] if isinstance(before, ast.comprehension) else before
            lines = range(stands.lineno, stands.end_lineno + 1) if inside else None
            yield Mutant(name, place, lines, tree, before, after)


def _nodes(node: ast.AST, place: str, inside: bool) -> Iterator[tuple[str, bool, ast.AST]]:
    """Nodes that may be changed, with the name of the function, and whether they stand in the body of one."""
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "type_params", "format_spec"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if not isinstance(child, ast.AST) or _is_docstring(child) or isinstance(child, ast.Assert):
                continue
            if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.dump(child.test):
                continue
            if isinstance(child, ast.Call) and _called(child) in NO_BEHAVIOUR:
                continue
            if getattr(child, "name", "") == "__repr__" or getattr(child, "arg", "") == "strict":
                continue
            inner = child.name if isinstance(child, ast.FunctionDef | ast.ClassDef) else ""
            below = f"{place}.{inner}".removeprefix("module.") if inner else place
            runs = isinstance(node, ast.FunctionDef | ast.Lambda) and name == "body"
            yield below, inside or runs, child
            yield from _nodes(child, below, inside or runs)


def _is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _called(node: ast.Call) -> str:
    return getattr(node.func, "id", getattr(node.func, "attr", ""))


def _changes(node: ast.AST) -> Iterator[tuple[ast.AST, ast.AST]]:
    """A node of the tree and what stands in its place instead."""
    match node:
        case ast.Compare(ops=[op, *_]) if type(op) in OPPOSITES:
            yield node, _with(node, ops=[OPPOSITES[type(op)](), *node.ops[1:]])
        case ast.BoolOp(op=op, values=values):
            yield node, _with(node, op=OPPOSITES[type(op)]())
            for dropped in range(len(values)):
                rest = values[:dropped] + values[dropped + 1 :]
                yield node, rest[0] if len(rest) == 1 else _with(node, values=rest)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield node, operand
        case ast.BinOp(op=op) if type(op) in OPPOSITES and not isinstance(node.left, ast.Constant | ast.JoinedStr):
            yield node, _with(node, op=OPPOSITES[type(op)]())
        case ast.Constant(value=bool() as value):
            yield node, ast.Constant(not value)
        case ast.Constant(value=int() as value):
            yield node, ast.Constant(value + 1)
        case ast.Constant(value=float() as value):
            yield node, ast.Constant(value * 1.5 + 0.01)
        case ast.Name(id=name, ctx=ast.Load()) if name in NAMES:
            yield node, ast.Name(NAMES[name], ast.Load())
        case ast.Attribute(attr=name, ctx=ast.Load()) if name in NAMES:
            yield node, _with(node, attr=NAMES[name])
        case ast.Expr(value=ast.Call()):
            yield node, ast.Pass()
        case ast.If(test=test) | ast.IfExp(test=test):
            yield test, ast.Constant(True)
            yield test, ast.Constant(False)
        case ast.comprehension(ifs=[first, *_]):
            yield first, ast.Constant(True)
        case ast.Return(value=ast.expr() as value) if not isinstance(value, ast.Constant):
            yield value, ast.Constant(None)
        case ast.Break() | ast.Continue():
            yield node, OPPOSITES[type(node)]()
        case ast.Raise(exc=ast.expr()):
            yield node, ast.Pass()


def _with(node: ast.AST, **fields: object) -> ast.AST:
    changed = copy.copy(node)
    for name, value in fields.items():
        setattr(changed, name, value)
    return changed


def _replaced(tree: ast.Module, before: ast.AST, after: ast.AST) -> ast.Module:
    class Replace(ast.NodeTransformer):
        def visit(self, node: ast.AST) -> ast.AST:
            return after if node is before else super().visit(node)

    memo = {id(before): before, id(after): after}  # these two stay the same objects in the copy
    return Replace().visit(copy.deepcopy(tree, memo))


def _short(node: ast.AST) -> str:
    text = " ".join(ast.unparse(node).split()).replace("|", "¦").replace("`", "´")
    return text if len(text) <= 90 else text[:87] + "…"


TESTS = ("core", "checks", "readers", "labels", "pipeline", "comparison", "library", "gui")
PAPERS = ("test_collection.py", "test_sample.py")
"""Tests below `tests` that are tried: without those of whole processes, which no map shows."""
SECONDS = 40
"""Of tests that run a changed line, those that take longest are left out above this sum."""
PRELOADED = ("lxml.html", "openpyxl", "pandas", "pyqtgraph", "docx", "pypdfium2", "PySide6.QtWidgets", "PySide6.QtTest")


def _parts(tests: Path) -> dict[str, list[Path]]:
    """Files of tests, in parts that are collected together."""
    parts: dict[str, list[Path]] = {}
    for path in sorted(tests.rglob("test_*.py")):
        folders = path.relative_to(tests).parent.parts[:2]
        if (folders[:1] and folders[0] in TESTS) or (not folders and path.name in PAPERS):
            parts.setdefault("-".join(folders) or "papers", []).append(path)
    return parts


def _package_of(path: str) -> str:
    """Folder of the tests that mirror the package of a module."""
    package = Path("tests") / Path(path).parent
    while not (ROOT / package).is_dir():
        package = package.parent
    return package.as_posix()


class Chosen:
    """Plugin of pytest that runs some tests in a given order, or all of a folder, and writes down the first failure."""

    def __init__(self, names: Sequence[str], told: Path) -> None:
        self._order = {name: number for number, name in enumerate(names)}
        self._told = told

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Keep the order of the list."""
        if any("::" in name for name in self._order):
            kept = [item for item in items if item.nodeid in self._order]
            items[:] = sorted(kept, key=lambda item: self._order[item.nodeid])

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """A failure in any phase."""
        if report.failed:
            self._told.write_text(report.nodeid, encoding="utf-8")


class Workshop:
    """A copy of the project in which one module at a time is changed, with the map of its tests. A folder that
    has a copy keeps the parts of its map whose code and tests are the same."""

    def __init__(self, folder: Path) -> None:
        self.root = folder
        self._times = 0
        self._steady: dict[str, bool] = {}
        for name in COPIED:
            source = ROOT / name
            if source.is_dir():
                ignored = shutil.ignore_patterns("__pycache__")
                shutil.copytree(source, folder / name, ignore=ignored, dirs_exist_ok=True)
            else:
                shutil.copy(source, folder / name)
        self.map = TestMap(folder)

    def collect(self) -> None:
        """Run the tests that are not on the map yet, and remember which lines each of them runs."""
        code = [path for package in PACKAGES for path in sorted((self.root / "zjviewer" / package).rglob("*.py"))]
        for name, tests in sorted(_parts(self.root / "tests").items()):
            content = b"".join(path.read_bytes() for path in (*code, *tests))
            stored = self.root / "map" / f"{name}.{hashlib.sha1(content).hexdigest()[:12]}"
            if not Path(f"{stored}.json").exists():
                for old in stored.parent.glob(f"{name}.*"):
                    old.unlink()
                print(f"map of {name}", flush=True)
                names = [path.relative_to(self.root).as_posix() for path in tests]
                self._fork(lambda names=names, stored=stored: collect(self.root, PACKAGES, names, stored), 3600)
        self.map = TestMap(self.root)

    def notices(self, mutant: Mutant) -> bool:
        """Whether a test fails, or the tests do not end, with this mutant."""
        for tests in self._tests_of(mutant) if self.map.tests else [[_package_of(mutant.path)]]:
            while (failed := self._failed(tests, mutant)) and not self._is_steady(failed):
                tests = [test for test in tests if test != failed]
            if failed:
                print(f"{mutant.key}: {failed}", flush=True)
                return True
        return False

    def _tests_of(self, mutant: Mutant) -> Iterator[list[str]]:
        """Tests of the changed lines: first those of its package, then others; the quick ones first."""
        mirror = str(Path("tests") / Path(mutant.path).with_name(f"test_{Path(mutant.path).name}"))
        package = str(Path(mirror).parent) + "/"
        tests = self.map.of_lines(mutant.path, mutant.lines)
        tests |= {test for test in self.map.tests if test.startswith(mirror)}  # also what it runs in other processes
        near, far, seconds = [], [], 0.0
        for test in sorted(tests, key=lambda name: (not name.startswith(package), self.map.tests[name][0])):
            seconds += self.map.tests[test][0]
            if seconds < SECONDS or not near + far:
                (near if test.startswith(package) else far).append(test)
        for group in (near, far):
            group.sort(key=lambda test: (not test.startswith(mirror), test.partition("::")[0]))  # a file at a time
            if group:
                yield group

    def _is_steady(self, test: str) -> bool:
        """Whether a test passes alone, without any change. A failure while collecting has no name, and counts."""
        if "::" not in test:
            return True
        if test not in self._steady:
            self._steady[test] = not self._failed([test], None)
        return self._steady[test]

    def _failed(self, tests: list[str], mutant: Mutant | None) -> str:
        """Name of the test that fails, or what happened instead; empty where all tests pass."""
        told = self.root / "failed"
        told.unlink(missing_ok=True)
        files = list(dict.fromkeys(test.partition("::")[0] for test in tests))
        options = ("-x", "-q", "--seed", "0", "-p", "no:cacheprovider", "--tb=no", f"--rootdir={self.root}")
        seconds = 4 * sum(self.map.tests.get(test, (100,))[0] for test in tests) + 30
        target = self.root / "zjviewer" / (mutant.path if mutant else "version.py")
        original, times = target.read_bytes(), target.stat().st_mtime
        try:
            if mutant:
                target.write_text(mutant.source, encoding="utf-8")
                self._times += 1
                os.utime(target, (self._times, self._times))  # a time of its own: no compiled file is stale
            code = self._fork(lambda: pytest.main([*options, *files], plugins=[Chosen(tests, told)]), seconds)
        finally:
            target.write_bytes(original)
            os.utime(target, (times, times))
        if told.exists():
            return told.read_text(encoding="utf-8")
        return "" if code in (0, 5) else f"ended with {code}"

    def _fork(self, run: Callable[[], int], seconds: float) -> int:
        """Exit code of a function in a process of its own, where the project is the copy. It ends with a signal when it
        has worked for too long; ten times as long may pass, since others work, too."""
        child = os.fork()
        if not child:
            os.setsid()
            resource.setrlimit(resource.RLIMIT_AS, (8 << 30, 8 << 30))
            resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds) + 5))
            output = os.open(self.root / "output", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            os.dup2(output, 1)
            os.dup2(output, 2)
            os.chdir(self.root)
            sys.path.insert(0, str(self.root))
            os.environ.update(PYTHONPATH=str(self.root), QT_QPA_PLATFORM="offscreen")
            os.environ.setdefault("ZJVIEWER_REPORTS", str(ROOT.parent / "shared" / "reports"))
            try:
                os._exit(int(run()))
            finally:
                os._exit(70)
        end = time.monotonic() + 10 * seconds
        while time.monotonic() < end:
            ended, status = os.waitpid(child, os.WNOHANG)
            if ended:
                return os.waitstatus_to_exitcode(status)
            time.sleep(0.02)
        os.killpg(child, 9)
        os.waitpid(child, 0)
        return -9


@dataclass
class Result:
    """The last run, as `mutation.md` states it."""

    command: str = ""
    votes: dict[str, list[int]] = field(default_factory=dict)
    """Mutants and noticed ones of each package."""
    survivors: dict[str, str] = field(default_factory=dict)
    """Reasons, perhaps empty, by the keys of mutants."""

    @classmethod
    def read(cls) -> "Result":
        """Empty before the first run."""
        result = cls()
        for line in RESULT.read_text(encoding="utf-8").splitlines() if RESULT.exists() else []:
            if match := re.fullmatch(r"`(python .+)`: .+", line):
                result.command = match[1]
            elif match := re.fullmatch(r"\| (\S+) \| (\d+) \| (\d+) \|", line):
                result.votes[match[1]] = [int(match[2]), int(match[3])]
            elif match := re.fullmatch(r"\| (\S+\.py .+) \| (.*) \|", line):
                result.survivors[match[1]] = match[2].strip()
        return result

    def add(self, mutant: Mutant, noticed: bool, reasons: dict[str, str]) -> None:
        """Count one mutant."""
        votes = self.votes.setdefault(str(Path(mutant.path).parent), [0, 0])
        votes[0] += 1
        votes[1] += noticed
        if not noticed:
            self.survivors[mutant.key] = reasons.get(mutant.key, "")

    def notice(self, mutant: Mutant) -> None:
        """A survivor of the last run is noticed now."""
        self.votes[str(Path(mutant.path).parent)][1] += 1
        del self.survivors[mutant.key]

    def write(self) -> None:
        """Replace the written result."""
        count, noticed = (sum(votes[at] for votes in self.votes.values()) for at in (0, 1))
        equivalent = sum(reason.startswith("equivalent") for reason in self.survivors.values())
        share = f"{100 * noticed / max(1, count - equivalent):.0f} %"
        lines = [
            "# Mutation run",
            "",
            f"`{self.command}`: {noticed} of {count} mutants noticed, {share} without {equivalent} equivalent.",
            "",
            "| package | mutants | noticed |",
            "|---|---|---|",
            *(f"| {name} | {votes[0]} | {votes[1]} |" for name, votes in sorted(self.votes.items())),
            "",
            "Survivors; a reason that begins with “equivalent” means that the change changes nothing.",
            "",
            "| change | reason |",
            "|---|---|",
            *(f"| {key} | {reason} |" for key, reason in sorted(self.survivors.items())),
        ]
        RESULT.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Draw the sample, try it, and write the result."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("packages", nargs="*", default=PACKAGES, metavar="PACKAGE")
    parser.add_argument("--count", type=int, default=150)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("--folder", type=Path, help="keeps the copy and the map of its tests for the next run")
    parser.add_argument("--survivors", action="store_true", help="try the survivors of the last run again")
    options = parser.parse_args()
    packages = PACKAGES if options.survivors else options.packages
    modules = sorted(
        path
        for package in packages
        for path in (ROOT / "zjviewer" / package).rglob("*.py")
        if path.name != "__init__.py"
    )
    every = [mutant for path in modules for mutant in mutants_of(path)]
    last = Result.read()
    if options.survivors:
        result, sample = last, [mutant for mutant in every if mutant.key in last.survivors]
    else:
        command = ["python benchmarks/mutation.py", f"--seed {options.seed}", f"--count {options.count}"]
        result = Result(" ".join([*command, *(packages if packages != PACKAGES else ())]))
        sample = random.Random(options.seed).sample(every, min(options.count, len(every)))
    print(f"{len(sample)} of {len(every)} mutants in {len(modules)} modules", flush=True)
    for module in PRELOADED:
        importlib.import_module(module)
    with tempfile.TemporaryDirectory() as folder:
        workshop = Workshop(options.folder or Path(folder))
        if not options.survivors:
            workshop.collect()
        begun = time.monotonic()
        for mutant in sample:
            if time.monotonic() - begun > 60 * options.minutes:
                break
            noticed = workshop.notices(mutant)
            if not noticed:
                print(f"survives: {mutant.key}", flush=True)
            if not options.survivors:
                result.add(mutant, noticed, last.survivors)
            elif noticed and mutant.key in result.survivors:
                result.notice(mutant)
            result.write()


if __name__ == "__main__":
    main()
