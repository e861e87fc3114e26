"""How many changed numbers of reports the checks notice, by kind of relation.

Every figure of every sample report is changed by one of its last place, by a tenth and tenfold, one at a time, and the
changed report is read again. Counted are the figures that stand in a relation, which is a check that holds before the
change. A change is noticed where a check fails that held, or was not there, before; it is within bounds where every
relation of the figure still holds, as with 约, with a rounded share, or with a part that is still smaller than its
whole; it is missed where a relation is no longer found.
"""

import argparse
import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.checks.reports import Trial, run_trials
from zjviewer import paths

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("ZJVIEWER_REPORTS", ROOT.parent / "shared" / "reports"))


def sample_reports() -> Iterator[Path]:
    """The bundled report, the invented ones of the tests, and the collection of real reports where it is present."""
    yield paths.bundled_report()
    yield from sorted((ROOT / "tests" / "checks" / "samples").glob("*.txt"))
    if SHARED.is_dir():
        yield from sorted(SHARED.iterdir())


def summary(trials: Iterable[Trial]) -> dict[str, Counter[str]]:
    """Outcomes by kind of relation, and of all."""
    found: dict[str, Counter[str]] = {"all": Counter()}
    for trial in trials:
        found["all"][trial.outcome] += 1
        found["all"][f"{trial.way}: {trial.outcome}"] += 1
        for rule in trial.rules:
            found.setdefault(rule, Counter())[trial.outcome] += 1
    return found


def share(counts: Counter[str], way: str = "") -> float:
    """Fraction of the noticeable changes that are noticed; 1 where there are none."""
    noticed, missed = counts[f"{way}noticed"], counts[f"{way}missed"]
    return noticed / (noticed + missed) if noticed + missed else 1.0


def main() -> None:
    """Print a table, or JSON with `--json`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reports", nargs="*", type=Path, help="instead of the sample reports")
    parser.add_argument("--every", type=int, default=1, help="only one change in so many")
    parser.add_argument("--missed", action="store_true", help="list the changes that are missed")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    trials: list[Trial] = []
    for path in options.reports or sample_reports():
        own = list(run_trials(path, every=options.every))
        trials += own
        counts = summary(own)["all"]
        if not options.json:
            print(
                f"{path.name:36} {sum(counts[o] for o in ('noticed', 'within bounds', 'missed')):5} changes, "
                f"{share(counts):6.1%} noticed",
                flush=True,
            )
        for trial in own if options.missed else ():
            if trial.outcome == "missed":
                print("   ", trial.way, trial.literal, "->", trial.changed, *trial.rules, *trial.formulas)
    found = summary(trials)
    if options.json:
        print(json.dumps(found, ensure_ascii=False, indent=1))
        return
    print(f"\n{'relation':12} {'noticed':>8} {'missed':>7} {'bounds':>7} {'share':>8}")
    for rule, counts in sorted(found.items()):
        outcomes = [counts[name] for name in ("noticed", "missed", "within bounds")]
        print(f"{rule:12} {outcomes[0]:8} {outcomes[1]:7} {outcomes[2]:7} {share(counts):8.1%}")
    for way in ("by one", "by a tenth", "tenfold"):
        print(f"{way:12} {share(found['all'], f'{way}: '):33.1%}")


if __name__ == "__main__":
    main()
