"""Who may know whom, what is not imported at start-up, and that the README names every command."""

import ast
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from zjviewer.cli.main import COMMANDS, _options

PROJECT = Path(__file__).parent.parent
PACKAGE = PROJECT / "zjviewer"
SOURCES = sorted(PACKAGE.rglob("*.py"))


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(PROJECT).with_suffix("").parts).removesuffix(".__init__")


def imports_of(path: Path, top_level: bool = False) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = tree.body if top_level else ast.walk(tree)
    found: set[str] = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def layer(module: str) -> str:
    """The first that fits, from the top; the model is three modules."""
    module = re.sub(r"core\.(source|results)\b", "core.model", module)
    for name in ("gui", "cli", "core.analysis", "checks", "readers", "core.model", "errors", "core"):
        if module == f"zjviewer.{name}" or module.startswith(f"zjviewer.{name}."):
            return name
    return ""


MAY_KNOW = {
    "gui": {"gui", "cli", "core.analysis", "checks", "readers", "core", "core.model", "errors"},
    "cli": {"cli", "gui", "core.analysis", "checks", "readers", "core", "core.model", "errors"},
    "core.analysis": {"checks", "readers", "core", "core.model", "errors"},
    "checks": {"checks", "core", "core.model", "errors"},
    "readers": {"readers", "core", "core.model", "errors"},
    "core": {"core", "core.model", "errors"},
    "core.model": {"core.model", "errors"},
    "errors": set(),
}


@pytest.mark.parametrize("path", SOURCES, ids=module_of)
def test_a_module_knows_only_the_layers_below_it(path):
    own = layer(module_of(path))
    if not own:
        return
    for imported in imports_of(path):
        known = layer(imported)
        assert not known or known in MAY_KNOW[own], f"{module_of(path)} knows {imported}"


@pytest.mark.parametrize("path", SOURCES, ids=module_of)
def test_only_the_window_imports_qt_and_pyqtgraph(path):
    if path.parent.name == "gui":
        return
    qt = {name for name in imports_of(path) if name.split(".")[0] in ("PySide6", "pyqtgraph", "shiboken6")}
    assert qt == set()


@pytest.mark.parametrize("path", sorted((PACKAGE / "gui").glob("*_pane.py")), ids=module_of)
def test_panes_do_not_know_one_another(path):
    others = {p.stem for p in (PACKAGE / "gui").glob("*_pane.py")} | {"search_bar"}
    known = {name.split(".")[-1] for name in imports_of(path)}
    assert known & (others - {path.stem}) == set()


@pytest.mark.parametrize("path", SOURCES, ids=module_of)
def test_modules_open_with_a_sentence_and_stay_small(path):
    source = path.read_text(encoding="utf-8")
    docstring = ast.get_docstring(ast.parse(source))
    assert docstring
    assert source.count("\n") <= 360


def run(code: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(PROJECT), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_core_works_where_there_is_no_qt():
    blocked = "import sys; sys.modules['PySide6'] = None; sys.modules['pyqtgraph'] = None;"
    out = run(
        f"{blocked} from zjviewer import paths; from zjviewer.pipeline.open_report import open_report; "
        "print(len(open_report(paths.bundled_report()).tables))"
    )
    assert out.strip() == "21"


def test_the_window_starts_without_what_comes_later():
    late = ("pandas", "pyqtgraph", "openpyxl", "cn2an", "regex", "numpy", "tomlkit")
    out = run(
        f"import sys, zjviewer.gui.startup.application, zjviewer.gui.shell.main_window; "
        f"print([m for m in {late!r} if m in sys.modules])"
    )
    assert out.strip() == "[]"


def test_the_text_commands_leave_qt_alone():
    out = run(
        "import sys; from zjviewer.cli.main import main; main(['search', '公开率']); "
        "print([m for m in sys.modules if m.startswith('PySide6')])"
    )
    assert out.splitlines()[-1] == "[]"


def test_the_readme_names_every_command():
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    for command in (*COMMANDS, "--screenshot"):
        assert re.search(rf"zjviewer {command}\b", readme), command


def test_the_binding_of_qt_counts_its_references():
    code = (
        "import sys; from PySide6.QtCore import QObject; made = QObject(); before = sys.getrefcount(None)\n"
        "for index in range(1000): made.setObjectName(str(index))\n"
        "print(abs(sys.getrefcount(None) - before))"
    )
    assert int(run(code)) < 50


WITHOUT_QT = """
import sys

class Blocker:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("PySide6", "shiboken6", "pyqtgraph"):
            raise ModuleNotFoundError(name)

sys.meta_path.insert(0, Blocker())
from zjviewer.cli.main import main
code = main({arguments})
sys.stdout.flush()
sys.exit(code)
"""


@pytest.mark.parametrize("command", ["text", "outline", "figures", "tables", "search 公开"])
def test_the_text_commands_work_where_qt_is_missing(command):
    assert len(run(WITHOUT_QT.format(arguments=command.split()))) > 100


def commands_of_the_readme() -> list[list[str]]:
    """Every `zjviewer …` and `python3 main.py …` of the README's code blocks, without what follows `|` or `>`."""
    blocks = re.findall(r"```\w*\n(.*?)```", (PROJECT / "README.md").read_text(encoding="utf-8"), re.S)
    found = []
    for line in "".join(blocks).splitlines():
        words = shlex.split(line, comments=True)
        start = next((at for at, word in enumerate(words) if word == "zjviewer" or word.endswith("main.py")), None)
        if start is not None and words[start - 1 : start] != ["git"]:
            end = next((at for at, word in enumerate(words) if word in ("|", ">", "&&", ";")), len(words))
            found.append(words[start + 1 : end])
    return [words for words in found if words and words[0] != "test"]


@pytest.mark.parametrize("words", commands_of_the_readme(), ids=" ".join)
def test_every_command_of_the_readme_is_understood(words):
    assert _options(words).run
