"""Indicators and subjects of the bundled report are those of the labels made by hand, figure by figure."""

from tests.labels.score import document_of, label_files, read_labels, score_document
from zjviewer.pipeline.open_report import open_report


def test_every_name_of_the_bundled_report_is_right():
    labels = read_labels(label_files()["zhejiang-2017"])
    score = score_document(labels, open_report(document_of(labels)))
    assert [line for line in score.mismatches if line.startswith("names: ")] == []
