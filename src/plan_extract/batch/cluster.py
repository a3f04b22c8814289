"""A Dask cluster: one that runs somewhere, or one begun on this machine."""

from __future__ import annotations

import logging
import tempfile
import warnings
from collections.abc import Callable
from concurrent.futures import Future, wait
from contextlib import suppress
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from time import monotonic
from typing import Any

from plan_extract import __version__
from plan_extract.batch.engine import PATIENCE, EngineError
from plan_extract.batch.reading import Result, Settings, fault, read_one
from plan_extract.files.inputs import Input, is_remote
from plan_extract.files.outputs import shown
from plan_extract.rules import load_rules

__all__ = ["Cluster"]

_CONNECT = 20  # seconds in which a scheduler has to answer
_FIRST_WORKER = 60  # seconds in which the first worker has to come
_NEXT_WORKER = 600  # seconds in which another has to come where all are gone
_NEXT_LOCAL = 20  # the same for a cluster that was begun here
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
        self._jobs = jobs
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
        self._look()
        return _AHEAD * self._threads

    def _look(self) -> None:
        now = monotonic()
        if now - self._looked >= _LOOK and self._client.status == "running":
            self._looked = now
            threads = sum(self._client.nthreads().values())
            if threads:
                self._threads, self._manned = threads, now

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
        """Read a plan once more of which the scheduler says that its workers died.

        It says so of the plans beside it too, where it was one of these.
        """
        future = self.submit(item)
        while not wait([future], PATIENCE).done:
            self.look_after()
        try:
            return future.result()
        except Exception as error:  # noqa: BLE001, whatever it is, it must not stop the others
            self._still_there(error)
            if type(error).__name__ != "KilledWorker":
                return Result(item, None, fault(item, error))
            why = "every worker that read it died; it may take more memory than a worker has"
            return Result(item, None, f"{shown(item.shown)}: {why}")

    def failed(self, item: Input, error: Exception) -> Result:
        """Try once more what several workers died of; say of anything else what it is.

        Raises:
            EngineError: where the scheduler is gone.
        """
        self._still_there(error)
        return self.alone(item) if type(error).__name__ == "KilledWorker" else Result(item, None, fault(item, error))

    def look_after(self) -> None:
        """See whether the scheduler and any worker are still there.

        Raises:
            EngineError: where they are not.
        """
        self._still_there()
        self._look()
        idle = monotonic() - self._manned
        if self._local is not None and idle > _NEXT_LOCAL:
            # Whoever looks after these workers gives one up that dies before it is fully there.
            self._local.scale(0)
            self._local.scale(self._jobs)
            self._manned = monotonic()
        elif idle > _NEXT_WORKER:
            raise EngineError(f"--engine dask: {self._name}: no worker is left; start some and go on with --resume")

    def _still_there(self, error: Exception | None = None) -> None:
        # What a scheduler is asked to do is cancelled where it is gone.
        if self._client.status != "running" or "Cancelled" in type(error).__name__:
            raise self._lost()

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
