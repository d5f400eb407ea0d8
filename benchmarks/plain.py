"""Reference: what a first attempt looks like: jieba tokens, keyword counts, YAML, jsonschema, tabulate."""

import sys
from pathlib import Path
from typing import Any

import jieba
import jsonschema
import yaml
from tabulate import tabulate

RULES = Path(__file__).parents[1] / "rules" / "fazhi"
jieba.setLogLevel(60)


def phrases(value: object) -> list[str]:
    """Every string below a node."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        value = list(value.values())
    return [word for entry in value for word in phrases(entry)] if isinstance(value, list) else []


def load() -> list[dict[str, Any]]:
    """Every element, with its `phrases`."""
    elements = []
    for path in sorted(RULES.glob("*.yaml")):
        data = yaml.safe_load(path.read_text("utf-8"))
        jsonschema.validate(data, {"type": "object"})
        elements += data.get("elements", [])
    return elements


def rows(text: str, elements: list[dict[str, Any]]) -> list[list[Any]]:
    """Count every element's words in the tokens of the report."""
    tokens = jieba.lcut(text)
    found = []
    for element in elements:
        words = [word for word in phrases(element["words"]) if "{" not in word]
        count = sum(text.count(word) for word in words) + sum(token in words for token in tokens)
        found.append([element["id"], count, "covered" if count else "missing"])
    return found


def main() -> None:
    """Print a table for every report."""
    elements = load()
    for path in sys.argv[1:]:
        print(tabulate(rows(Path(path).read_text("utf-8"), elements)))


if __name__ == "__main__":
    main()
