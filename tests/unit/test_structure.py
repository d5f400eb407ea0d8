"""Outline, roles, polarity and the facts of the form, in every style that drafters use."""

import pytest

from checker import normalise, structure
from checker.model import Document, IssuerKind, Polarity, Role, Source

TITLE = "临溪县2022年法治政府建设情况报告\n"
FIRST = "2022年，临溪县坚持以习近平新时代中国特色社会主义思想为指导，推进各项工作。现将情况报告如下：\n"


def build(text: str) -> Document:
    source = Source("t", text, "")
    return structure.build(source, normalise.normalise(source))


def role_of(document: Document, words: str) -> Role:
    at = document.text.chars.index(words)
    return next(entry.role for entry in document.sentences if entry.start <= at < entry.end)


def polarity_of(words: str, inside: str) -> Polarity:
    document = build(f"{TITLE}{FIRST}一、主要举措和成效\n{inside}\n")
    at = document.text.chars.index(words, document.text.chars.index("成效"))
    return next(clause.polarity for clause in document.clauses if clause.start <= at < clause.end)


HEADED = "一、主要成效\n组织培训3期。\n{problems}\n执法力量薄弱；普法形式单一。\n{plans}\n开展案卷评查。\n"


@pytest.mark.parametrize(
    ("problems", "plans"),
    [
        ("二、存在的问题", "三、下一步工作打算"),
        ("二、存在的不足和原因", "三、下一年度主要安排"),
        ("二、问题与不足", "三、2023年工作重点"),
        ("（二）面临的困难和短板", "（三）今后努力方向"),
        ("2. 不足之处", "3. 改进措施"),
        ("存在的主要问题", "下步工作思路"),
        ("第二部分 存在问题及原因分析", "第三部分 明年工作安排"),
    ],
)
def test_headings_give_problems_and_plans(problems: str, plans: str) -> None:
    document = build(TITLE + FIRST + HEADED.format(problems=problems, plans=plans))
    assert role_of(document, "组织培训") is Role.ACHIEVEMENTS
    assert role_of(document, "执法力量") is Role.PROBLEMS
    assert role_of(document, "开展案卷") is Role.PLANS


@pytest.mark.parametrize(
    ("body", "roles"),
    [
        pytest.param(
            "一、主要成效\n组织培训3期。\n二、存在问题及下一步打算\n一是执法力量薄弱。\n下一步，我县将开展案卷评查。\n",
            {"执法力量": {Role.PROBLEMS}, "开展案卷": {Role.PLANS}},
            id="one heading for both",
        ),
        pytest.param(
            "组织培训3期，审查文件5件。\n虽然取得了一些成绩，但工作中仍存在执法力量薄弱、普法形式单一等问题。\n下一步，将开展案卷评查。\n",
            {
                "组织培训": {Role.ACHIEVEMENTS, Role.PREAMBLE},
                "执法力量": {Role.PROBLEMS},
                "开展案卷": {Role.PLANS},
            },
            id="no headings at all",
        ),
        pytest.param(
            "一、存在的主要问题\n执法力量薄弱。\n二、主要做法和成效\n组织培训3期。\n三、工作亮点\n建成调解中心。\n",
            {"执法力量": {Role.PROBLEMS}, "组织培训": {Role.ACHIEVEMENTS}, "建成调解": {Role.HIGHLIGHTS}},
            id="problems before the achievements",
        ),
        pytest.param(
            "一、主要成效\n（一）规范执法\n开展检查，个别单位仍存在记录不全的问题。\n组织培训3期。\n（二）化解纠纷\n调解200件。\n",
            {"组织培训": {Role.ACHIEVEMENTS}, "调解200": {Role.ACHIEVEMENTS}},
            id="an aside about problems ends with its paragraph",
        ),
    ],
)
def test_roles_in_other_arrangements(body: str, roles: dict[str, set[Role]]) -> None:
    document = build(TITLE + FIRST + body)
    for words, allowed in roles.items():
        assert role_of(document, words) in allowed, words


@pytest.mark.parametrize(
    "heading", ["聚焦突出问题，强化执法监督", "坚持问题导向，补齐短板", "解决群众急难愁盼问题", "制定年度工作计划"]
)
def test_headings_that_only_sound_like_problems_or_plans(heading: str) -> None:
    document = build(f"{TITLE}{FIRST}一、主要成效\n（一）{heading}\n组织培训3期。\n")
    assert role_of(document, "组织培训") is Role.ACHIEVEMENTS


