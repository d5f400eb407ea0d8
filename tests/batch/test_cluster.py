"""checker batch --cluster: a real scheduler and two workers, one of them killed, and a local S3 server."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import openpyxl
import program
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest
from pyarrow import fs

from checker.batch import cluster

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "examples/complete/report.txt").read_text("utf-8")
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}
REPORTS = 900


batch = partial(program.run, "batch")


def until(fits: Callable[[], object], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not fits():
        assert time.monotonic() < end
        time.sleep(0.05)


class Cluster:
    """A scheduler and two workers, started by the commands of the README."""

    def __init__(self, folder: Path, **environment: str) -> None:
        self.folder, self.environment = folder, {**ENVIRONMENT, **environment}
        self.processes = [self._start("scheduler", "--port", "0", "--dashboard-address", ":0")]
        log = folder / "0.log"
        until(lambda: re.search(r"Scheduler at:\s+(tcp://\S+)", log.read_text("utf-8")))
        self.address = re.search(r"Scheduler at:\s+(tcp://\S+)", log.read_text("utf-8"))[1]  # type: ignore[index]
        for _ in range(2):
            self.processes.append(self._start("worker", self.address, "--nthreads", "1", "--no-dashboard"))
        until(lambda: len(re.findall("Register worker", log.read_text("utf-8"))) >= 2)

    def _start(self, *arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "dask", *arguments]
        with (self.folder / f"{len(list(self.folder.glob('*.log')))}.log").open("wb") as log:
            return subprocess.Popen(
                command, cwd=self.folder, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )

    def kill_a_worker(self) -> None:
        os.killpg(self.processes[1].pid, signal.SIGKILL)

    def close(self) -> None:
        for process in reversed(self.processes):
            try:
                os.killpg(process.pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
            process.wait()


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(REPORTS):
        (folder / f"{number:04}.txt").write_text(f"{TEXT}\n第{number}份\n", "utf-8")
    (folder / "坏.docx").write_bytes(b"PK\x03\x04 no zip")
    return folder


def rows(folder: Path) -> list[tuple[str, str, float]]:
    table = ds.dataset(sorted(str(path) for path in folder.glob("*.parquet")), format="parquet").to_table()
    return sorted(zip(*(table.column(name).to_pylist() for name in ("path", "status", "low")), strict=True), key=str)


def without_cards(path: Path) -> list[dict[str, object] | str]:
    """The lines of a file without what tells of cards, which the local run has not written."""
    lines = path.read_text("utf-8").splitlines()
    if path.suffix == ".html":
        return [re.sub(r'<a href="cards/[^"]+">(.*?)</a>', r"\1", line) for line in lines]
    return [{key: value for key, value in json.loads(line).items() if value and key != "card"} for line in lines]


def sheet(path: Path) -> list[tuple[object, ...]]:
    return list(openpyxl.load_workbook(path)["矩阵"].iter_rows(values_only=True))


def test_a_killed_worker_loses_no_row_and_doubles_none(reports: Path, tmp_path: Path) -> None:
    (tmp_path / "cluster").mkdir()
    machines = Cluster(tmp_path / "cluster")
    try:
        command = [sys.executable, "-m", "checker", "batch", "in", "-o", "out", "--cluster", machines.address]
        process = subprocess.Popen(command, cwd=tmp_path, env=ENVIRONMENT, stderr=subprocess.PIPE, text=True)
        until(lambda: list((tmp_path / "out").glob("checker-*.parquet")))
        assert process.poll() is None
        machines.kill_a_worker()
        _, told = process.communicate(timeout=200)
        assert (process.returncode, f"已检查 {REPORTS + 1} 份" in told) == (3, True), told
        assert batch("in", "-o", "local", "--no-cards", cwd=tmp_path).returncode == 3
        assert rows(tmp_path / "out") == rows(tmp_path / "local")
        for name in ("results.jsonl", "index.html"):
            assert without_cards(tmp_path / "out" / name) == without_cards(tmp_path / "local" / name)
        assert sheet(tmp_path / "out/matrix.xlsx") == sheet(tmp_path / "local/matrix.xlsx")
        cards = {
            json.loads(line).get("card") for line in (tmp_path / "out/results.jsonl").read_text("utf-8").splitlines()
        }
        assert cards - {None} == {path.name for path in (tmp_path / "out/cards").iterdir()}
        assert len(cards - {None}) == REPORTS
        parts = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").glob("checker-*.parquet")}
        (reports / "0000.txt").write_text(TEXT, "utf-8")
        assert batch("in", "-o", "out", "--cluster", machines.address, "--resume", cwd=tmp_path).returncode == 3
        after = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").glob("checker-*.parquet")}
        assert len(after) == len(parts)
        assert len(set(parts.items()) - set(after.items())) == 1  # only the part of the changed report
    finally:
        machines.close()


def test_files_of_others_are_never_taken_away(tmp_path: Path) -> None:
    """A folder may hold other Parquet: Spark calls its files part-00000-….parquet."""
    own = ("checker-" + "a" * 24 + ".parquet", "checker-" + "b" * 24 + "-failed.parquet")
    others = ("part-00000-1f.snappy.parquet", "checker-notes.parquet", "a.txt")
    for name in (*own, *others):
        (tmp_path / name).write_bytes(b"x")
    assert cluster._clear(str(tmp_path), set()) == set()
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(others)


def test_without_a_cluster_the_message_says_so(tmp_path: Path) -> None:
    shutil.copy(ROOT / "examples/complete/report.txt", tmp_path / "a.txt")
    result = batch("a.txt", "-o", "out", "--cluster", "kein-cluster", cwd=tmp_path)
    assert result.returncode == 2
    assert "连不上集群 kein-cluster" in result.stderr


@pytest.fixture
def s3(tmp_path: Path) -> Iterator[str]:
    program = os.environ.get("MOTO_SERVER") or str(ROOT / ".venv/moto/bin/moto_server")
    if not Path(program).is_file():
        pytest.skip("moto is not installed (python3 -m venv .venv/moto && .venv/moto/bin/pip install 'moto[server]')")
    port = 20_000 + os.getpid() % 20_000
    with (tmp_path / "moto.log").open("wb") as log:
        process = subprocess.Popen([program, "-p", str(port)], stdout=log, stderr=log)

    def answers() -> bool:
        try:
            return urllib.request.urlopen(f"http://127.0.0.1:{port}/moto-api/", timeout=2).status == 200
        except OSError:
            return False

    try:
        until(answers)
        yield f"endpoint_override=127.0.0.1:{port}&scheme=http&region=us-east-1"
    finally:
        process.kill()
        process.wait()


def test_object_storage_in_and_out(s3: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keys = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_EC2_METADATA_DISABLED": "true"}
    for name, value in keys.items():
        monkeypatch.setenv(name, value)
    system, _ = fs.FileSystem.from_uri(f"s3://reports/?{s3}&allow_bucket_creation=true")
    system.create_dir("reports")
    for number in range(5):
        with system.open_output_stream(f"reports/in/{number}.txt") as stream:
            stream.write(f"{TEXT}\n{number}".encode())
    with system.open_output_stream("reports/in/坏.docx") as stream:
        stream.write(b"PK\x03\x04 no zip")
    (tmp_path / "cluster").mkdir()
    machines = Cluster(tmp_path / "cluster", **keys)
    try:
        source, target = f"s3://reports/in?{s3}", f"s3://reports/out?{s3}"
        result = batch(source, "-o", target, "--cluster", machines.address, cwd=tmp_path, **keys)
        assert result.returncode == 3, result.stderr
        listed = system.get_file_info(fs.FileSelector("reports/out", recursive=True))
        found = {entry.path.removeprefix("reports/out/") for entry in listed if entry.type == fs.FileType.File}
        assert {"index.html", "matrix.xlsx", "results.jsonl"} < found
        page = system.open_input_stream("reports/out/index.html").read().decode()
        linked = set(re.findall(r'href="(cards/[^"]+)"', page))
        assert linked == {name for name in found if name.startswith("cards/")}
        assert len(linked) == 5
        files = [entry for entry in listed if entry.path.endswith(".parquet")]
        (part,) = [pq.read_table(entry.path, filesystem=system) for entry in files]
        told = dict(zip((path.partition("?")[0] for path in part.column("path").to_pylist()), part.column("status").to_pylist(), strict=True))  # fmt: skip
        assert told == {
            **{f"s3://reports/in/{number}.txt": "checked" for number in range(5)},
            "s3://reports/in/坏.docx": "failed",
        }
    finally:
        machines.close()
