"""Two hundred changed numbers of the sample reports: nearly all that break a relation are noticed."""

from itertools import islice

from tests.checks.reports import run_trials
from tests.checks.test_samples import SAMPLES

CHANGES = 200
EVERY = 11
"""Of the changes of a report; another number than that of the ways, so that every way is tried."""
FEWEST = 0.93
"""Share of the changes that break a relation: `benchmarks/changed_numbers.py` measures it over all of them."""


def test_changed_numbers_are_noticed():
    trials = list(islice((trial for path in SAMPLES for trial in run_trials(path, every=EVERY)), CHANGES))
    outcomes = [trial.outcome for trial in trials]
    noticed, missed = outcomes.count("noticed"), outcomes.count("missed")
    assert len(trials) >= CHANGES * 0.9
    assert noticed >= FEWEST * (noticed + missed), [
        (t.way, t.literal, t.formulas) for t in trials if t.outcome == "missed"
    ]
    assert {trial.way for trial in trials} == {"by one", "by a tenth", "tenfold"}
    assert [trial.literal for trial in trials if trial.way == "by one" and trial.outcome == "missed"] == []
