"""Normalising changes no meaning, and every offset leads back to the source."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.model import Source
from checker.normalise import REPLACED, normalise


def norm(text: str) -> str:
    return normalise(Source("t", text, "")).chars


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("行政执法“三项制度”", "行政执法三项制度"),
        ("共 56 件", "共56件"),
        ("办理,审结;如下:", "办理，审结；如下："),
        ("1,200件，12:30", "1,200件，12:30"),
        ("（２０２２）", "（2022）"),
        ("⺠主监督", "民主监督"),
        ("⾏政", "行政"),
        ("法\u200b治", "法治"),
        ("法　治", "法治"),
        ("[bookmark: _GoBack]清溪镇", "清溪镇"),
        ("## 一、主要成效", "一、主要成效"),
        ("12•4宪法日", "12·4宪法日"),
    ],
)
def test_one_spelling(text: str, expected: str) -> None:
    assert norm(text) == expected


def test_a_numbered_heading_after_a_remark_in_brackets_stays_a_line() -> None:
    text = (
        "一是抓好热线。全年接听群众来电3140人次，回访满意率达到98.6%，比上年提高。（以上为热线数据）\n\n（七）强化监督"
    )
    assert "\n（七）强化监督" in norm(text)


def test_traditional_characters_become_simplified_one_for_one() -> None:
    assert norm("重大行政決策須經合法性審查，著力化解糾紛") == "重大行政决策须经合法性审查，着力化解纠纷"


def test_replacements_keep_the_length() -> None:
    assert all(len(old) == len(new) == 1 for old, new in REPLACED.items())


def test_a_line_cut_in_mid_word_by_a_page_is_joined() -> None:
    long = "把法治建设职责履行情况纳入全县领导班子和领导干部年度综合考核指标体系并且作为评先评优的重要参考综合考"
    assert "综合考核，开展了述法" in norm(f"{long}\n\n核，开展了述法。")


def test_page_numbers_between_the_halves_vanish() -> None:
    long = "全年组织行政执法人员综合法律知识培训六期参训人员共计四百五十余人次其中乡镇执法人员一百二十余人次并组织"
    assert "并组织考试" in norm(f"{long}\n- 3 -\n考试两次。")


def test_hard_wrapped_lines_are_joined_and_headings_stay() -> None:
    body = (
        "县政府常务会议先后三次听取依法行政工作情况汇报研究解决执法力量不足经费保障不够等实际问题并对全年工作作出部署"
    )
    lines = [body[at : at + 20] for at in range(0, len(body), 20)]
    text = "\n".join(["一、主要举措", *lines[:-1], lines[-1] + "。"] * 4)
    assert norm(text).split("\n") == ["一、主要举措", body + "。"] * 4


def test_headings_of_one_length_are_no_broken_lines() -> None:
    headings = [
        "临溪县法治政府建设报告",
        "（一）加强党的组织领导",
        "（二）规范文件制定程序",
        "（三）深化行政执法改革",
        "（四）化解社会矛盾纠纷",
    ]
    text = "\n".join(f"{heading}\n{'组织培训三期，审查文件五件，办理复议案件二十件。' * 4}" for heading in headings)
    assert norm(text) == text


def test_headings_and_paragraphs_are_not_joined() -> None:
    text = "临溪县法治政府建设报告\n坚持党的领导\n印发年度工作要点。\n健全制度体系\n制定文件三件。"
    assert norm(text) == text


@given(st.text(alphabet=st.sampled_from("法治建设“”，,。\n 　\u200b12三A年度《》（)⾏為[")), st.integers(0, 60))
def test_every_character_leads_back_to_its_source(text: str, position: int) -> None:
    result = normalise(Source("t", text, ""))
    if position >= len(result.chars):
        return
    origin = text[result.offset(position)]
    char = result.chars[position]
    assert origin == char or REPLACED.get(origin) == char or norm(origin) == char or char in "，：\n"


@given(st.text(alphabet=st.sampled_from("法治建设“”，,。\n 　\u200b12三A年度《》（)⾏為["), min_size=1))
def test_offsets_rise(text: str) -> None:
    result = normalise(Source("t", text, ""))
    offsets = [result.offset(at) for at in range(len(result.chars))]
    assert offsets == sorted(set(offsets))
    assert all(0 <= offset < len(text) for offset in offsets)
