"""The results as tables: results.jsonl, results.parquet and matrix.xlsx, written record by record."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import IO, Any

from checker.batch.record import CHECKED
from checker.errors import UsageError
from checker.model import RuleSet

ROWS = 1000
"""Records in a row group of Parquet."""

SYMBOLS = {"covered": "√", "partial": "△", "missing": "×", "not_applicable": "—", "undecided": "？"}
WAIVED = "免"
"""Beside the symbol of an element that is waived."""

_COLOURS = {"√": "#E2F2E7", "△": "#FCEFD2", "×": "#FBE5E3", "—": "#EEF0F3", "？": "#E6EAF2"}
_PLAIN = ("path", "sha256", "status", "message", "title", "issuer", "issuer_kind", "grade", "card")
_NUMBERS = ("low", "high", "relieved_low", "relieved_high")
_HEAD = ("序号", "文件", "机关", "年度", "得分", "豁免后", "等级", "结论", "必备缺失", "错误", "提示", "说明")
_WIDTHS = (5, 24, 20, 6, 7, 7, 7, 8, 6, 5, 5, 16)
_A3 = 8
MOST_ROWS = 1_048_576
"""Rows of a sheet of Excel, the head included."""


def needed() -> None:
    """Make sure that the libraries of the extra `collection` are there. Raises UsageError."""
    try:
        import pyarrow.parquet  # noqa: F401
        import xlsxwriter  # noqa: F401
    except ImportError as error:
        raise UsageError(f"批量检查要用到 {error.name}，请先安装：pip install 'fazhi-checker[collection]'。") from None


def write_lines(records: Iterable[dict[str, Any]], file: IO[bytes]) -> None:
    """A JSON line for each record."""
    for record in records:
        file.write((json.dumps(record, ensure_ascii=False) + "\n").encode("utf-8", "backslashreplace"))


def schema(ruleset: RuleSet) -> Any:
    """The columns of the Parquet table: what a record holds, and a column for the outcome of each element."""
    import pyarrow as pa

    finding = pa.struct([("id", pa.string()), ("level", pa.string()), ("line", pa.int32()), ("quote", pa.string()), ("message", pa.string()), ("waived", pa.bool_())])  # fmt: skip
    fields = [(name, pa.string()) for name in _PLAIN]
    fields += [("year", pa.int32()), ("passed", pa.bool_()), *((name, pa.float64()) for name in _NUMBERS)]
    fields += [(name, pa.list_(pa.string())) for name in ("blocking", "waived", "problems")]
    fields += [("waivers", pa.list_(pa.int32())), ("findings", pa.list_(finding))]
    fields += [(element.id, pa.string()) for element in ruleset.elements]
    told = {"ruleset": ruleset.id, "ruleset_version": ruleset.version, "ruleset_sha256": ruleset.sha256}
    return pa.schema(fields, metadata=told)


def table(records: Sequence[dict[str, Any]], ruleset: RuleSet) -> Any:
    """Records as an Arrow table."""
    import pyarrow as pa

    rows = [{**record, **record.get("outcomes", {})} for record in records]
    columns = schema(ruleset)
    clean = [{name: _clean(row.get(name)) for name in columns.names} for row in rows]
    return pa.Table.from_pylist(clean, schema=columns)


def record(row: dict[str, Any], ruleset: RuleSet) -> dict[str, Any]:
    """The record that a row of the table was made from; a failed one has no outcomes."""
    ids = {element.id for element in ruleset.elements}
    outcomes = {name: row[name] for name in row if name in ids and row[name] is not None}
    return {**{name: value for name, value in row.items() if name not in ids}, "outcomes": outcomes}


def _clean(value: Any) -> Any:
    """Strings that UTF-8 cannot hold (odd file names) with their odd characters escaped."""
    return value.encode("utf-8", "backslashreplace").decode() if isinstance(value, str) else value


def write_parquet(records: Iterable[dict[str, Any]], ruleset: RuleSet, file: IO[bytes]) -> None:
    """The Parquet table, a row group at a time."""
    import pyarrow.parquet as pq

    left = iter(records)
    with pq.ParquetWriter(file, schema(ruleset), compression="zstd") as writer:
        while part := list(islice(left, ROWS)):
            writer.write_table(table(part, ruleset))


def write_matrix(records: Iterable[dict[str, Any]], ruleset: RuleSet, file: IO[bytes], folder: str) -> None:
    """unit × element as a sheet with filters, frozen panes and colours; no text is ever taken for a formula.

    `folder` is where rows wait until all are there; "" for in memory.
    """
    import xlsxwriter

    settings = {
        "constant_memory": bool(folder), "in_memory": not folder, "tmpdir": folder or None, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
        "default_date_format": "yyyy-mm-dd",
    }  # fmt: skip
    book = xlsxwriter.Workbook(file, settings)
    book.set_properties({"title": f"{ruleset.title}检查结果", "created": _EPOCH})
    sheet = book.add_worksheet("矩阵")
    columns = _lay_out(book, sheet, ruleset)
    formats = {
        symbol: book.add_format(
            {"align": "center", "shrink": True, "bg_color": colour, "border": 1, "border_color": "#D3D9E1"}
        )
        for symbol, colour in _COLOURS.items()
    }
    formats |= {symbol + WAIVED: chosen for symbol, chosen in formats.items()}
    last = 0
    left = iter(records)
    for last, record in enumerate(islice(left, MOST_ROWS - 1), 1):
        for column, value in enumerate(_cells(last, record, ruleset)):
            if isinstance(value, str):
                sheet.write_string(last, column, value[:32_000], formats.get(value))
            elif value is not None:
                sheet.write_number(last, column, value)
    sheet.autofilter(0, 0, max(last, 1), columns - 1)
    _write_legend(book, formats, ruleset, cut=next(left, None) is not None)
    book.close()


def _lay_out(book: Any, sheet: Any, ruleset: RuleSet) -> int:
    """Heads, widths and the printed page; the number of columns."""
    look = {"bold": True, "valign": "top", "bg_color": "#D9DEE6", "border": 1}
    head = book.add_format({**look, "text_wrap": True})
    upright = book.add_format({**look, "rotation": 270, "align": "center"})
    names = [*_HEAD, *(element.name for element in ruleset.elements)]
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.set_column(len(_HEAD), len(names) - 1, 3.6)
    sheet.set_row(0, 230)
    sheet.freeze_panes(1, 3)
    sheet.set_landscape()
    sheet.set_paper(_A3)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    for column, name in enumerate(names):
        sheet.write_string(0, column, name, head if column < len(_HEAD) else upright)
    return len(names)


def _write_legend(book: Any, formats: Mapping[str, Any], ruleset: RuleSet, cut: bool) -> None:
    """The symbols and the rules; where the sheet is `cut`, that it does not hold all."""
    legend = book.add_worksheet("图例")
    words = {
        "√": "已写",
        "△": "不足",
        "×": "缺失",
        "—": "不适用",
        "？": "待定，有内容读不出来",
        WAIVED: "写在符号后面：经批准豁免",
    }
    for row, (symbol, word) in enumerate(words.items()):
        legend.write_string(row, 0, symbol, formats.get(symbol))
        legend.write_string(row, 1, word)
    lines = [f"规则集 {ruleset.id} {ruleset.version}", ruleset.sha256]
    lines += [f"只列了前 {MOST_ROWS - 1} 份，全部见 results.parquet。"] if cut else []
    for row, line in enumerate(lines, len(words) + 1):
        legend.write_string(row, 0, line)


def _cells(number: int, record: dict[str, Any], ruleset: RuleSet) -> Iterator[str | float | None]:
    yield number
    yield record["path"]
    if record["status"] != CHECKED:
        yield from ("", None, None, None, "", "未能检查", None, None, None, record["message"])
        return
    yield record["issuer"]
    yield record["year"]
    yield record["low"]
    yield record["relieved_low"]
    yield record["grade"]
    yield "通过" if record["passed"] else "未通过"
    yield len(record["blocking"])
    for level in ("error", "hint"):
        yield sum(entry["level"] == level and not entry["waived"] for entry in record["findings"])
    yield "；".join(record["problems"])
    waived = set(record["waived"])
    for element in ruleset.elements:
        yield SYMBOLS[record["outcomes"][element.id]] + (WAIVED if element.id in waived else "")


def _epoch() -> Any:
    from datetime import datetime

    return datetime(2026, 1, 1)  # noqa: DTZ001  # the same bytes on every run; Excel knows no time zones


_EPOCH = _epoch()