def test_the_duty_section() -> None:
    document = build(
        f"{TITLE}{FIRST}一、主要成效\n（一）履行第一责任人职责情况\n县长主持会议2次。\n（二）规范执法\n培训3期。\n"
    )
    assert role_of(document, "县长主持") is Role.DUTY
    assert role_of(document, "培训3期") is Role.ACHIEVEMENTS


@pytest.mark.parametrize(
    ("words", "inside", "polarity"),
    [
        ("案卷评查", "组织开展案卷评查2次。", Polarity.DONE),
        ("案卷评查", "尚未开展案卷评查。", Polarity.LACKING),
        ("案卷评查", "案卷评查工作滞后。", Polarity.LACKING),
        ("案卷评查", "针对案卷评查发现的不规范问题督促整改。", Polarity.DONE),
        ("案卷评查", "我县将进一步开展案卷评查。", Polarity.PLANNED),
        ("规范性文件", "对我局拟出台的规范性文件进行合法性审核4件。", Polarity.DONE),
        ("规范性文件", "对不适应改革要求的规范性文件予以废止。", Polarity.DONE),
        ("规范性文件", "未及时开展规范性文件清理。", Polarity.LACKING),
        ("证明", "取消没有法律依据的证明26项。", Polarity.DONE),
        ("上会", "凡没有做评估的事项不上会。", Polarity.DONE),
        ("述法", "市委依法治市办下发通知，要求各区县负责人完成述法。我县照办。", Polarity.DEMANDED),
        ("述法", "县委下发通知，要求各乡镇负责人完成述法。", Polarity.DONE),
        ("规范性文件", "本年度未制定新的规范性文件。", Polarity.ZERO),
        ("目录", "尚未编制重大行政决策事项目录。", Polarity.LACKING),
        ("年度考核", "将法治建设成效纳入年度考核。", Polarity.DONE),
        ("行政复议", "全年未发生行政复议案件。", Polarity.ZERO),
        ("执法公示", "按照省政府关于执法公示的要求，印发方案。", Polarity.DEMANDED),
        ("印发方案", "按照省政府关于执法公示的要求，印发方案。", Polarity.DONE),
        ("案卷评查", "《条例》规定应当开展案卷评查。", Polarity.DEMANDED),
        # what is asked of everybody stays a demand to the end of the sentence, up to what was done about it
        ("完善审核流程", "上级要求各地健全审核制度，完善审核流程。", Polarity.DEMANDED),
        ("定期清理", "根据省政府要求，各地应当对文件定期清理。", Polarity.DEMANDED),
        ("清理3件", "根据省政府要求，各地应当清理文件，我县清理3件。", Polarity.DONE),
        # put off, aimed at, not done after all
        ("目录的编制", "事项目录的编制，已安排到2027年进行。", Polarity.PLANNED),
        ("全程录像", "计划明年买记录仪，逐步实现全程录像。", Polarity.PLANNED),
        ("改革方案", "改革方案因批复未到，队伍年内没有启动整合。", Polarity.LACKING),
        ("集体讨论", "个别决策未经集体讨论即付诸实施。", Polarity.LACKING),
        ("亲自督办", "个别局长没有做到亲自督办。", Polarity.LACKING),
        ("无证上岗", "无证上岗问题尚未解决。", Polarity.LACKING),
        # a plan or a lack only by its letters
        ("年度计划", "依法行政年度计划于3月制定完成。", Polarity.DONE),
        ("审查", "对9份拟出台文件逐份审查。", Polarity.DONE),
        ("审核", "未经审核不得印发，全年审核6件。", Polarity.DONE),
        ("张贴", "街道将事项清单张贴到公告栏。", Polarity.DONE),
    ],
)
def test_polarity(words: str, inside: str, polarity: Polarity) -> None:
    assert polarity_of(words, inside) is polarity


@pytest.mark.parametrize(
    ("clause", "slogan"),
    [
        ("高度重视行政复议工作", True),
        ("进一步加强执法人员培训", True),
        ("不断提高依法行政水平", True),
        ("加强执法检查", True),
        ("举办执法人员培训3期", False),
        ("加强执法人员培训3期", False),
        ("严格落实公示制度", False),
        ("切实加强领导并印发方案", False),
        ("检查执法单位", False),
        ("认真贯彻落实上级关于执法改革的决策部署", True),
        ("贯彻落实上级部署并印发3份文件", False),
        ("收到加强管理的建议2条", False),
    ],
)
def test_attitude_is_told_from_fact(clause: str, slogan: bool) -> None:
    document = build(f"{TITLE}{FIRST}一、主要举措和成效\n全年，{clause}，效果良好。\n")
    at = document.text.chars.index(clause)
    assert next(entry.slogan for entry in document.clauses if entry.start == at) is slogan


