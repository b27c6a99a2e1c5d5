"""The batches done by the workers of a Dask cluster, one that is started here or one that others run.

A worker has its reports reviewed by a process of the pool, so a report that kills costs only itself. A worker that dies all the same (its
machine, its container) is Dask's business: it gives the batch to others, a few times (`allowed-failures`). A batch of which every worker
has died is parted in halves until single reports are left; each of them is asked once more while nothing else runs, because a worker that
dies accuses its neighbours too. The report that then ends its workers again is the one.
"""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, nullcontext
from typing import TYPE_CHECKING

from linter import pool
from linter.audit import AuditError
from linter.audit.engines import Engine, Work, apart
from linter.audit.pieces import Gathered, Piece, whole
from linter.audit.plan import Batch
from linter.audit.tables import Tables, tables
from linter.audit.task import killed
from linter.collection import MissingExtra

if TYPE_CHECKING:
    from distributed import Client, Future, LocalCluster

_ATTEMPTS = 2  # workers that a batch may cost a cluster of our own before it is parted
_LONG = 60  # seconds without an end of anything, or without any worker
_GO_ON = "查完的都留着，恢复后再运行同一条命令就接着查"
_PATIENCE = 10  # seconds for a scheduler to answer and a worker to be there


@contextmanager
def engine(scheduler: str | None, workers: int | None) -> Iterator[Engine]:
    """The engine of the cluster at that address; null: of one on this machine, of so many workers (null: as many as it has cores).

    Raises `AuditError`.
    """
    try:
        from distributed import Client, TimeoutError  # noqa: PLC0415  an extra; on Python 3.10 not the built-in TimeoutError
    except ImportError:
        raise AuditError(str(MissingExtra("dask", "distributed", "--engine dask "))) from None
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what it would say of workers that die is said by the result
    with _own(workers) if scheduler is None else nullcontext(scheduler) as cluster, ExitStack() as stack:
        try:
            client = stack.enter_context(Client(cluster, timeout=_PATIENCE))
        except (OSError, ValueError, TimeoutError) as error:
            raise AuditError(f"连不上调度器 {scheduler}；请核对地址，看 dask scheduler 是否在运行、端口是否放行") from error
        try:
            client.wait_for_workers(1, timeout=_PATIENCE)
        except TimeoutError:
            raise AuditError(f"调度器 {scheduler} 上没有工作进程；请先在各机器上运行 dask worker {scheduler}") from None
        yield lambda batches, work: _Run(client, batches, work).results()


@contextmanager
def _own(workers: int | None) -> Iterator[LocalCluster]:
    """A cluster of processes of this machine, that leaves nothing."""
    import dask  # noqa: PLC0415  an extra
    from distributed import LocalCluster  # noqa: PLC0415

    failures = {"distributed.scheduler.allowed-failures": _ATTEMPTS - 1}
    with (
        dask.config.set(failures),
        tempfile.TemporaryDirectory(prefix="fazhi-lint-", ignore_cleanup_errors=True) as folder,
        LocalCluster(
            n_workers=workers or pool.cores(), threads_per_worker=1, dashboard_address=None, local_directory=folder, silence_logs=logging.CRITICAL,
        ) as cluster,
    ):
        yield cluster


class _Run:
    """One audit on a cluster: what waits, what runs, and which single reports are accused."""

    def __init__(self, client: Client, batches: Iterable[Batch], work: Work) -> None:
        self._client = client
        self._work = work
        self._batches = iter(batches)
        self._halves: list[Piece] = []
        self._accused: list[Piece] = []
        self._running: dict[Future, Piece] = {}
        self._alone = False  # whether what runs is an accused report, with nothing beside it

    def results(self) -> Iterator[tuple[Batch, Tables]]:
        from distributed import CancelledError  # noqa: PLC0415  an extra

        gathered = Gathered()
        try:
            while self._submit():
                for future in self._ended():
                    piece = self._running.pop(future)
                    made = self._outcome(future, piece)
                    if made is not None:
                        yield from gathered.add(piece, made)
        except (CancelledError, OSError) as error:
            raise AuditError(f"和调度器的连接断了；{_GO_ON}") from error

    def _ended(self) -> Iterable[Future]:
        """Some of what runs, as soon as it is done. Raises `AuditError` where nobody is left to do it."""
        from distributed import TimeoutError, wait  # noqa: PLC0415  an extra

        while True:
            try:
                return list(wait(list(self._running), timeout=_LONG, return_when="FIRST_COMPLETED").done)
            except TimeoutError:
                pass
            try:
                self._client.wait_for_workers(1, timeout=_LONG)
            except TimeoutError:
                raise AuditError(f"工作进程都没有了；{_GO_ON}") from None

    def _submit(self) -> bool:
        """Give each thread of the workers a piece, so that few are beside a worker that dies; says whether anything runs."""
        room = max(1, sum(self._client.nthreads().values()))
        while len(self._running) < room and (piece := self._next()) is not None:
            self._running[self._client.submit(_done, self._work, piece.names, pure=False)] = piece
        return bool(self._running)

    def _next(self) -> Piece | None:
        if self._halves:
            return self._halves.pop()
        batch = next(self._batches, None)
        if batch is not None:
            return whole(batch)
        if self._running or not self._accused:
            return None
        self._alone = True
        return self._accused.pop()

    def _outcome(self, future: Future, piece: Piece) -> Tables | None:
        """What came of a piece; null where it has to be asked again."""
        from distributed import CancelledError, KilledWorker  # noqa: PLC0415  an extra

        try:
            made: Tables = future.result()
            return made
        except KilledWorker:
            if self._alone:
                return tables([killed(piece.names[0])])
            if piece.single:
                self._accused.append(piece)
            else:
                self._halves += piece.halves()
            return None
        except (AuditError, CancelledError):
            raise
        except Exception as error:  # the worker could not even begin, e.g. because fazhi-lint is not installed there
            said = f"工作进程上出错（{type(error).__name__}: {error}）"
            raise AuditError(f"{said}；请在每台机器上装同一版本的 fazhi-lint[dask] 和各种格式要用的库") from error


def _done(work: Work, names: Sequence[str]) -> Tables:
    """On a worker: tables, which travel better than rows."""
    try:
        return tables(list(apart(names, work)))
    except pool.Unavailable:
        return tables([work(names)])
