"""A Dask cluster: one that runs somewhere, or one begun on this machine."""

from __future__ import annotations

import logging
import tempfile
import warnings
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from time import monotonic
from typing import Any

from plan_extract import __version__
from plan_extract.batch.engine import EngineError
from plan_extract.batch.reading import Result, Settings, fault, read_one
from plan_extract.inputs import Input, is_remote
from plan_extract.outputs import shown
from plan_extract.rules import load_rules

__all__ = ["Cluster"]

_CONNECT = 20  # seconds in which a scheduler has to answer
_FIRST_WORKER = 60  # seconds in which the first worker has to come
_NEXT_WORKER = 600  # seconds in which another has to come where all are gone
_AHEAD = 3  # plans for each thread of the workers: one that is read, and two that wait there
_LOOK = 5.0  # seconds between looks at how many there are

# A rule file as it goes to the workers, which may not see the folder it lies in.
_Folder = tuple[tuple[str, bytes], ...]


class Cluster:
    """An engine on the workers of a Dask cluster, which read the inputs and write the outputs themselves."""

    def __init__(
        self, scheduler: str | None, jobs: int, settings: Settings, output_of: Callable[[Input], str | None],
    ) -> None:
        """Connect, or begin a cluster of `jobs` processes here where there is no `scheduler`.

        Raises:
            EngineError: where there is no cluster, or its workers would read plans otherwise than this process.
        """
        self._here = settings
        self._there = settings._replace(rules=())
        self._folders = tuple(_read_folder(folder) for folder in settings.rules)
        self._sha256 = load_rules(*settings.rules).sha256
        self._output_of = output_of
        self._local: Any = None
        self._client = self._connect(scheduler, jobs)
        self._name = scheduler or "the local cluster"
        self._executor = self._client.get_executor(pure=False)
        self._threads = 1
        self._looked = self._manned = monotonic() - _LOOK
        try:
            self._client.wait_for_workers(1, timeout=_FIRST_WORKER)
            self._compare()
        except Exception as error:
            self.close()
            if isinstance(error, EngineError):
                raise
            late = isinstance(error, TimeoutError)
            said = f"has no workers after {_FIRST_WORKER} seconds; start some" if late else _line(error)
            raise EngineError(f"--engine dask: {self._name}: {said}") from None

    def _connect(self, scheduler: str | None, jobs: int) -> Any:
        try:
            # A second of imports, which only those pay who ask for it.
            distributed: Any = import_module("distributed")
        except ImportError as error:
            missing = f"{error.name} is missing: pip install 'plan-extract[dask]'"
            raise EngineError(f"--engine dask: {missing}") from None
        _hush()
        try:
            if scheduler is None:
                self._local = distributed.LocalCluster(
                    n_workers=jobs, threads_per_worker=1, dashboard_address=None, silence_logs=logging.CRITICAL,
                )
                return distributed.Client(self._local, set_as_default=False)
            where = {"scheduler_file": scheduler} if Path(scheduler).is_file() else {"address": scheduler}
            return distributed.Client(**where, timeout=_CONNECT, set_as_default=False)
        except (OSError, ValueError, TimeoutError) as error:
            if scheduler is None:
                raise EngineError(f"--engine dask: no cluster can be begun here: {_line(error)}") from None
            raise EngineError(f"--scheduler {shown(scheduler)}: no Dask scheduler answers there") from None

    def _compare(self) -> None:
        """See to it that every worker reads plans as this process does.

        Raises:
            EngineError: where one does not.
        """
        try:
            states = self._client.run(_state, self._folders)
        except ImportError:
            raise EngineError("--engine dask: the workers have no plan-extract; install it where they run") from None
        for worker, (version, sha256) in states.items():
            if (version, sha256) != (__version__, self._sha256):
                what = f"plan-extract {version} with other rules" if version == __version__ else f"version {version}"
                raise EngineError(f"--engine dask: the worker {worker} has {what}; install {__version__} everywhere")

    @property
    def width(self) -> int:
        """How many plans may be under way, which grows with the cluster."""
        now = monotonic()
        if now - self._looked >= _LOOK and self._client.status == "running":
            self._looked = now
            threads = sum(self._client.nthreads().values())
            if threads:
                self._threads, self._manned = threads, now
        return _AHEAD * self._threads

    def submit(self, item: Input) -> Future[Result]:
        """Begin to read a plan."""
        output = self._output_of(item)
        if item.is_stdin:
            here: Future[Result] = Future()
            here.set_result(read_one(item, self._here, output))
            return here
        if item.path is not None:
            item = item._replace(path=item.path.absolute())
        if output is not None and not is_remote(output):
            output = str(Path(output).absolute())
        try:
            future: Future[Result] = self._executor.submit(_read, item, self._there, output, self._folders)
        except RuntimeError:
            raise self._lost() from None
        return future

    def alone(self, item: Input) -> Result:
        """Never asked for: the scheduler itself gives a plan to another worker where one dies."""
        return Result(item, None, f"{shown(item.shown)}: its worker died")

    def look_after(self) -> None:
        """See whether the scheduler and any worker are still there.

        Raises:
            EngineError: where they are not.
        """
        if self._client.status != "running":
            raise self._lost()
        if monotonic() - self._manned > _NEXT_WORKER:
            raise EngineError(f"--engine dask: {self._name}: no worker is left; start some and go on with --resume")

    def why(self, item: Input, error: Exception) -> str:
        """One line: several workers died of it, or it could not be sent.

        Raises:
            EngineError: where the scheduler forgot it, since it forgot the others too.
        """
        kind = type(error).__name__
        if self._client.status != "running" or "Cancelled" in kind:
            raise self._lost()
        if kind == "KilledWorker":
            return f"{shown(item.shown)}: every worker that read it died; it may take more memory than a worker has"
        return fault(item, error)

    def _lost(self) -> EngineError:
        return EngineError(f"--engine dask: {self._name}: the scheduler is gone; start it and go on with --resume")

    def close(self) -> None:
        """Stop whatever is under way."""
        with suppress(Exception):
            self._executor.shutdown(wait=False)
        for part in (self._client, self._local):
            if part is not None:
                with suppress(Exception):
                    part.close(timeout=5)