@pytest.mark.parametrize(
    ("text", "issuer", "kind", "year"),
    [
        ("临溪县2022年法治政府建设情况报告\n2022年，我县推进工作。", "临溪县", IssuerKind.GOVERNMENT, 2022),
        ("云岭区人民政府关于2021年度法治政府建设情况的报告\n2021年，我区推进工作。", "云岭区人民政府", IssuerKind.GOVERNMENT, 2021),
        ("青柏镇法治政府建设年度报告（2023）\n今年来，我镇推进工作。", "青柏镇", IssuerKind.TOWNSHIP, 2023),
        ("临溪县水务局二〇二〇年法治政府建设工作总结\n一年来，我局推进工作。", "临溪县水务局", IssuerKind.DEPARTMENT, 2020),
        ("东岸高新区管委会2024年法治政府建设报告\n2024年，管委会推进工作。", "东岸高新区管委会", IssuerKind.OTHER, 2024),
        ("2022年度法治政府建设工作报告\n2022年，我局推进工作。\n\n临溪县农业农村局\n2023年1月5日", "临溪县农业农村局",
         IssuerKind.DEPARTMENT, 2022),
        ("中共临溪县委 临溪县人民政府\n关于2020年法治政府建设的报告\n2020年，我县推进工作。", "中共临溪县委临溪县人民政府",
         IssuerKind.GOVERNMENT, 2020),
        ("关于法治政府建设情况的报告\n2023年，临溪县水务局坚持依法治水，临溪县人民政府多次表扬。", "临溪县水务局",
         IssuerKind.DEPARTMENT, 2023),
        ("海棠街2020年法治政府建设情况报告\n2020年，我街推进工作。", "海棠街", IssuerKind.TOWNSHIP, 2020),
        ("法治政府建设情况报告\n2023年，东岸经济技术开发区党工委、管委会推进工作。", "东岸经济技术开发区党工委", IssuerKind.OTHER, 2023),
        ("法治政府建设工作情况\n2022年，石桥街道办事处坚持依法办事。", "石桥街道办事处", IssuerKind.TOWNSHIP, 2022),
    ],
)  # fmt: skip
def test_issuer_kind_and_year(text: str, issuer: str, kind: IssuerKind, year: int) -> None:
    document = build(text + "\n一、主要成效\n组织培训3期。\n")
    assert document.issuer is not None
    assert (document.issuer.value, document.issuer_kind, document.year) == (issuer, kind, year)


def test_a_year_that_only_the_annual_papers_tell() -> None:
    body = "临溪县法治政府建设情况报告\n我县推进工作。\n一、主要成效\n印发《临溪县2022年法治政府建设工作要点》。\n"
    assert build(body).year == 2022
    assert build(body + "公布《临溪县2021年度决策事项目录》。\n").year is None  # of two years


def test_a_date_is_no_numbered_heading() -> None:
    document = build(f"{TITLE}{FIRST}一、主要成效\n3.15国际消费者权益日，组织宣传2场。\n")
    assert [heading for heading in document.headings if heading.start > document.text.chars.index("3.15") - 1] == []


def test_we_without_a_name_is_no_issuer() -> None:
    document = build(
        "2022年法治政府建设情况报告\n2022年，我县在县委领导下推进工作。\n一、主要成效\n培训3期。\n县人民政府\n"
    )
    assert document.issuer is None
    assert document.issuer_kind is IssuerKind.GOVERNMENT


def test_signature_and_title_facts() -> None:
    document = build(f"{TITLE}{FIRST}一、主要成效\n培训3期。\n\n临溪县人民政府\n2023年1月10日\n")
    assert {"title.year", "title.genre", "period.stated", "issuer.named", "signature.name", "signature.date"} <= set(
        document.facts
    )
    bare = build("全面推进依法治县。\n一、主要成效\n培训3期。\n")
    assert not {"title.year", "title.genre", "signature.name", "signature.date"} & set(bare.facts)


def test_options_override() -> None:
    source = Source("t", TITLE + FIRST, "")
    document = structure.build(source, normalise.normalise(source), 2019, IssuerKind.OTHER)
    assert (document.year, document.issuer_kind) == (2019, IssuerKind.OTHER)
