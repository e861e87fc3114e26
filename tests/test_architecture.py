"""Who may know whom, what is not imported at start-up, and that the README names every command."""

import ast
import os
import re
import shlex
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping, Set
from functools import cache
from pathlib import Path

import pytest

from zjviewer.cli.options import COMMANDS, parse_options

PROJECT = Path(__file__).parent.parent
PACKAGE = PROJECT / "zjviewer"
MOST_LINES, MOST_MODULES = 500, 16

PACKAGE_ORDER = """
errors paths version
storage
system
core.model
core.text
core.dictionary core.annotations
core.outline core.figures
core.tables core.search
core.charts
core.editorial
core.export
readers.common
readers.html readers.layout
readers.recognition
readers.text readers.docx readers.doc readers.pdf readers.ofd readers.spreadsheet readers.opendocument
readers.container
readers
readers.sandbox
checks.evidence
checks.rules
checks
pipeline
library
library.results
comparison
comparison.drawing
corpus
api
gui.theme
gui.labels
gui.state
gui.widgets
gui.typesetting
gui.documents
@features
gui.compare
gui.workspace
gui.commands
gui.actions
gui.shell
gui.startup
cli
__main__
"""
"""Packages, and the modules of the root, from the ground up. A package may import those in the lines above its own,
never one beside it in the same line. Features of the window stand in one line: they never import one another."""

FEATURES = """
gui.reading gui.pages gui.search gui.outline gui.charts gui.tables gui.figures gui.checks gui.annotations
gui.corrections gui.library gui.speech gui.help
"""
PACKAGE_ORDER = PACKAGE_ORDER.replace("@features", " ".join(FEATURES.split()))
RANK = {name: line for line, names in enumerate(PACKAGE_ORDER.split("\n")) for name in names.split()}
SOURCES = {
    ".".join(path.relative_to(PACKAGE).with_suffix("").parts): path
    for path in sorted(PACKAGE.rglob("*.py"))
    if path.name != "__init__.py"
}
INITS = sorted(path for path in PACKAGE.rglob("__init__.py") if path.parent != PACKAGE)  # the root offers the API


def package_of(module: str) -> str:
    """The folder of a module; a module of the root stands for itself."""
    return module.rpartition(".")[0] or module


@cache
def nodes_of(path: Path) -> list[ast.AST]:
    """The tree of a file, its root first."""
    return list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


@cache
def imports_of(path: Path) -> set[str]:
    """Every name imported anywhere in a file: at its top, in functions, under TYPE_CHECKING."""
    found: set[str] = set()
    for node in nodes_of(path):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def own_imports(path: Path) -> set[str]:
    """Modules of this program that a file imports; a package or the root that is no module keeps its own name."""
    found = set()
    for name in imports_of(path):
        if name.split(".")[0] == "zjviewer":
            known = name.removeprefix("zjviewer").removeprefix(".")
            while known and known not in SOURCES:
                known = known.rpartition(".")[0]
            found.add(known or name)
    return found


GRAPH = {module: own_imports(path) - {module} for module, path in SOURCES.items()}


def cycle_in(graph: Mapping[str, Set[str]]) -> list[str]:
    """One cycle, as the names along it; empty where there is none."""
    done: set[str] = set()

    def search(node: str, trail: list[str]) -> list[str]:
        if node in trail:
            return trail[trail.index(node) :]
        if node in done:
            return []
        for other in sorted(graph.get(node, ())):
            if found := search(other, [*trail, node]):
                return found
        done.add(node)
        return []

    return next((found for node in sorted(graph) if (found := search(node, []))), [])


def test_the_search_for_cycles_finds_one():
    assert cycle_in({"a": {"b"}, "b": {"c"}, "c": {"b"}}) == ["b", "c"]
    assert cycle_in({"a": {"b", "c"}, "b": {"c"}, "c": set()}) == []


@pytest.mark.parametrize("own", sorted(set(map(package_of, SOURCES))))
def test_a_module_imports_only_packages_below_its_own(own):
    assert own in RANK, f"{own} has no place in PACKAGE_ORDER"
    for module in (each for each in SOURCES if package_of(each) == own):
        for imported in GRAPH[module]:
            assert imported in SOURCES, f"{module} imports the package {imported}; import the module that defines it"
            other = package_of(imported)
            assert other == own or RANK[other] < RANK[own], f"{module} imports {imported}"


def test_no_file_is_in_a_cycle():
    assert cycle_in(GRAPH) == []


