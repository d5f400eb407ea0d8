"""Reference: what a first attempt looks like: jieba tokens, keyword counts, YAML, jsonschema, tabulate."""

import sys
from pathlib import Path

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


def main() -> None:
    """Count every element's words in the tokens of the report and print a table."""
    elements = []
    for path in sorted(RULES.glob("*.yaml")):
        data = yaml.safe_load(path.read_text("utf-8"))
        jsonschema.validate(data, {"type": "object"})
        elements += data.get("elements", [])
    for path in sys.argv[1:]:
        text = Path(path).read_text("utf-8")
        tokens = jieba.lcut(text)
        rows = []
        for element in elements:
            words = [word for word in phrases(element["words"]) if "{" not in word]
            found = sum(text.count(word) for word in words) + sum(token in words for token in tokens)
            rows.append([element["id"], found, "covered" if found else "missing"])
        print(tabulate(rows))


main()
