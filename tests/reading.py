"""Reading without a worker process for each file, which has tests of its own in `readers/sandbox`."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from zjviewer.core.model.report import Report
from zjviewer.readers.registry import read_report
from zjviewer.readers.sandbox import isolated_reading


@pytest.fixture(scope="module", autouse=True)
def reading_here() -> Iterator[None]:
    """Every file is read in this process; imported by the `conftest.py` of packages that are not about reading."""

    def read(path: Path, encoding: str = "", **_: object) -> Report:
        return read_report(path, encoding)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(isolated_reading, "read_isolated", read)
        yield
