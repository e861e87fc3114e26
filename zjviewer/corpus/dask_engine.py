"""Building of a corpus on a cluster of Dask.

A task is a chunk of files that runs a pool of guarded readers on its node, writes one part, and returns counts. The
name of the part depends on the files only, so that a task that is run again writes the same part.
"""

import hashlib
from collections.abc import Iterator
from importlib import import_module
from typing import Any

from zjviewer.corpus.building import Count, Engine, Options, Work, write_parts
from zjviewer.corpus.store import CorpusFolder
from zjviewer.errors import Problem
from zjviewer.library.reader_pool import ReaderPool

NO_DASK = "The engine dask is not installed. Install it with: pip install 'zjviewer[dask]'."
_NO_SCHEDULER = "The scheduler {address} does not answer: {error}."
_AHEAD = 4
"""Chunks that wait for each worker of the cluster."""


def dask_engine(scheduler: str) -> Engine:
    """Engine for `building.build`; an empty address starts a cluster of local processes. Raises Problem."""
    try:
        distributed: Any = import_module("distributed")
    except ImportError as error:
        raise Problem(NO_DASK) from error

    def run(corpus: CorpusFolder, chunks: Iterator[list[Work]], options: Options, count: Count) -> None:
        try:
            client = distributed.Client(scheduler or None, **({} if scheduler else _local(options)))
        except (OSError, ValueError) as error:
            raise Problem(_NO_SCHEDULER, address=scheduler, error=error) from error
        with client:
            number = int(corpus.next_part()[:6])
            most = _AHEAD * max(1, len(client.scheduler_info()["workers"]))
            tasks = distributed.as_completed()
            waiting = 0
            for chunk in chunks:
                if waiting >= most:
                    count(*next(tasks).result())
                    waiting -= 1
                tasks.add(
                    client.submit(
                        read_chunk, str(corpus.path), part_name(number, chunk), chunk, options, pure=False, retries=5
                    )
                )
                number += 1
                waiting += 1
            for task in tasks:
                count(*task.result())

    return run


def part_name(number: int, chunk: list[Work]) -> str:
    """Name of the part of a chunk."""
    key = "\n".join(f"{each.source.file}\t{each.source.sha256}" for each in chunk)
    return f"{number:06d}-{hashlib.sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


def read_chunk(path: str, name: str, chunk: list[Work], options: Options) -> tuple[int, int]:
    """Read the files of a chunk on this node, and write their part; returns the numbers of files done and failed."""
    from pathlib import Path

    counted = [0, 0]

    def count(done: int, failed: int) -> None:
        counted[0] += done
        counted[1] += failed

    workers = options.workers or 1
    with ReaderPool(workers, seconds=options.seconds, megabytes=options.megabytes) as pool:
        write_parts(CorpusFolder(Path(path)), pool, iter(chunk), count, name)
    return counted[0], counted[1]


def _local(options: Options) -> dict[str, Any]:
    return {"n_workers": options.workers or 2, "threads_per_worker": 1, "dashboard_address": None}
