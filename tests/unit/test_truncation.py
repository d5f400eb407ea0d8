"""consistency.truncation: what breaks off; not what rightly has no full stop."""

import pytest

from checker import normalise, structure
from checker.consistency import truncation
from checker.model import Block, Source

HEAD = "临溪县2022年法治政府建设情况报告\n2022年，临溪县推进各项工作，取得了新的成效。\n一、主要举措和成效\n"
S = "全年办理各类案件三十件，群众比较满意，社会反映良好。"
CUT = "组织开展执法检查，对发现的问题逐一督促"


def found(text: str) -> list[tuple[str, str, str]]:
    source = Source("t", HEAD + text + "\n", "")
    document = structure.build(source, normalise.normalise(source))
    return [(entry.level, entry.evidence.quote, entry.message) for entry in truncation.check(document)]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (f"（一）推进改革。{S}{CUT}\n（二）强化监督。{S}", CUT),
        (f"（一）推进改革。{S}{CUT}整改，\n（二）强化监督。{S}", f"{CUT}整改，"),
        (f"（一）推进改革。{S}{CUT}整改、\n二、存在的问题\n{S}", f"{CUT}整改、"),
        (f"{S}{CUT}\n下一步，我县将继续努力。{S}", CUT),
        (f"{S}{CUT}", CUT),
        (f"{S}{CUT}\n\n临溪县人民政府\n2023年1月5日", CUT),
        (f"{S}推进审批改革和监督，并且\n{S}", "推进审批改革和监督，并且"),
        ("对执法单位的音像资料进行了全面细致的检查，发现的问题已经督促整改，并\n（二）强化监督。" + S, "督促整改，并"),
    ],
)
def test_a_paragraph_that_breaks_off(text: str, quote: str) -> None:
    entries = found(text)
    assert [level for level, _, _ in entries] == ["error"]
    assert entries[0][1].endswith(quote)
    assert "没有句末标点" in entries[0][2]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("组织公安、住建、。", "句号前是“、”"),
        ("推进审批改革和。", "句号前是“和”"),
        ("开展执法检查，。", "句号前是“，”"),
        ("推进审批改革，并。", "句号前是“，并”"),
        ("完善审批制度以及。", "句号前是“以及”"),
    ],
)
def test_what_is_due_before_the_full_stop(text: str, words: str) -> None:
    entries = found(S + text + S)
    assert [level for level, _, _ in entries] == ["error"]
    assert words in entries[0][2]


@pytest.mark.parametrize(
    ("text", "quote", "words"),
    [
        ("落实《决策程序条例，规范决策。", "《决策程序条例，规范决策。", "书名号不成对：这里只有前一半"),
        ("落实决策程序条例》，规范决策。", "落实决策程序条例》", "书名号不成对：这里只有后一半"),
        ("打造“枫桥式司法所，提升能力。", "“枫桥式司法所，提升能力。", "引号不成对：这里只有前一半"),
        ("打造枫桥式司法所”，提升能力。", "打造枫桥式司法所”", "引号不成对：这里只有后一半"),
        ("办理案件（其中简易案件三件，办结。", "（其中简易案件三件，办结。", "括号不成对：这里只有前一半"),
        ("印发临府〔2022号文件。", "〔2022号文件。", "六角括号不成对：这里只有前一半"),
    ],
)
def test_a_mark_without_its_other_half(text: str, quote: str, words: str) -> None:
    entries = found(text)
    assert [(level, at) for level, at, _ in entries] == [("error", quote)]
    assert words in entries[0][2]


def test_the_wrong_half_of_quotation_marks_is_a_hint() -> None:
    entries = found("打造“枫桥式“司法所。")
    assert [level for level, _, _ in entries] == ["hint"]
    assert "引号的方向不对" in entries[0][2]


def test_an_attribute_without_a_noun_is_a_hint() -> None:
    assert [(level, quote) for level, quote, _ in found(S + "加强对行政执法的。" + S)] == [("hint", "加强对行政执法的")]


@pytest.mark.parametrize(
    "text",
    [
        "（一）推进改革\n1.编制清单，三件\n2.压减时限，四件\n" + S,
        f"{S}\n特此报告\n\n临溪县人民政府\n2023年1月5日",
        f"现将有关情况报告如下\n{S}",
        f"{S}\n附件：2022年案件清单，三份，详见县政府网站，请查收",
        "推行1）网上办；2）掌上办；a)窗口办。",
        '打造"枫桥式"司法所，建设“枫桥式"派出所。',
        "“甲”“乙”《关于印发〈办法〉的通知》（试行）〔2022〕5号，(其中)三件。",
        "双方握手言和。服务触手可及。社会祥和。群众参与。权限不涉及。成果普及。",
        "这是必要的。对符合条件的，予以办理；构成犯罪的。做到有法可依的。",
        f"{S}对执法全过程记录进行检查，重点检查执法单位的音像资料的管\n理情况，全部合格。执法资料的管理到位。",
        f"{S}重点检查执法单位的音像资料的管\n\n- 3 -\n\n辖情况，全部合格。",
        f"县委、县政府：\n{S}",
        f"{S}（以上为热线数据）\n（七）强化监督\n{S}",
        "他说：“办得好。”群众说：“满意！”",
        f"开展专项行动“甲\n乙”三次。\n{S}",
    ],
)
def test_what_is_whole(text: str) -> None:
    assert found(text) == []


def test_rows_of_a_table_need_no_end() -> None:
    row = "县公安局 三件。办结，群众满意，社会反映良好，全年未发生投诉举报情况，（见附表"
    text = HEAD + row + "\n" + S + "\n"
    blocks = (Block(0, len(HEAD), "第 1 段"), Block(len(HEAD), len(HEAD) + len(row), "表 1 第 2 行"),
              Block(len(HEAD) + len(row) + 1, len(text), "第 2 段"))  # fmt: skip
    source = Source("t", text, "", format="docx", blocks=blocks)
    assert truncation.check(structure.build(source, normalise.normalise(source))) == ()


def test_an_author_who_leaves_out_the_last_stop_is_not_told_everywhere() -> None:
    paragraphs = "\n".join(
        f"{at}.推进改革。评查案卷，化解纠纷，办好宣传，第{at}项任务已经全部完成" for at in range(1, 9)
    )
    assert found(paragraphs) == []


def test_lines_broken_by_a_program_are_no_paragraphs() -> None:
    text = HEAD + "".join(S.replace("三十", f"{at}百") for at in "三四五六七八九" * 4)
    broken = "\n".join(text[at : at + 31] for at in range(0, len(text), 31))
    source = Source("t", broken, "")
    assert truncation.check(structure.build(source, normalise.normalise(source))) == ()
