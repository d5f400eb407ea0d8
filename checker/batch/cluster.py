"""The same on many machines: dask.distributed spreads parts of the reports, each of which becomes one Parquet file.

A part's name is a hash of its reports (path, size, time) and of everything else its records depend on. A part is written as
a whole by whoever has checked it, so a worker that dies costs no more than its part's time, and no row is lost or comes twice.
"""

import hashlib
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple, Self

from checker import pipeline
from checker.batch import pool, results, storage, tables
from checker.batch.record import CHECKED, Job, failure
from checker.errors import CheckerError, UsageError
from checker.model import RuleSet

PART = 200
"""Reports in a part: some seconds of work, a file of some hundred kilobytes."""

WAITING = 4
"""Parts handed out per worker process: enough that none waits, few enough that memory stays flat."""

_OURS = re.compile(r"checker-[0-9a-f]{24}(?:-failed)?\.parquet")
"""What this program calls its files; others in the folder are somebody else's."""

RETRIES = 5
"""How often a part is given to another worker when one dies."""


MOST = 20_000
"""Reports up to which the page, the sheet and the JSON lines are written too; nobody reads a longer page."""


class Done(NamedTuple):
    """Numbers of reports: checked (`below` of them below the gate) and failed; whether the page was written.

    `waivers` are the lines of the waivers that some report has made use of.
    """

    checked: int
    below: int
    failed: int
    waivers: frozenset[int]
    page: bool

    def plus(self, rows: Any) -> Self:
        """With the rows of another part, an Arrow table."""
        status, passed, used = (rows.column(name).to_pylist() for name in ("status", "passed", "waivers"))
        good = [entry for name, entry in zip(status, passed, strict=True) if name == CHECKED]
        lines = self.waivers.union(*(entry or () for entry in used))
        return self._replace(
            checked=self.checked + len(good), below=self.below + good.count(False),
            failed=self.failed + len(status) - len(good), waivers=lines,
        )  # fmt: skip


class _Part(NamedTuple):
    """Reports that are checked together, and the file of their records."""

    name: str
    paths: tuple[str, ...]


def run(
    paths: Sequence[str], target: str, job: Job, ruleset: RuleSet, address: str, resume: bool, limit: float
) -> Done:
    """Check all reports on the cluster at `address` and write Parquet files to `target`.

    `limit` is the time for one report in seconds. Raises UsageError where the cluster cannot be reached.
    """
    client = _client(address)
    try:
        parts = [_part(chunk, job, ruleset) for chunk in _chunks(paths)]
        there = _clear(target, {part.name for part in parts} if resume else set())
        _hand_out(client, [part for part in parts if part.name not in there], target, job, limit)
        return _counted(target, parts, ruleset)
    finally:
        client.close()


