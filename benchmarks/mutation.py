"""Mutation run: the share of small harmful changes to the code that the tests of its package notice.

    python benchmarks/mutation.py [--count 150] [--seed 1] [--minutes 20] [PACKAGE ...]
    python benchmarks/mutation.py --survivors

A sample of mutants is drawn from all packages (`core`, `checks`, `readers`, `gui/state`), or from those that are named,
such as `core/search`. Each is written into a copy of the project, in which the tests of its package run until the first
failure; one that makes them run much too long counts as noticed, too. The result is written to `mutation.md` beside
this file; reasons that stand there for survivors stay. The second form tries those survivors again.
"""

import argparse
import ast
import copy
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

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
    for place, node in _nodes(tree, "module"):
        for before, after in _changes(node):
            yield Mutant(name, place, tree, before, after)


def _nodes(node: ast.AST, place: str) -> Iterator[tuple[str, ast.AST]]:
    """Nodes that may be changed, with the name of the function that they stand in."""
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
            inner = child.name if isinstance(child, ast.FunctionDef | ast.ClassDef) else ""
            below = f"{place}.{inner}".removeprefix("module.") if inner else place
            yield below, child
            yield from _nodes(child, below)


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


DOCUMENTS = (
    "tests/test_collection.py",
    "tests/test_sample.py",
    "tests/checks",
    "tests/labels",
    "tests/readers/test_formats_agree.py",
)
"""Tests of whole documents, which every package but the window takes part in."""


def tests_of(path: str) -> list[list[str]]:
    """Groups of tests, tried one after the other: the file that mirrors a module, all of its package, those of the part
    of the window with the same name, then those of whole documents."""
    mirror = Path("tests") / Path(path).with_name(f"test_{Path(path).name}")
    package = mirror.parent
    while not (ROOT / package).is_dir():
        package = package.parent
    groups = [[mirror.as_posix()]] if (ROOT / mirror).is_file() else []
    groups.append([package.as_posix()])
    shown = Path("tests/gui") / mirror.parent.name
    if path.startswith("core/") and (ROOT / shown).is_dir():
        groups.append([shown.as_posix()])
    if not path.startswith("gui/"):
        groups.append([name for name in DOCUMENTS if (ROOT / name).exists()])
    return groups


class Workshop:
    """A copy of the project in which one module at a time is changed."""

    def __init__(self, folder: Path) -> None:
        self._root = folder
        for name in COPIED:
            source = ROOT / name
            if source.is_dir():
                shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(source, folder / name)
        self._seconds: dict[str, float] = {}

    def check_baseline(self, tests: list[str]) -> None:
        """Measure how long unchanged code takes. Raises SystemExit where its tests fail."""
        key = " ".join(tests)
        if key not in self._seconds:
            begun = time.monotonic()
            if output := self._failure(tests, 600):
                sys.exit(f"The tests fail without any change:\n{output}")
            self._seconds[key] = time.monotonic() - begun

    def notices(self, mutant: Mutant, tests: list[str]) -> bool:
        """Whether a test fails, or the tests do not end, with this mutant."""
        target = self._root / "zjviewer" / mutant.path
        original = target.read_text(encoding="utf-8")
        target.write_text(mutant.source, encoding="utf-8")
        try:
            return bool(self._failure(tests, 4 * self._seconds[" ".join(tests)] + 20))
        finally:
            target.write_text(original, encoding="utf-8")

    def _failure(self, tests: list[str], seconds: float) -> str:
        """Output of a run that fails or takes too long; empty where all tests pass."""
        environment = {
            **os.environ,
            "PYTHONPATH": str(self._root),
            "PYTHONDONTWRITEBYTECODE": "1",
            "QT_QPA_PLATFORM": "offscreen",
            "ZJVIEWER_REPORTS": os.environ.get("ZJVIEWER_REPORTS", str(ROOT.parent / "shared" / "reports")),
        }
        options = ("-x", "-q", "--seed", "0", "-p", "no:cacheprovider", "--tb=line", "-W", "ignore::SyntaxWarning")
        command = [sys.executable, "-m", "pytest", *options, *tests]
        with subprocess.Popen(
            command,
            cwd=self._root,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,
        ) as process:
            try:
                output, _ = process.communicate(timeout=seconds)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, 9)
                return "too long"
        return output[-3000:] if process.returncode else ""


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
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        workshop = Workshop(Path(folder))
        for mutant in sample:
            if time.monotonic() - begun > 60 * options.minutes:
                break
            groups = tests_of(mutant.path)
            for tests in groups:
                workshop.check_baseline(tests)
            noticed = any(workshop.notices(mutant, tests) for tests in groups)
            if not noticed:
                print(f"survives: {mutant.key}", flush=True)
            if not options.survivors:
                result.add(mutant, noticed, last.survivors)
            elif noticed and mutant.key in result.survivors:
                result.notice(mutant)
            result.write()


if __name__ == "__main__":
    main()
