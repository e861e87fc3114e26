"""Which label of a form is meant: the best one, and none where nothing or two fit alike."""

import pytest

from zjviewer.core.text.label_matching import best_match


@pytest.mark.parametrize(
    ("written", "choices", "index"),
    [
        *(("予以公开", [["予以公开"], ["部分公开"]], 0), ("部分公开", [["予以公开"], ["部分公开"]], 1)),
        *(("予以公开", [["x"], ["同意公开", "予以公开"]], 1), ("予以公开", [], -1), ("甲乙丙", [["丁戊己庚"]], -1)),
        *(
            ("甲乙丙", [["丁戊己庚"], ["辛壬癸子"]], -1),
            ("其他法律行政止公开", [["其他法律行政法规禁止公开"], ["其他处理"]], 0),
        ),
    ],
)
def test_the_best_label_is_chosen(written, choices, index):
    found, similarity = best_match(written, choices)
    assert found == index
    assert (similarity > 0) == (index >= 0)
