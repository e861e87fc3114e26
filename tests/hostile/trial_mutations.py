"""Mutated files of every format: `python -m tests.hostile.trial_mutations [--full] [--seed N] [--out DIR] [FORMAT…]`.

Each file is read and analysed completely, and every tenth goes through all exports, whose files are opened again. The
first pages of PDF and OFD files are drawn; pictures are only drawn, not recognised. The
full trial has 2,000 mutations of a format (500 of a later one), the small one 30. An exception that is not a message
for the user, a figure that is not in the text, a report that the worker's protocol refuses, a damaged export, more
than 20 s of a processor, or the death of the process is a failure: its file is stored in DIR, and the exit code is 1.
"""

import argparse
import os
import random
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.fuzz.fuzz_readers import LONGEST, MEGABYTES, TooLong, changed_content, ring
from tests.hostile.format_samples import LATER, PICTURES, SAMPLES
from zjviewer.errors import Problem

FULL, FULL_LATER, SMALL = 2_000, 500, 30
DRAWN = (".pdf", ".ofd", ".png", ".jpg", ".tif")
EXPORTED = 10
"""One mutation in so many goes through every export, or more where few can be read: 200 of 2,000."""


def main() -> int:
    """Exit code."""
    parser = argparse.ArgumentParser(prog="trial_mutations")
    parser.add_argument("formats", nargs="*", choices=[*SAMPLES, *PICTURES, []])
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=Path(tempfile.gettempdir()) / "mutation-findings")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    failed = 0
    for name in options.formats or (*SAMPLES, *PICTURES):
        count = SMALL if not options.full else FULL_LATER if name.endswith(LATER) else FULL
        failed += mutate(name, count, options.seed, options.out)
    return int(failed > 0)


def mutate(name: str, count: int, seed: int, out: Path) -> int:
    """Number of failures among `count` mutations of a format; prints one line."""
    results: Counter[str] = Counter()
    slowest, exported = 0.0, 0
    start = time.monotonic()
    at = 0
    while at < count:
        at_start = at
        for result, seconds, exports in _in_process(name, at, count, seed, out, wanted=count // EXPORTED - exported):
            results[result] += 1
            slowest = max(slowest, seconds)
            exported += exports
            at += 1
            if at % 100 == 0:
                print(f"{name}: {at} of {count}: {dict(results)}, {exported} exported", file=sys.stderr, flush=True)
        if at < count:
            results["death of the process"] += 1
            (out / f"running-{name}").rename(out / f"death-{seed}-{at}-{name}")
            at += 1
        assert at > at_start
    failures = sum(number for result, number in results.items() if result not in ("read", "refused"))
    listed = ", ".join(f"{number} {result}" for result, number in sorted(results.items()))
    print(
        f"{name}: {count} mutations: {listed}; {exported} through every export; slowest {slowest:.1f} s of a "
        f"processor; {time.monotonic() - start:.0f} s in all",
        flush=True,
    )
    return failures


def _in_process(name: str, start: int, end: int, seed: int, out: Path, wanted: int) -> Iterator[tuple[str, float, int]]:
    """Result, seconds of a processor, and whether it was exported, of each mutation until the process dies."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        code = 1
        try:
            with open(writing, "w") as pipe:
                _work(name, start, end, seed, out, wanted, pipe)
            code = 0
        finally:
            traceback.print_exc() if code else None
            os._exit(code)
    os.close(writing)
    with open(reading) as pipe:
        for line in pipe:
            result, seconds, exports = line.rstrip("\n").split("\t")
            yield result, float(seconds), int(exports)
    os.waitpid(child, 0)


def _work(name: str, start: int, end: int, seed: int, out: Path, wanted: int, pipe) -> None:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtWidgets import QApplication

    from zjviewer.gui.theme.theme import load_fonts

    app = QApplication([])
    load_fonts()
    resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES << 20, MEGABYTES << 20))
    original = (SAMPLES | PICTURES)[name]()
    path = out / f"running-{name}"
    exported = 0
    with tempfile.TemporaryDirectory() as folder:
        for number in range(start, end):
            chance = random.Random(f"{seed} {name} {number}")
            path.write_bytes(changed_content(original, chance))
            due = exported < wanted and (exported + 1) * (end - start) <= (number - start + 1) * wanted * 2
            begun = time.process_time()
            result, exports, trace = try_file(path, Path(folder), due)
            seconds = time.process_time() - begun
            exported += exports
            if trace:
                stored = path.rename(out / f"{result}-{seed}-{number}-{name}")
                print(f"{stored}\n{trace}", flush=True)
            print(result, f"{seconds:.3f}", exports, sep="\t", file=pipe, flush=True)
            for each in Path(folder).iterdir():
                each.unlink()
            app.processEvents()
    path.unlink(missing_ok=True)


def draw(path: Path) -> bool:
    """Draw the first pages as the worker of the window does, which answers any exception with nothing; whether they
    could be."""
    from zjviewer.readers.registry import open_document, open_pages

    try:
        pages = open_pages(open_document(path))
        for index, (width, height) in enumerate(pages.sizes(2)):
            assert min(width, height) > 0
            picture = pages.picture(index, 300)
            assert len(picture.pixels) == 4 * picture.width * picture.height
            text = pages.text(index)
            assert len(text.characters) == len(text.rects)
    except (AssertionError, TooLong):
        raise
    except Exception:
        return False
    return True


def try_file(path: Path, folder: Path, due: bool) -> tuple[str, int, str]:
    """Result, whether every export was made, and the trace of a failure."""
    from tests.hostile.every_export import export_all
    from zjviewer.pipeline.open_report import begin_report, complete_report
    from zjviewer.readers.registry import read_report
    from zjviewer.readers.sandbox.report_json import decode_reply, encode_reply, report_from_json, report_to_json

    def read(path: Path, encoding: str = ""):
        reply = encode_reply({"report": report_to_json(read_report(path, encoding))})
        return report_from_json(decode_reply(reply)["report"], path)

    begun = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, LONGEST)
    try:
        if path.suffix in DRAWN:
            drawn = draw(path)
            if path.name.endswith(tuple(PICTURES)):
                return "read" if drawn else "refused", 0, ""
        analysis = complete_report(begin_report(path, read=read))
        text = analysis.report.text
        for figure in analysis.figures:
            assert text[figure.start : figure.end] == figure.literal, figure
        if due:
            export_all(analysis, folder)
            return "read", 1, ""
    except (Problem, MemoryError):
        return "refused", 0, ""
    except (Exception, TooLong) as error:
        return type(error).__name__, 0, traceback.format_exc()
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, begun)
    return "read", 0, ""


if __name__ == "__main__":
    sys.exit(main())