def _hush() -> None:
    """What Dask tells of connections and workers that come and go is told here in our own words, or not at all."""
    warnings.filterwarnings("ignore", module="distributed")
    for name in ["tornado.application", "tornado.general", "asyncio", *logging.root.manager.loggerDict]:
        if name.partition(".")[0] in {"asyncio", "distributed", "tornado"}:
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def _line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return lines[0] if lines else type(error).__name__


def _read_folder(folder: Path) -> _Folder:
    return tuple((file.name, file.read_bytes()) for file in sorted(folder.iterdir()) if file.suffix == ".yaml")


@lru_cache(maxsize=4)
def _laid_out(folders: tuple[_Folder, ...]) -> tuple[Path, ...]:
    """The rule folders as folders of this machine, which stay as long as the process."""
    if not folders:
        return ()
    top = tempfile.TemporaryDirectory(prefix="plan-extract-rules-")
    _kept.append(top)
    paths = []
    for number, files in enumerate(folders):
        path = Path(top.name) / str(number)
        path.mkdir()
        for name, data in files:
            (path / name).write_bytes(data)
        paths.append(path)
    return tuple(paths)


_kept: list[tempfile.TemporaryDirectory[str]] = []


def _state(folders: tuple[_Folder, ...]) -> tuple[str, str]:
    """Runs on each worker: what it would read plans with."""
    return __version__, load_rules(*_laid_out(folders)).sha256


def _read(item: Input, settings: Settings, output: str | None, folders: tuple[_Folder, ...]) -> Result:
    """Runs on a worker."""
    return read_one(item, settings._replace(rules=_laid_out(folders)), output)
