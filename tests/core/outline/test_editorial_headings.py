"""Which detected headings an editor's ones remove: by title, by place, or because the editor's has the same text."""

import pytest

from zjviewer.core.model.report import Span
from zjviewer.core.outline.editorial_headings import RemovedHeading, ResolvedHeadings, apply_corrections
from zjviewer.core.outline.heading_numbers import Heading

HERE = 10
WORDS = Span(HERE, HERE + 2)


def heading(title: str, span: Span | None = WORDS) -> Heading:
    return Heading(HERE, title, 2.0, span)


@pytest.mark.parametrize(
    ("gone", "found", "stay"),
    [
        ([RemovedHeading(HERE, "概述", False)], ["概述"], []),
        ([RemovedHeading(HERE, "概述", False)], ["概况"], ["概况"]),
        ([RemovedHeading(HERE, "概述", True)], ["概况"], []),
        ([RemovedHeading(HERE, "概述", True)], ["概述", "概况"], ["概况"]),
        ([RemovedHeading(HERE + 1, "概述", True)], ["概述"], ["概述"]),
        ([], ["概述"], ["概述"]),
    ],
)
def test_a_removed_heading_goes_by_its_title_or_its_place(gone, found, stay):
    placed = ResolvedHeadings((), tuple(gone), ())
    assert [each.title for each in apply_corrections(placed, list(map(heading, found)))[1]] == stay


@pytest.mark.parametrize(("span", "stay"), [(WORDS, []), (None, ["概述"])])
def test_a_heading_of_an_editor_with_the_same_text_takes_the_place(span, stay):
    placed = ResolvedHeadings((heading("新", span),), (), ())
    assert [each.title for each in apply_corrections(placed, [heading("概述")])[1]] == stay
