"""consistency.duplicate: what stands twice by mistake; not what every report says again."""

import sys

import pytest

from checker import normalise, structure
from checker.consistency import duplicate
from checker.model import Source

HEAD = "临溪县2022年法治政府建设情况报告\n2022年，临溪县推进各项工作，取得了新的成效。\n一、主要举措和成效\n"
LONG = "县司法局牵头组织律师和高校教师对拟出台的行政规范性文件逐条论证"


def found(text: str) -> list[tuple[str, str, str]]:
    source = Source("t", HEAD + text + "\n", "")
    document = structure.build(source, normalise.normalise(source))
    return [(entry.level, entry.evidence.quote, entry.message) for entry in duplicate.check(document)]


@pytest.mark.parametrize(
    ("text", "quote", "words"),
    [
        ("学习《甲条例》《甲条例》和《乙条例》。", "《甲条例》《甲条例》", "《甲条例》在同一处列了两遍"),
        ("学习《甲条例》、《乙条例》、《甲条例》。", "《甲条例》、《乙条例》、《甲条例》", "《甲条例》在同一处列了两遍"),
        ("印发《甲办法》（试行）《甲办法》。", "《甲办法》（试行）《甲办法》", "《甲办法》"),
        ("组织公安、住建、交通、公安等部门联合检查。", "组织公安、住建、交通、公安等部门联合检查", "“公安”在同一处列了两遍"),
        ("采取查阅台账、随机抽查、查阅台账等方式督察。", "采取查阅台账、随机抽查、查阅台账等方式督察", "“查阅台账”"),
        ("我县对执法人员进行进行轮训。", "县对执法人员进行进行轮训", "“进行”重复"),
        ("规范的的执法行为受到好评。", "规范的的执法行为受到", "“的”重复"),
        ("统筹推进行政复议体制改革行政复议体制改革任务。", "统筹推进行政复议体制改革行政复议体制改革任务", "“行政复议体制改革”重复"),
        ("全年办结案件三十件，，群众满意。", "结案件三十件，，群众满意", "“，，”连用"),
        ("全年办结案件三十件。，群众满意。", "结案件三十件。，群众满意", "“。，”连用"),
        (f"{LONG}。{LONG}。", f"{LONG}", "一字不差"),
        ("印发通知。从严控制检查频次。从严控制检查频次。", "印发通知。从严控制检查频次。从严控制检查频次", "“从严控制检查频次”重复"),
        (f"一是{LONG}。\n二是评查案卷。\n三是{LONG}。", LONG, "第 4 行"),
        ("对执法过程中形成的音像资料严格归档保存备查，定期检查，对执法过程中形成的音像资料严格归档保存备查。",
         "对执法过程中形成的音像资料严格归档保存备查", "一字不差"),
    ],
)  # fmt: skip
def test_what_stands_twice_is_an_error(text: str, quote: str, words: str) -> None:
    entries = found(text)
    assert [(level, at) for level, at, _ in entries] == [("error", quote)]
    assert words in entries[0][2]


@pytest.mark.parametrize(
    "text",
    [
        "学习《甲条例》和《乙条例》，落实《甲条例》，印发《甲条例实施细则》。",
        "一件一件抓落实，一个村一个村地走访，一条线路一条线路地排查。",
        "以服务群众为目的的活动；的的确确解决了问题；为了了解情况；存在在线办理慢的问题。",
        "综合行政执法队执法队员轮训，县人大人大代表视察，市政府政府网站公开。",
        "他说：“事情办得好。”，大家都说：“真好！”“很满意。”",
        "坚持“谁执法谁普法”“谁执法谁普法”责任制。",
        "受理申请3件、维持3件、驳回3件。",
        "县、乡、县、乡之间协同。",
        "深入学习贯彻习近平法治思想和党的二十大精神，抓好落实。\n深入学习贯彻习近平法治思想和党的二十大精神，再上台阶。",
        "全部按期办结。\n评查案卷。\n全部按期办结。",
        "严格落实“谁执法谁普法”普法责任制，发放资料。\n评查案卷。\n严格落实“谁执法谁普法”普法责任制，办讲座。",
        "认真落实公众参与、专家论证、风险评估、合法性审查、集体讨论决定等重大行政决策法定程序，科学决策。\n评查案卷。\n"
        "认真落实公众参与、专家论证、风险评估、合法性审查、集体讨论决定等重大行政决策法定程序，县长带头。",
        "工作正在推进。。。",
    ],
)  # fmt: skip
def test_what_may_stand_twice(text: str) -> None:
    assert found(text) == []


def test_a_long_clause_that_stands_in_two_sections_is_an_error() -> None:
    clause = (
        "对涉及机构改革的规范性文件、涉企办事证明文件、涉及生态环境保护的规范性文件和涉及开具证明的规范性文件进行清理"
    )
    entries = found(f"完善制度，{clause}。\n二、执法\n强化监督，{clause}。")
    assert [(level, quote) for level, quote, _ in entries] == [("error", clause)]


def test_a_short_sentence_far_away_is_a_hint() -> None:
    sentence = "县司法局逐件审核拟出台的文件草案"
    assert len(sentence) == 16
    entries = found(f"{sentence}。\n评查案卷六十卷。\n举办活动。\n{sentence}。")
    assert [(level, quote) for level, quote, _ in entries] == [("hint", sentence)]


def test_a_repeated_paragraph_is_told_once() -> None:
    paragraph = (
        f"{LONG}。评查行政处罚案卷六十卷、行政许可案卷四十卷，通报共性问题。举办法治讲座二十场，参加群众三千人次。"
    )
    assert [(level, quote) for level, quote, _ in found(paragraph + "\n" + paragraph)] == [
        ("error", paragraph.rstrip("。"))
    ]


ALIKE = (
    "加强行政执法队伍建设，举办执法人员业务培训班{0}期，培训执法骨干{1}人次，组织资格考试两场，清理不符合条件的人员{2}名，"
    "为一线执法人员配备执法记录仪{3}台，实现现场执法音像记录全覆盖，执法行为更加规范，群众投诉明显减少。"
)


def test_paragraphs_that_are_nearly_the_same_are_a_hint() -> None:
    text = ALIKE.format(3, 240, 7, 60) + "\n评查案卷六十卷。\n" + ALIKE.format(4, 250, 9, 61).replace("两场", "三场")
    entries = found(text)
    assert [level for level, _, _ in entries] == ["hint"]
    assert "与第 4 行的一段用词有 9" in entries[0][2]


def test_the_dictionary_is_not_loaded_for_paragraphs_that_differ(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jieba", None)  # importing it would raise
    from checker.consistency import similar

    similar._tokenizer.cache_clear()
    other = (
        "健全矛盾纠纷多元化解机制，建成乡镇综治中心八个，调解纠纷两千余件，司法确认协议三十件，劳动仲裁院为农民工追回工资六百万元，"
        "信访事项按期办结，越级上访大幅下降，社会大局保持稳定，人民群众安全感测评位列全市前列。"
    )
    assert found(ALIKE.format(3, 240, 7, 60) + "\n" + other) == []
