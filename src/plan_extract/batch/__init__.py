"""Any number of plans: in this process, in several, or on a cluster; always in the order they were given in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from plan_extract.batch.reading import Result, Settings, fault
from plan_extract.files.inputs import Input

__all__ = ["Result", "Settings", "fault", "read_all"]


def _as_it_is(result: Result) -> Result:
    return result


def read_all(
    inputs: Sequence[Input], jobs: int, task: Callable[[Input], Callable[[], Result]],
    finish: Callable[[Result], Result] = _as_it_is,
) -> Iterator[Result]:
    """Read the inputs, `jobs` at a time; the results come in the order of the inputs.

    Args:
        inputs: what to read.
        jobs: how many processes.
        task: what is to be done with an input; it is sent to a process where there are several.
        finish: is called in this process with each result as soon as it is there, and gives what is kept of it until
            its turn comes.
    """
    if jobs == 1 or len(inputs) < 2:
        for item in inputs:
            yield finish(task(item)())
        return
    from plan_extract.batch.engine import ending_when_told, in_order  # noqa: PLC0415, most runs read one plan
    from plan_extract.batch.processes import Processes  # noqa: PLC0415

    with ending_when_told():
        yield from in_order(inputs, Processes(min(jobs, len(inputs)), task), finish)
