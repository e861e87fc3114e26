"""Building of a corpus on a cluster of Dask.

A task is a chunk of files that runs a pool of guarded readers on its node, writes the Parquet files of a part, and
returns their counts and hashes. The process that holds the corpus' lock writes the entry: what a task has left whose
worker was killed, or whose result nobody waits for any more, has none.
"""

import os
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from zjviewer.corpus.building import Count, Engine, Options, Work, write_parts
from zjviewer.corpus.store import CorpusFolder, Written
from zjviewer.corpus.tables import HAS_ERROR
from zjviewer.errors import Problem
from zjviewer.library.reader_pool import ReaderPool, usual_workers

NO_DASK = "The engine dask is not installed. Install it with: pip install 'zjviewer[dask]'."
_NO_SCHEDULER = "The scheduler {address} does not answer: {error}."
_NO_RESULT = "The cluster has stopped reading: {error}. Run the same command again to go on."
_RETRIES = 5
"""Times that a chunk is read again whose task failed."""
_AHEAD = 4
"""Chunks that wait for each worker of the cluster."""


def dask_engine(scheduler: str) -> Engine:
    """Engine for `building.build`; an empty address starts a cluster of local processes. Raises Problem."""
    try:
        distributed: Any = import_module("distributed")
    except ImportError as error:
        raise Problem(NO_DASK) from error

    def run(corpus: CorpusFolder, chunks: Iterator[list[Work]], options: Options, count: Count) -> Iterator[Written]:
        try:
            client = distributed.Client(scheduler or None, **({} if scheduler else _local(options)))
        except (OSError, ValueError) as error:
            raise Problem(_NO_SCHEDULER, address=scheduler, error=error) from error
        if not scheduler:
            options = options._replace(workers=1)
        with client:
            tasks = distributed.as_completed()
            waiting = 0

            def next_result() -> list[Written]:
                try:
                    parts: list[Written] = next(tasks).result()
                except (OSError, distributed.scheduler.KilledWorker, distributed.CancelledError) as error:
                    raise Problem(_NO_RESULT, error=error) from error
                count(sum(len(part.files) for part in parts), _failures(parts))
                return parts

            for chunk in chunks:
                if waiting >= _AHEAD * max(1, len(client.nthreads())):
                    yield from next_result()
                    waiting -= 1
                path, first = str(corpus.path), corpus.next_part()
                tasks.add(client.submit(read_chunk, path, first, chunk, options, pure=False, retries=_RETRIES))
                waiting += 1
            while waiting:
                yield from next_result()
                waiting -= 1

    return run


def read_chunk(path: str, name: str, chunk: list[Work], options: Options) -> list[Written]:
    """Read the files of a chunk on this node, and write the Parquet files of its parts. Their names begin with the
    number in `name`, and are new at each attempt."""
    corpus = CorpusFolder(Path(path))

    def new_name() -> str:
        return f"{name[:6]}-{os.urandom(4).hex()}"

    def count(done: int, failed: int) -> None:
        """Nobody waits here: the parts say it all."""

    with ReaderPool(options.workers or 1, seconds=options.seconds, megabytes=options.megabytes) as pool:
        return list(write_parts(corpus, pool, iter(chunk), count, new_name))


def _failures(parts: list[Written]) -> int:
    return sum(bool(file.state & HAS_ERROR) for part in parts for file in part.files)


def _local(options: Options) -> dict[str, Any]:
    return {"n_workers": options.workers or usual_workers(), "threads_per_worker": 1, "dashboard_address": None}
