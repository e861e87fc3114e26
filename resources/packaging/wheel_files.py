"""Build hook of the wheel: adds the files of the program, completions and the man page.

Build scripts and sources of translations stay in the source distribution.
"""

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BUILD_ONLY = (".iss", ".py", ".pyc", ".sh", ".spec", ".ts")
"""Endings of files that only building needs."""


class WheelFiles(BuildHookInterface):  # type: ignore[type-arg]
    """Called by hatchling before it writes a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the paths of the files to `build_data`."""
        root = Path(self.root)
        for folder in ("resources", "data"):
            for path in sorted((root / folder).rglob("*")):
                if path.is_file() and path.suffix not in BUILD_ONLY:
                    build_data["force_include"][str(path)] = f"zjviewer/_files/{path.relative_to(root).as_posix()}"
        pages = root / "build" / "docs"  # by `python3 main.py docs`, before the wheel
        for path in sorted(pages.rglob("*")):
            if path.is_file() and not any(part.startswith(".") for part in path.relative_to(pages).parts):
                place = path.relative_to(pages).as_posix()
                build_data["force_include"][str(path)] = f"zjviewer/_files/docs/{place}"
        sys.path.insert(0, str(root / "resources" / "packaging"))
        from command_line_files import write

        self._folder = tempfile.TemporaryDirectory()
        build_data["shared_data"].update(write(Path(self._folder.name)))

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the temporary files."""
        self._folder.cleanup()
