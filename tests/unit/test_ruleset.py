"""Loading is strict: every mistake in a rule file is an error with file, line and column."""

import json
import shutil
from pathlib import Path

import pytest

import checker
from checker import ruleset
from checker.errors import RuleSetError
from checker.match.lexicon import PhraseError, alternatives, expand

SOURCE = Path(__file__).parents[2] / "rules" / "fazhi"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the built-in rules, to be broken."""
    copy = tmp_path / "mine"
    shutil.copytree(SOURCE, copy, ignore=shutil.ignore_patterns("compiled.json"))
    return copy


def test_the_compiled_form_beside_the_rules_is_fresh() -> None:
    stored = json.loads((SOURCE / "compiled.json").read_text("utf-8"))
    assert stored == json.loads(ruleset.compiled_text(SOURCE)), "run: checker rules compile"


def test_compiled_and_parsed_rules_are_the_same(folder: Path) -> None:
    ours, built_in = checker.load_rules(folder), checker.load_rules()
    assert ours.sha256 == built_in.sha256
    assert ours.elements == built_in.elements
    assert ours.lexicon.needles == built_in.lexicon.needles
    assert ours.lexicon.terms == built_in.lexicon.terms


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("    weight: 2\n", "    wieght: 2\n", "不认识的键“wieght”"),
        ("    weight: 2\n", "    weight: 0\n", "太小"),
        ("    weight: 2\n", "    weight: two\n", "类型不对"),
        ("    weight: 2\n", "    weight: 2\n    weight: 3\n", "写了两次"),
        ("    weight: 2\n", "", "缺少“weight”"),
        ("    level: expected\n", "    level: should\n", "不在可选值之中|不合要求"),
        ("    where: [", "    where: [middle, ", "不在可选值之中"),
        ("    partial:\n", "    partial:\n      mentoins: [应急]\n", "不认识的键|写了两次|只能有一个词"),
        ("    words: [", "    words: ['', ", "不能为空"),
        ("    words: [", "    words: ['$没有的表', ", "没有名为“没有的表”的词表"),
        ("    words: [", "    words: ['应急{预案', ", "不成对"),
        ("    words: [", "    words: [no, ", "加引号"),
        ("    words: [", "    words: [&a 应急, *a, ", "别名"),
        ("    words: [", "    words: [!!python/name:os.system 应急, ", "标签|类型不明确"),
        ("    words: [", "    words: [[[", "YAML 语法不对|类型不对"),
    ],
)
def test_mistakes_are_named_with_their_place(folder: Path, old: str, new: str, words: str) -> None:
    path = folder / "emergency.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(RuleSetError, match=rf"emergency\.yaml:\d+:\d+：.*(?:{words})"):
        checker.load_rules(folder)


def test_duplicate_ids_unlisted_files_and_bombs(folder: Path, tmp_path: Path) -> None:
    text = (folder / "emergency.yaml").read_text("utf-8")
    (folder / "emergency.yaml").write_text(text + text.partition("elements:\n")[2], "utf-8")
    with pytest.raises(RuleSetError, match="emergency.response”重复"):
        checker.load_rules(folder)
    (folder / "emergency.yaml").write_text(text, "utf-8")
    (folder / "more.yaml").write_text(text, "utf-8")
    with pytest.raises(RuleSetError, match="没有列入"):
        checker.load_rules(folder)
    (folder / "more.yaml").unlink()
    levels = "".join(f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9)}]\n" for level in range(1, 20))
    (folder / "emergency.yaml").write_text("a0: &a0 [x]\n" + levels, "utf-8")
    with pytest.raises(RuleSetError, match="别名"):
        checker.load_rules(folder)
    (folder / "emergency.yaml").write_text("[" * 5000, "utf-8")
    with pytest.raises(RuleSetError, match="嵌套太深|语法"):
        checker.load_rules(folder)
    (folder / "emergency.yaml").write_text("", "utf-8")
    with pytest.raises(RuleSetError, match="空的"):
        checker.load_rules(folder)


@pytest.mark.parametrize(("pattern", "words"), [("(政+)+$(?=x)", "RE2"), ("政*", "空文字"), ("(政", "RE2")])
def test_patterns_must_be_re2_and_match_something(folder: Path, pattern: str, words: str) -> None:
    path = folder / "emergency.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("    partial:\n", f"    partial:\n      pattern: '{pattern}'\n    old:\n", 1), "utf-8")
    broken = path.read_text("utf-8")
    start = broken.index("    old:\n")
    end = broken.index("    place:", start)
    path.write_text(broken[:start] + broken[end:], "utf-8")
    with pytest.raises(RuleSetError, match=words):
        checker.load_rules(folder)


def test_unknown_rule_set() -> None:
    with pytest.raises(RuleSetError, match="没有规则集“nothing”.*fazhi"):
        checker.load_rules("nothing")


def test_the_cache_is_used_and_a_damaged_or_foreign_one_is_not(folder: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    rules = checker.load_rules(folder, cache)
    stored = cache / f"rules-{rules.sha256}.json"
    assert stored.is_file()
    assert checker.load_rules(folder, cache).elements == rules.elements
    stored.write_text("{", "utf-8")
    assert checker.load_rules(folder, cache).elements == rules.elements
    blocked = tmp_path / "file"
    blocked.write_text("", "utf-8")
    assert checker.load_rules(folder, blocked).elements == rules.elements


@pytest.mark.parametrize(
    ("phrase", "words"),
    [
        ("合法性{审核,审查}", ["合法性审核", "合法性审查"]),
        ("规范性文件{的,}备案", ["规范性文件的备案", "规范性文件备案"]),
        ("{a,b{c,d}}e", ["ae", "bce", "bde"]),
    ],
)
def test_braces(phrase: str, words: list[str]) -> None:
    assert expand(phrase) == words


@pytest.mark.parametrize("phrase", ["{a", "a}", "a……", "…a", "{a,}", "{0,1,2,3,4,5,6,7,8,9}" * 3])
def test_malformed_phrases(phrase: str) -> None:
    with pytest.raises(PhraseError):
        alternatives([phrase])


def test_parts_that_follow_each_other() -> None:
    assert alternatives(["甲{乙,丙}", "丁", "受理…{#件,#起}", "审……查", "{戊,己…庚}"]) == [
        (False, [["甲乙", "甲丙", "丁", "戊"]]),
        (False, [["受理"], ["#件", "#起"]]),
        (True, [["审"], ["查"]]),
        (False, [["己"], ["庚"]]),
    ]
