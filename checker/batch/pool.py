"""Worker processes that check one report after another, each under a time limit.

A worker is a process of its own (`checker batch-worker`) that reads tasks and writes records, a JSON line each. One that
hangs, crashes or is killed costs its report a failed record and is started anew, whatever brought it down.
"""

import json
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import IO, Any

from checker.batch.record import Job, failure

COMMAND = (sys.executable, "-m", "checker", "batch-worker")
START = 60.0
"""Seconds in which a worker must have loaded the rules."""

GRACE = 2.0
"""Seconds between asking a worker to end, which ends its LibreOffice too, and killing it."""

Task = tuple[str, str]
"""Path, and the hash it had when it was checked before ("" for none)."""


class Worker:
    """A process that answers one task after another; `limit` is the time for one, in seconds.

    `folder` is where relative paths begin; None for the folder of this process.
    """

    def __init__(self, job: Job, limit: float, folder: str | None = None) -> None:
        self._folder = folder
        self._job = job
        self._limit = limit
        self._process: subprocess.Popen[bytes] | None = None
        self._lines: queue.Queue[bytes | None] = queue.Queue()

    def check(self, path: str, known: str = "") -> dict[str, Any]:
        """The record of a report; a failed one where the worker did not live to give it."""
        try:
            answer = self._ask([path, known])
        except TimeoutError:
            return failure(
                path, f"{path}：检查超过 {self._limit:g} 秒，已停止。请单独检查这份文件，或加大 --time-limit。"
            )
        except (OSError, EOFError, ValueError):
            code = self._stop()
            return failure(path, f"{path}：检查时进程意外退出（{code}）。请单独检查这份文件。")
        return answer

    def close(self) -> None:
        """End the process."""
        self._stop()

    def _ask(self, task: Sequence[str]) -> dict[str, Any]:
        if self._process is None or self._process.poll() is not None:
            self._start()
        try:
            self._send(task)
            answer: dict[str, Any] = json.loads(self._line(self._limit))
        except TimeoutError:
            self._stop()
            raise
        return answer

    def _start(self) -> None:
        self._stop()
        self._process = subprocess.Popen(
            COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True, cwd=self._folder
        )
        self._lines = queue.Queue()
        threading.Thread(target=_read, args=(self._process.stdout, self._lines), daemon=True).start()
        self._send(list(self._job))
        self._line(START)

    def _send(self, value: object) -> None:
        if self._process is None or self._process.stdin is None:
            raise EOFError
        self._process.stdin.write(json.dumps(value).encode() + b"\n")
        self._process.stdin.flush()

    def _line(self, limit: float) -> bytes:
        """The next line of the worker. Raises TimeoutError, and EOFError where it has ended."""
        try:
            line = self._lines.get(timeout=limit)
        except queue.Empty:
            raise TimeoutError from None
        if line is None:
            raise EOFError
        return line

    def _stop(self) -> int | None:
        """End the process and what it has started; its exit code."""
        process, self._process = self._process, None
        if process is None:
            return None
        if process.stdin is not None and not process.stdin.closed:
            with suppress(OSError):  # it has ended already
                process.stdin.close()
        process.terminate()
        try:
            process.wait(GRACE)
        except subprocess.TimeoutExpired:
            with suppress(ProcessLookupError):
                if hasattr(os, "killpg"):
                    os.killpg(process.pid, signal.SIGKILL)
                else:
                    process.kill()
            process.wait()
        return process.returncode


def _read(stream: IO[bytes], lines: "queue.Queue[bytes | None]") -> None:
    """Hand on the lines of a worker, then None; a thread can wait for a pipe on every system."""
    with stream:
        for line in stream:
            lines.put(line)
    lines.put(None)


def run(tasks: Sequence[Task], job: Job, jobs: int, limit: float) -> Iterator[dict[str, Any]]:
    """Records of all tasks, as they come; at most a few wait, so memory does not grow with their number."""
    todo = iter(tasks)
    lock = threading.Lock()
    done: queue.Queue[dict[str, Any] | BaseException | None] = queue.Queue(maxsize=4 * jobs)
    stop = threading.Event()

    def work() -> None:
        worker = Worker(job, limit)
        try:
            while not stop.is_set():
                with lock:
                    task = next(todo, None)
                if task is None:
                    break
                _put(done, worker.check(*task), stop)
        except BaseException as error:  # whatever happens in a thread is for the caller to hear
            _put(done, error, stop)
        finally:
            worker.close()
            _put(done, None, stop)

    threads = [threading.Thread(target=work, daemon=True) for _ in range(max(1, min(jobs, len(tasks))))]
    for thread in threads:
        thread.start()
    try:
        left = len(threads)
        while left:
            entry = done.get()
            if entry is None:
                left -= 1
            elif isinstance(entry, BaseException):
                raise entry
            else:
                yield entry
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def _put(done: "queue.Queue[Any]", entry: object, stop: threading.Event) -> None:
    """Hand over, unless nobody listens any more."""
    while not stop.is_set():
        try:
            done.put(entry, timeout=0.2)
            return
        except queue.Full:
            continue
