"""Fuzz every reader without an end: `python -m tests.fuzz.fuzz_readers [--seconds N] [--out DIR] [FILE…]`.

Each FILE, and a report of the tests in every format, is changed at random and read in this process, under a limit on
memory and on time. An input at which a reader fails is kept in DIR, as is the one that kills the process; the exit code
is 1 where there is one. With atheris installed, `--atheris txt|md|html|docx|pdf|csv` lets that choose the changes, in
a corpus that it keeps in DIR.
"""

import argparse
import io
import random
import re
import resource
import signal
import sys
import time
import traceback
import zipfile
from collections import Counter
from importlib import import_module
from inspect import isfunction
from pathlib import Path

from tests.hostile.format_samples import SAMPLES
from tests.readers.test_strangers import MADE, TAGS
from zjviewer.errors import UnreadableFile
from zjviewer.readers.registry import read_report

LONGEST = 20
"""Seconds of a processor's work for one file."""
MEGABYTES = 2048
NUMBERS = (b"0", b"-1", b"1", b"65536", b"999999", b"2147483648", b"9" * 30, b"1e400", b"NaN", b"")
MODULES = {
    "html": "zjviewer.readers.html.page",
    "docx": "zjviewer.readers.docx.document",
    "pdf": "zjviewer.readers.pdf.document",
}


class TooLong(BaseException):
    """Not an Exception, so that no reader swallows it."""


def main() -> int:
    """Fuzz until the time is over or somebody stops it."""
    parser = argparse.ArgumentParser(prog="fuzz_readers")
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--seconds", type=float, default=float("inf"))
    parser.add_argument("--out", type=Path, default=Path("fuzz-findings"))
    parser.add_argument("--seed", type=int, default=time.time_ns())
    parser.add_argument("--atheris", choices=[name.rpartition(".")[2] for name in MADE])
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES << 20, MEGABYTES << 20))
    signal.signal(signal.SIGPROF, ring)
    if options.atheris:
        return _by_atheris(options.atheris, options.out)
    seeds = [(Path(name).suffix, make()) for name, make in SAMPLES.items()]
    seeds += [(path.suffix.lower(), path.read_bytes()) for path in options.files]
    return _at_random(seeds, options.seconds, options.out, random.Random(options.seed))


def _at_random(seeds: list[tuple[str, bytes]], seconds: float, out: Path, chance: random.Random) -> int:
    results: Counter[str] = Counter()
    failed = 0
    slowest = (0.0, "")
    start = time.monotonic()
    try:
        while time.monotonic() - start < seconds:
            suffix, content = chance.choice(seeds)
            running = out / f"running{suffix}"  # stays where the process is killed
            running.write_bytes(changed_content(content, chance))
            begun = time.process_time()
            result, trace = _read(running)
            slowest = max(slowest, (time.process_time() - begun, suffix))
            results[f"{suffix} {result}"] += 1
            if trace:
                failed += 1
                kept = running.rename(out / f"{result}-{failed}{suffix}")
                print(f"{kept}\n{trace}", flush=True)
            running.unlink(missing_ok=True)
    except KeyboardInterrupt:
        pass
    for name, count in sorted(results.items()):
        print(f"{count:8} {name}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    print(f"{sum(results.values())} files, {failed} failures, slowest {slowest[0]:.1f} s ({slowest[1]}), {peak} MB")
    return int(failed > 0)


def _read(path: Path) -> tuple[str, str]:
    """What became of it, and the trace of a failure."""
    signal.setitimer(signal.ITIMER_PROF, LONGEST)
    try:
        read_report(path)
    except UnreadableFile:
        return "told", ""
    except (Exception, TooLong) as error:
        return type(error).__name__, traceback.format_exc()
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return "read", ""


def changed_content(content: bytes, chance: random.Random) -> bytes:
    """In a package the parts are changed, so that the archive itself stays whole; sometimes it is not. In a compound
    file, whose sectors refer to one another by place, bytes are mostly overwritten."""
    if content.startswith(b"\xd0\xcf\x11\xe0") and chance.random() < 0.8:
        return overwritten(content, chance)
    if not content.startswith(b"PK") or chance.random() < 0.2:
        return mutated(content, chance)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    name = chance.choice([name for name in parts if name.endswith((".xml", ".rels"))] or list(parts))
    parts[name] = mutated(parts[name], chance)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        for part, data in parts.items():
            package.writestr(part, data)
    return written.getvalue()


def overwritten(content: bytes, chance: random.Random) -> bytes:
    """Bytes changed in place: single ones, numbers of two and four bytes, and runs copied from elsewhere."""
    changed = bytearray(content)
    for _ in range(chance.choice([1, 1, 2, 5, 20, 100])):
        at = chance.randrange(len(changed))
        length = chance.choice([1, 1, 2, 4, 4, 64, 512])
        other = chance.randrange(len(changed))
        extreme = chance.choice([b"\0", b"\xff", b"\x7f", b"\1"]) * length
        new = chance.choice([chance.randbytes(length), extreme, bytes(changed[other : other + length])])
        changed[at : at + len(new)] = new[: len(changed) - at]
    return bytes(changed)


def mutated(content: bytes, chance: random.Random) -> bytes:
    """Bytes changed, removed, inserted and repeated; numbers written in digits replaced by extreme ones."""
    changed = bytearray(content)
    for _ in range(chance.choice([1, 1, 2, 5, 20, 100])):
        at = chance.randrange(len(changed) + 1)
        if chance.random() < 0.2 and (number := re.compile(rb"\d{1,9}").search(changed, at)):
            changed[number.start() : number.end()] = chance.choice(NUMBERS)
            continue
        length = chance.choice([0, 1, 1, 4, 30, 1000])
        other = chance.randrange(len(changed) + 1)
        new = chance.choice(
            [b"", chance.randbytes(length), chance.choice(TAGS), bytes(changed[other : other + length]) * 3, b"9" * 12]
        )
        changed[at : at + length] = new
    return bytes(changed[: chance.randrange(len(changed) + 1)] if chance.random() < 0.1 else changed)


def ring(_signal: int, _frame: object) -> None:
    raise TooLong


def _by_atheris(kind: str, out: Path) -> int:
    import atheris

    corpus = out / f"corpus-{kind}"
    corpus.mkdir(exist_ok=True)
    (corpus / "seed").write_bytes(MADE[f"report.{kind}"])
    path = out / f"running.{kind}"

    def one(content: bytes) -> None:
        path.write_bytes(content)
        result, trace = _read(path)
        if trace:
            print(trace, flush=True)
            raise RuntimeError(result)

    import_module(MODULES.get(kind, "zjviewer.readers.registry"))
    ours = [module for name, module in sys.modules.items() if name.startswith("zjviewer.")]
    for function in {made for module in ours for made in vars(module).values() if isfunction(made)}:
        atheris.instrument_func(function)
    atheris.Setup([sys.argv[0], f"-artifact_prefix={out}/", str(corpus)], one)
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
