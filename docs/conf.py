"""Settings of Sphinx: `python3 main.py docs` builds these pages into build/docs.

The reference of the command line is written from the parsers, that of the Python API from the docstrings.
"""

import sys
from argparse import RawDescriptionHelpFormatter
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from zjviewer.cli.options import window_parser  # noqa: E402
from zjviewer.cli.parsers import command_parsers  # noqa: E402
from zjviewer.version import __version__  # noqa: E402

project = "zjviewer"
release = __version__
language = "en"
extensions = ["myst_parser", "sphinx.ext.autodoc"]
exclude_patterns = ["decisions", "pictures"]
myst_heading_anchors = 3
html_theme = "furo"
html_title = f"zjviewer {__version__}"
html_copy_source = False
html_show_sourcelink = False
autodoc_member_order = "bysource"
autodoc_typehints = "description"
python_use_unqualified_type_names = True


def write_command_line(folder: Path) -> None:
    """Write `command-line.md`: for each command the text that its option `--help` prints."""
    parts = [
        "# Command line",
        "Generated from the parsers of the program. Files, standard input, exit codes: see",
        "[Pipes and scripts](scripts.md).",
    ]
    for name, parser in {"": window_parser(), **command_parsers()}.items():
        title = f"zjviewer {name}".strip()
        parser.formatter_class = _Narrow
        parts.append(f"\n## {title}\n\n```text\n{parser.format_help().rstrip()}\n```")
    (folder / "command-line.md").write_text("\n".join(parts) + "\n", encoding="utf-8")


class _Narrow(RawDescriptionHelpFormatter):
    """Help in 80 columns, whatever the terminal has."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=80)


write_command_line(HERE)