def _client(address: str) -> Any:
    try:
        import distributed
    except ImportError:
        raise UsageError("集群检查要用到 dask.distributed，请先安装：pip install 'fazhi-checker[cluster]'。") from None
    try:
        client: Any = distributed.Client  # has no types
        return client(address, timeout="20s", set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise UsageError(f"连不上集群 {address}（{error}）。请核对地址，或先启动 dask scheduler。") from None


def _chunks(paths: Iterable[str]) -> Iterator[tuple[str, ...]]:
    left = iter(paths)
    while chunk := tuple(islice(left, PART)):
        yield chunk


def _part(paths: tuple[str, ...], job: Job, ruleset: RuleSet) -> _Part:
    digest = hashlib.sha256(job.key(ruleset).encode())
    for path, stamp in zip(paths, _stamps(paths), strict=True):
        digest.update(f"{path}\0{stamp}\0".encode("utf-8", "surrogateescape"))
    return _Part(f"checker-{digest.hexdigest()[:24]}.parquet", paths)


def _stamps(paths: tuple[str, ...]) -> list[str]:
    """Size and time of the files, by which a change shows."""
    stamps = []
    for path in paths:
        system, name = storage.opened(path)
        told = system.get_file_info(name)
        stamps.append(f"{told.size} {told.mtime_ns}")
    return stamps


def _clear(target: str, wanted: set[str]) -> set[str]:
    """Take away parts of other runs, which would be rows twice; the names of those that stay."""
    system, folder = storage.opened(target)
    if "://" not in target:
        Path(folder).mkdir(parents=True, exist_ok=True)
    try:
        names = {Path(path).name: path for path in storage.listing(target)}
    except CheckerError:
        return set()  # nothing there yet
    for name, path in names.items():
        if _OURS.fullmatch(name) and name not in wanted:
            system.delete_file(path)
    return wanted & names.keys()


def _hand_out(client: Any, parts: Sequence[_Part], target: str, job: Job, limit: float) -> None:
    """Have all parts written; some at a time, so that a million reports need no more memory here than a thousand."""
    import distributed

    as_completed: Any = distributed.as_completed  # has no types
    waiting = iter(parts)
    threads = sum(client.nthreads().values()) or 1

    def submit(part: _Part) -> Any:
        return client.submit(write_part, part.paths, storage.join(target, part.name), job, limit, here, key=part.name, retries=RETRIES, pure=False)  # fmt: skip

    here = str(Path.cwd())  # workers have the files under the same paths, but begin in another folder
    names = {part.name: part for part in parts}
    running = as_completed([submit(part) for part in islice(waiting, WAITING * threads)], loop=client.loop)
    for future in running:
        if future.status == "pending":  # done, but its worker died before anybody heard of it: it is done again
            running.add(future)
            continue
        if future.status != "finished":  # its workers died again and again
            _write_failed(names[future.key], target, job, future.exception())
        future.release()
        following = next(waiting, None)
        if following is not None:
            running.add(submit(following))


def write_part(paths: tuple[str, ...], address: str, job: Job, limit: float, folder: str) -> int:
    """What a worker of the cluster does: check the reports, write their records; the number of rows."""
    ruleset = pipeline.load_rules(job.rules)
    worker = pool.Worker(Job.of(job), limit, folder if Path(folder).is_dir() else None)
    try:
        records = [worker.check(path) for path in paths]
    finally:
        worker.close()
    _save(records, address, ruleset)
    return len(records)


def _write_failed(part: _Part, target: str, job: Job, error: object) -> None:
    """Rows that say so, for a part that no worker could do."""
    message = f"集群的各个进程都没有检查成（{type(error).__name__}）。请加 --resume 再运行一次。"
    records = [failure(path, f"{path}：{message}") for path in part.paths]
    # under another name, so that the next run with --resume does the part again
    _save(
        records, storage.join(target, part.name.replace(".parquet", "-failed.parquet")), pipeline.load_rules(job.rules)
    )


def _save(records: Sequence[dict[str, Any]], address: str, ruleset: RuleSet) -> None:
    import pyarrow.parquet as pq

    buffer = io.BytesIO()
    pq.write_table(tables.table(records, ruleset), buffer, compression="zstd")
    storage.save(address, buffer.getvalue())


def _counted(target: str, parts: Sequence[_Part], ruleset: RuleSet) -> Done:
    """Count what was written, part by part, and write the page where it is not too long.

    Raises UsageError where a row is lost or comes twice.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    system, _ = storage.opened(target)
    files = {Path(path).name: path for path in storage.listing(target)}
    page = sum(len(part.paths) for part in parts) <= MOST
    columns = None if page else ["path", "status", "passed", "waivers"]
    done = Done(0, 0, 0, frozenset(), page)
    kept = []
    for part in parts:
        name = part.name if part.name in files else part.name.replace(".parquet", "-failed.parquet")
        with system.open_input_file(files[name]) as file:
            rows = pq.read_table(file, columns=columns)
        if sorted(rows.column("path").to_pylist()) != sorted(part.paths):
            raise UsageError(f"{target}/{name} 与应有的报告不符，可能有别的程序同时在写。请换一个空文件夹再运行。")
        done = done.plus(rows)
        if page:
            kept.append(rows)
    if page:
        results.write(_Rows(pa.concat_tables(kept), ruleset), ruleset, target, parquet=False)
    return done


class _Rows:
    """The records of all parts, by path, held as compactly as Arrow does."""

    def __init__(self, table: Any, ruleset: RuleSet) -> None:
        self._table = table
        self._ruleset = ruleset
        self._places = {path: at for at, path in enumerate(table.column("path").to_pylist())}

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return (self[path] for path in sorted(self._places))

    def __getitem__(self, path: str) -> dict[str, Any]:
        return tables.record(self._table.slice(self._places[path], 1).to_pylist()[0], self._ruleset)
