"""Several processes on this machine."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import suppress
from multiprocessing.connection import wait
from threading import Thread

from plan_extract.batch.reading import Result, fault
from plan_extract.files.inputs import Input
from plan_extract.files.outputs import shown

__all__ = ["Processes"]

_MOST_JOBS = 60  # Windows waits for no more processes at once
_QUEUED = 2  # plans that lie ready, so that no process has to wait for one


class Processes:
    """An engine of `jobs` processes, begun anew where one dies."""

    def __init__(self, jobs: int, task: Callable[[Input], Callable[[], Result]]) -> None:
        self._jobs = min(jobs, _MOST_JOBS)
        self._task = task  # of each input, which can be sent to a process
        self._others = set(multiprocessing.active_children())
        self._under_way: set[Future[Result]] = set()
        self._pool: ProcessPoolExecutor | None = None
        self._single: ProcessPoolExecutor | None = None

    @property
    def width(self) -> int:
        """How many plans may be under way."""
        return self._jobs + _QUEUED

    def submit(self, item: Input) -> Future[Result]:
        """Begin to read a plan."""
        if item.is_stdin:  # which is this process's own
            here: Future[Result] = Future()
            here.set_result(self._task(item)())
            return here
        if self._pool is None:
            _end(self._single)
            self._single = None
            self._pool = ProcessPoolExecutor(self._jobs, initializer=_begin)
        return self._submit(self._pool, item)

    def _submit(self, pool: ProcessPoolExecutor, item: Input) -> Future[Result]:
        future = pool.submit(self._task(item))
        self._under_way.add(future)
        future.add_done_callback(self._under_way.discard)
        return future

    def alone(self, item: Input) -> Result:
        """Read a plan in a process that reads no other at the same time."""
        _end(self._pool)
        self._pool = None
        self._single = self._single or ProcessPoolExecutor(1, initializer=_begin)
        try:
            return self._submit(self._single, item).result()
        except BrokenExecutor:
            _end(self._single)
            self._single = None
            why = "the process that read it was killed twice; it may take more memory than there is"
            return Result(item, None, f"{shown(item.shown)}: {why}")

    def look_after(self) -> None:
        """Nothing to do: a process that dies makes itself known."""

    def failed(self, item: Input, error: Exception) -> Result:
        """Say why, for instance that a result cannot be sent."""
        return Result(item, None, fault(item, error))

    def close(self) -> None:
        """Stop at once; the processes write nothing, so nothing is left half-written."""
        if self._under_way:
            for process in set(multiprocessing.active_children()) - self._others:
                with suppress(OSError):
                    process.kill()
        _end(self._pool)
        _end(self._single)


def _end(pool: ProcessPoolExecutor | None) -> None:
    if pool is not None:
        pool.shutdown(cancel_futures=True)


def _begin() -> None:
    """Ctrl-C goes to all processes, and the first one sees to it; where that one dies, the others end as well."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    Thread(target=_leave_with_parent, daemon=True).start()


def _leave_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
