"""Collect the translatable texts of the program in `zjviewer_zh_CN.ts` and compile it: `python
resources/translations/update.py`.

Texts of the window come from its translation calls. Message templates of `Problem` and reasons of `DroppedText` are
written in modules without Qt: they are collected from the source code by their form.
"""

import ast
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
PACKAGE = HERE.parent.parent / "zjviewer"
TS = HERE / "zjviewer_zh_CN.ts"

_SENTENCE = re.compile(r"[A-Z{][^\n]*\.")
_PROBLEMS = (
    *("Problem", "UnreadableFile", "BadSidecar", "BadMarks", "DamagedMarks", "BadLibrary", "BadPattern", "NotWritten"),
)


def problem_templates() -> set[str]:
    """Message templates: sentences in the source code outside the window that are not docstrings, and those that the
    window raises."""
    found: set[str] = set()
    for folder in ("core", "readers", "checks", "pipeline", "library", "comparison", "storage"):
        for path in sorted((PACKAGE / folder).rglob("*.py")):
            found |= set(_sentences(ast.parse(path.read_text(encoding="utf-8"))))
    for path in sorted((PACKAGE / "gui").rglob("*.py")):
        for call in _calls(path, *_PROBLEMS):
            found |= set(_texts(call.args[:1]))
    return found


def dropped_reasons() -> set[str]:
    """Reasons why readers omit parts of a source."""
    tree = ast.parse((PACKAGE / "core" / "model" / "report.py").read_text(encoding="utf-8"))
    declared = next(node for node in tree.body if isinstance(node, ast.Assign) and _names(node) == ["DropReason"])
    return set(_texts(list(ast.walk(declared.value))))


def table_filters() -> set[str]:
    """Names of table formats in file dialogs."""
    path = PACKAGE / "core" / "export" / "table_formats.py"
    given = (keyword for call in _calls(path, "TableFormat") for keyword in call.keywords if keyword.arg == "filter")
    return set(_texts([keyword.value for keyword in given]))


def check_names() -> set[str]:
    """Names of check rules, verdicts and marks."""
    calls = _calls(PACKAGE / "core" / "model" / "check_names.py", "CheckName")
    return set(_texts([call.args[2] for call in calls if len(call.args) == 3]))


def wrapped_words() -> set[tuple[str, str]]:
    """Contexts and texts of calls to functions that wrap `translate`, which lupdate does not recognise."""
    found: set[tuple[str, str]] = set()
    for path in sorted((PACKAGE / "gui").rglob("*.py")):
        for name, context in _wrappers(ast.parse(path.read_text(encoding="utf-8"))):
            found |= {(context, text) for call in _calls(path, name) for text in _texts(call.args[:1])}
    return found


def gather(ts: Path) -> None:
    """Update a translation file from the source code; new texts are marked as unfinished."""
    with tempfile.TemporaryDirectory() as folder:
        gathered = Path(folder) / "gathered.py"
        lines = [f'QCoreApplication.translate("Problem", {text!r})' for text in sorted(problem_templates())]
        lines += [f'QCoreApplication.translate("DroppedText", {text!r})' for text in sorted(dropped_reasons())]
        lines += [f'QCoreApplication.translate("TableExport", {text!r})' for text in sorted(table_filters())]
        lines += [f'QCoreApplication.translate("Check", {text!r})' for text in sorted(check_names())]
        lines += [f"QCoreApplication.translate({context!r}, {text!r})" for context, text in sorted(wrapped_words())]
        gathered.write_text("\n".join(lines) + "\n", encoding="utf-8")
        sources = [*sorted((PACKAGE / "gui").rglob("*.py")), gathered]
        _tool("lupdate", *map(str, sources), "-ts", str(ts), "-no-obsolete", "-locations", "none")


def compile_to(ts: Path, qm: Path) -> None:
    """Compile a translation file to the binary format of Qt."""
    _tool("lrelease", str(ts), "-qm", str(qm))


def _tool(name: str, *arguments: str) -> None:
    program = Path(sys.executable).parent / f"pyside6-{name}"
    subprocess.run([str(program), *arguments, "-silent"], check=True, stdout=subprocess.DEVNULL)


def _wrappers(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Functions that only translate their argument, and their translation context."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and isinstance(node.body[-1], ast.Return):
            call = node.body[-1].value
            if isinstance(call, ast.Call) and ast.unparse(call.func) == "QCoreApplication.translate":
                context, words = call.args
                if isinstance(words, ast.Name) and words.id == node.args.args[0].arg:
                    yield node.name, *_texts([context])


def _calls(path: Path, *names: str) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            yield node


def _names(node: ast.Assign) -> list[str]:
    return [target.id for target in node.targets if isinstance(target, ast.Name)]


def _sentences(tree: ast.Module) -> Iterator[str]:
    statements = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if id(node) not in statements:
            yield from (text for text in _texts([node]) if _SENTENCE.fullmatch(text) and " " in text)


def _texts(nodes: list[ast.expr] | list[ast.AST]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


if __name__ == "__main__":
    gather(TS)
    compile_to(TS, TS.with_suffix(".qm"))
