"""All results of a run, from its records: results.jsonl, results.parquet, matrix.xlsx and index.html."""

from checker.batch import index, storage, tables
from checker.batch.record import Records
from checker.model import RuleSet


def write(records: Records, ruleset: RuleSet, folder: str, left: int = 0, parquet: bool = True) -> None:
    """Write them to the folder at this address; `left` is how many reports an interrupted run has not checked.

    Without `parquet` that table is left out, since a cluster has written its parts already. Raises UsageError.
    """
    with storage.writing(storage.join(folder, "results.jsonl")) as file:
        tables.write_lines(records, file)
    if parquet:
        with storage.writing(storage.join(folder, "results.parquet")) as file:
            tables.write_parquet(records, ruleset, file)
    with storage.writing(storage.join(folder, "matrix.xlsx")) as file:
        tables.write_matrix(records, ruleset, file, "" if "://" in folder else folder)
    with storage.writing(storage.join(folder, "index.html")) as file:
        index.write_index(records, ruleset, file, left)
