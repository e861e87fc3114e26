"""A few mutated files of every format, read, analysed and exported, as in the trial of thousands."""

import random

import pytest

from tests.fuzz.fuzz_readers import changed_content
from tests.hostile.every_export import export_all
from tests.hostile.format_samples import PICTURES, SAMPLES
from tests.hostile.trial_mutations import try_file
from zjviewer.pipeline.open_report import open_report
from zjviewer.readers.registry import read_report

MUTATIONS = 8


@pytest.mark.parametrize("name", [*SAMPLES, *PICTURES])
def test_a_mutated_file_opens_or_is_refused(tmp_path, name):
    original, path = (SAMPLES | PICTURES)[name](), tmp_path / name
    for number in range(MUTATIONS):
        path.write_bytes(changed_content(original, random.Random(f"{name} {number}")))
        result, _, trace = try_file(path, tmp_path, False)
        assert result in ("read", "refused"), trace


@pytest.mark.parametrize("name", ["report.txt", "report.xlsx"])
def test_every_export_of_a_sample_is_whole(qapp, tmp_path, name):
    (tmp_path / name).write_bytes(SAMPLES[name]())
    folder = tmp_path / "exports"
    folder.mkdir()
    assert export_all(open_report(tmp_path / name, read=read_report), folder) > 20
