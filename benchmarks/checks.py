"""The consistency checks beside the coverage check, on the same documents in one run (target: less than half).

python benchmarks/checks.py [REPORT…]
"""

import statistics
import sys
import time
from pathlib import Path

import checker
from checker import consistency, judge, normalise, read, structure
from checker.consistency import CHECKS
from checker.model import Document

ROOT = Path(__file__).parents[1]
ROUNDS = 7


def main() -> None:
    """Print milliseconds per report and the ratio, all together and check by check."""
    rules = checker.load_rules()
    paths = [Path(name) for name in sys.argv[1:]] or sorted((ROOT / "tests" / "unseen" / "reports").glob("*.txt"))
    sources = [read.read_path(path) for path in paths]

    def coverage() -> list[Document]:
        documents = [structure.build(source, normalise.normalise(source)) for source in sources]
        for document in documents:
            judge.judge(judge.scan(document, rules), rules)
        return documents

    documents = coverage()
    rounds = [(timed(coverage), timed(lambda: [consistency.check(entry, rules.checks) for entry in documents]))
              for _ in range(ROUNDS)]  # fmt: skip
    covered, found = (1000 * statistics.median(column) / len(sources) for column in zip(*rounds, strict=True))
    print(f"coverage {covered:.1f} ms, consistency {found:.1f} ms a report, ratio {found / covered:.2f} (target 0.50)")
    for name, run in CHECKS.items():
        spent = statistics.median(timed(lambda run=run: [run(entry) for entry in documents]) for _ in range(ROUNDS))
        print(f"  {name.removeprefix('consistency.'):12} {1000 * spent / len(sources):6.2f} ms")


def timed(run: object) -> float:
    """Seconds that the call takes."""
    assert callable(run)
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