def test_no_folder_is_in_a_cycle():
    folders: dict[str, set[str]] = {}
    for module, imported in GRAPH.items():
        folders.setdefault(package_of(module), set()).update(map(package_of, imported))
    assert cycle_in({name: others - {name} for name, others in folders.items()}) == []


def test_every_package_stands_in_the_order_once():
    names = PACKAGE_ORDER.split()
    assert sorted(names) == sorted({package_of(module) for module in SOURCES})


def test_only_the_window_imports_qt_and_pyqtgraph():
    for module in (each for each in SOURCES if not each.startswith("gui.")):
        tops = {name.split(".")[0] for name in imports_of(SOURCES[module])}
        assert tops.isdisjoint({"PySide6", "pyqtgraph", "shiboken6"}), module


def test_a_package_file_holds_a_docstring_only():
    for path in INITS:
        (statement,) = nodes_of(path)[0].body
        assert isinstance(statement, ast.Expr), path
        assert isinstance(statement.value, ast.Constant), path


def test_modules_open_with_a_sentence_and_stay_small():
    for module, path in SOURCES.items():
        assert ast.get_docstring(nodes_of(path)[0]), module
        assert path.read_text(encoding="utf-8").count("\n") <= MOST_LINES, module


def test_packages_stay_small():
    folders = Counter(package_of(module) for module in SOURCES if "." in module)
    assert {name: count for name, count in folders.items() if count > MOST_MODULES} == {}


def test_the_tests_mirror_the_package():
    folders = {path.parent.relative_to(PACKAGE) for path in SOURCES.values()}
    own = {Path(name) for name in ("fuzz", "e2e", "golden", "hostile", "labels")}
    for path in (PROJECT / "tests").rglob("test_*.py"):
        folder = path.parent.relative_to(PROJECT / "tests")
        mirrored = folder in folders or folder in {each.parent for each in folders} or own & {folder, *folder.parents}
        assert mirrored, f"{path.relative_to(PROJECT)} has no package"


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
    late = ("pandas", "pyqtgraph", "openpyxl", "regex", "numpy", "tomlkit", "sqlite3")
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
    assert parse_options(words).run


def names_of_the_architecture() -> list[str]:
    """Dotted names in backticks that begin with a package of the program."""
    page = (PROJECT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    tops = {module.partition(".")[0] for module in SOURCES}
    return sorted({name for name in re.findall(r"`([a-z_]+(?:\.\w+)+)`", page) if name.partition(".")[0] in tops})


@pytest.mark.parametrize("name", names_of_the_architecture())
def test_every_name_of_the_architecture_exists(name):
    module = name
    while module not in SOURCES and module not in PACKAGE_ORDER.split():
        module = module.rpartition(".")[0]
        assert module, f"{name} is no module"
    if module not in SOURCES:
        assert module == name, f"{name} names nothing in the package {module}"
        return
    body = ast.parse(SOURCES[module].read_text(encoding="utf-8")).body
    for part in name.removeprefix(module).strip(".").split("."):
        if part:
            found = [node for node in body if getattr(node, "name", "") == part]
            assert found, f"{module} has no {part}"
            body = getattr(found[0], "body", [])


def paths_of_the_contributing_page() -> list[str]:
    """Paths in backticks that begin with a folder of the project."""
    page = (PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    return sorted(
        {path for path in re.findall(r"`([\w./]+)`", page) if re.match(r"(zjviewer|tests|resources|benchmarks)/", path)}
    )


@pytest.mark.parametrize("path", paths_of_the_contributing_page())
def test_every_path_of_the_contributing_page_exists(path):
    assert (PROJECT / path).exists()


NETWORK = re.compile(
    r"(aiohttp|asyncio|ftplib|http|httpx|poplib|requests|smtplib|socketserver|ssl|urllib\d?|xmlrpc)(\.|$)"
)
LOCAL_SOCKETS = {"system.single_instance", "gui.startup.single_instance_server"}


def test_no_module_can_reach_the_network():
    local = {"socket", "PySide6.QtNetwork.QLocalServer", "PySide6.QtNetwork.QLocalSocket"}
    for module, path in SOURCES.items():
        imported = imports_of(path)
        assert not [name for name in imported if NETWORK.match(name) and name != "urllib.parse.unquote"], module
        reaching = {name for name in imported if name.startswith(("socket", "PySide6.QtNetwork"))}
        assert reaching <= (local if module in LOCAL_SOCKETS else set()), module
