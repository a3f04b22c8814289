"""What reads many plans at a time, and how their results come back into order.

An engine submits a plan and gives a future of its result, as the executors of the standard library and of Dask do. No
more than its width are under way, and none is begun that is far ahead of the first one unfinished, so that memory does
not grow with the number of plans.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, wait
from contextlib import contextmanager
from typing import Protocol

from plan_extract.batch.reading import Result
from plan_extract.files.inputs import Input

__all__ = ["PATIENCE", "Engine", "EngineError", "ending_when_told", "in_order"]

_AHEAD = 8  # times its width an engine may be ahead of the first plan that is not done
PATIENCE = 5.0  # seconds after which an engine that has said nothing is asked whether it is still there


class EngineError(Exception):
    """An engine that cannot go on: what is wrong and what to do, in one line."""


class Engine(Protocol):
    """Reads plans, several at a time."""

    @property
    def width(self) -> int:
        """How many plans may be under way."""

    def submit(self, item: Input) -> Future[Result]:
        """Begin to read a plan.

        Raises:
            BrokenExecutor: where a process died; its future's result raises the same.
        """

    def alone(self, item: Input) -> Result:
        """Read a plan that was under way when a process died, with no other beside it."""

    def look_after(self) -> None:
        """See to it that results can still be hoped for.

        Raises:
            EngineError: where they cannot.
        """

    def failed(self, item: Input, error: Exception) -> Result:
        """What becomes of a plan of which there is no result, other than that a process died.

        Raises:
            EngineError: where there will be no others either.
        """

    def close(self) -> None:
        """Stop at once whatever is under way."""


def in_order(inputs: Sequence[Input], engine: Engine, finish: Callable[[Result], Result]) -> Iterator[Result]:
    """The results in the order of the inputs.

    Args:
        inputs: what to read.
        engine: what reads it.
        finish: is called with each result as soon as it is there, and gives what is kept of it until its turn comes.
    """
    under_way: dict[Future[Result], int] = {}
    done: dict[int, Result] = {}
    begun = given = 0
    try:
        while given < len(inputs):
            broken: list[int] = []
            width = engine.width
            while begun < len(inputs) and len(under_way) < width and begun - given < _AHEAD * width and not broken:
                try:
                    under_way[engine.submit(inputs[begun])] = begun
                except BrokenExecutor:
                    broken.append(begun)
                begun += 1
            ready, _ = wait(under_way, PATIENCE, FIRST_COMPLETED)
            if not ready and not broken:
                engine.look_after()
            for future in ready:
                number = under_way.pop(future)
                try:
                    done[number] = finish(_result(inputs[number], future, engine))
                except BrokenExecutor:
                    broken.append(number)
            if broken:
                # Which of them killed the process cannot be told; whoever dies alone did.
                broken += under_way.values()
                under_way.clear()
                for number in sorted(broken):
                    done[number] = finish(engine.alone(inputs[number]))
            while given in done:
                yield done.pop(given)
                given += 1
    finally:
        engine.close()


@contextmanager
def ending_when_told() -> Iterator[None]:
    """SIGTERM, as job schedulers send it, ends a run as Ctrl-C does: nothing is half-written, no process runs on."""

    def leave(signal_number: int, _frame: object) -> None:
        raise SystemExit(128 + signal_number)

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _result(item: Input, future: Future[Result], engine: Engine) -> Result:
    try:
        return future.result()._replace(input=item)
    except BrokenExecutor:
        raise
    except Exception as error:  # noqa: BLE001, whatever it is, it must not stop the others
        return engine.failed(item, error)
