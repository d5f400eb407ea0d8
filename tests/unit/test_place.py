"""consistency.place: only self-references to another place, never a superior's, a partner's or a nickname."""

import pytest

from checker import normalise, structure
from checker.consistency import own, place
from checker.consistency.divisions import divisions, towns
from checker.model import Document, Finding, Source

HEAD = "临溪县2022年法治政府建设情况报告\n2022年，临溪县推进各项工作。\n一、主要举措和成效\n"
LISTED = "韶关市武江区2022年法治政府建设情况报告\n2022年，武江区推进各项工作。\n一、主要举措和成效\n"
TOWN = "云榆镇2022年法治政府建设情况报告\n2022年，云榆镇推进各项工作。\n一、主要举措和成效\n"


def document(text: str, head: str = HEAD) -> Document:
    source = Source("t", head + text + "\n", "")
    return structure.build(source, normalise.normalise(source))


def findings(text: str, head: str = HEAD) -> list[Finding]:
    return list(place.check(document(text, head)))


def found(text: str, head: str = HEAD) -> list[tuple[str, str]]:
    return [(finding.level, finding.evidence.quote) for finding in findings(text, head)]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("扎实推进法治浦坪县建设。", "法治浦坪县"),
        ("努力建设平安法治浦坪县。", "平安法治浦坪县"),
        ("在浦坪县委、浦坪县政府的坚强领导下，工作稳步推进。", "浦坪县委"),
        ("浦坪县坚持把法治建设摆在全局位置。", "浦坪县"),
        ("印发《浦坪县法治政府建设实施方案》。", "《浦坪县"),
        ("全年由浦坪县人民政府办公室督办12次。", "浦坪县人民政府"),
        ("浦坪县2022年共办理行政复议案件36件。", "浦坪县2022年"),
        ("工作得到了浦坪县委、县政府的大力支持。", "浦坪县委"),
        ("为浦坪县经济社会发展提供保障。", "浦坪县经济社会"),
    ],
)
def test_another_county_is_an_error(text: str, quote: str) -> None:
    assert found(text)[0] == ("error", quote)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("为全面建设社会主义现代化新漯河提供保障。", "现代化新漯河"),
        ("护航湛江经济社会高质量发展。", "护航湛江"),
        ("印发《法治湛江建设考核方案》。", "法治湛江"),
        ("落实《漯河市规范性文件管理办法》。", "《漯河市"),
        ("在浈江区委、区政府的坚强领导下，工作稳步推进。", "浈江区委"),
        ("印发《浈江区行政执法监督办法》。", "《浈江区"),
        ("在漯河市委、市政府的坚强领导下，工作稳步推进。", "漯河市委"),
    ],
)
def test_what_is_above_a_listed_place_is_known(text: str, quote: str) -> None:
    assert found(text, LISTED) == [("error", quote)]


@pytest.mark.parametrize(
    "text",
    [
        "为全面建设社会主义现代化新漯河提供保障。",
        "护航湛江经济社会高质量发展。",
        "为建设现代化新浦坪提供保障。",
        "扎实推进法治砚坪建设。",
    ],
)
def test_what_may_be_the_city_above_is_a_hint(text: str) -> None:
    assert [level for level, _ in found(text)] == ["hint"]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("为建设平安云榕、法治云榕提供保障。", "平安云榕、法治云榕"),
        ("与下游浦陂县开展联合巡查。建设天蓝水清的美丽浦陂。", "美丽浦陂"),
        ("为推动渠安县教育高质量发展提供保障。", "推动渠安县"),
    ],
)
def test_a_name_of_no_list_is_a_question(text: str, quote: str) -> None:
    assert found(text) == [("hint", quote)]


def test_another_zone_is_an_error() -> None:
    head = "宁川高新技术产业开发区2022年法治政府建设情况报告\n2022年，宁川高新区推进工作。\n一、主要举措和成效\n"
    assert found("为建设更高水平的平岭经济技术开发区营造良好环境。", head) == [("error", "平岭经济技术开发区")]


def test_the_signature_of_another_county() -> None:
    assert found("组织培训3期。\n浦坪县人民政府\n2023年1月20日") == [("error", "浦坪县人民政府")]


def test_the_message_names_both() -> None:
    (finding,) = findings("扎实推进法治浦坪县建设。")
    assert finding.id == "consistency.place"
    assert finding.message == "报告主体是“临溪县”，这里自称“浦坪县”，请核对是否为别处文字的残留。"


LEGITIMATE = """扎实推进法治临溪建设，建设平安临溪、美丽临溪，临溪县委、县政府高度重视。
推进法治政府、法治社会建设，护航经济高质量发展。
市委全面依法治市和县委全面依法治县工作会议精神得到落实。
建设美丽“滨城”，打造幸福家园。
赴湛江市考察学习，借鉴湛江经验，服务湛江经济发展合作项目。
建设法治广东、平安广东，落实广东省委部署。
县领导带队赴杭州市拱墅区考察学习数字法治建设做法。
与浦坪县签订毗邻地区执法协作协议，浦坪县委、县政府派员参加。
借鉴诸暨“枫桥经验”和“浦江经验”，推行领导干部下访接访。
引进佛山企业12家，广州客商投资额居全市前列。
深圳律师王某担任政府法律顾问，来自湛江的调解员李某获评先进。
浦坪县人民法院集中管辖行政案件，我县应诉32件。
收到《浦坪县人民检察院检察建议书》2份，均按期回复。
推动湘粤赣交界地区行政执法协作，与湖南省郴州市汝城县建立联动机制。
江湾镇、龙归镇建成平安法治示范镇，平安江湾等基层品牌深入人心。
对口支援西藏林芝、四川甘孜工作扎实推进。
办理外地公安机关协查函23件，其中五华县公安局来函4件。
流动人口中湖南籍、江西籍占六成，建立跨省调解机制。
推进法治公安、法治交通、法治教育、法治信访建设。
建设幸福家园、美丽庭院、数字乡村、清廉机关，美丽河湖和幸福河湖建成9条。
开展“护航高考”“护航民企”专项行动，推动绿色发展。
打造现代化新城区、社会主义新农村、现代化新农业强县。
安康杯竞赛、光明行动、平安校园、振兴乡村活动持续开展。
浦坪县司法局来我县观摩交流复议听证工作。
推进新能源产业、新材料产业、新业态监管，服务大湾区经济发展，推动山区经济发展。
提请县政府常务会议审议，报县委、县政府同意后印发，会同县司法局开展案卷评查。
参照《广州市优化营商环境条例》制定配套措施，学习《浦坪县信用条例》立法经验，开展交流。
组织干部到井冈山、延安参加法治培训，邀请中山大学教授授课。
平安大道、和平路、中山路沿街商户签订承诺书。
调解一起因新丰县务工人员欠薪引发的纠纷。""".splitlines()


@pytest.mark.parametrize("text", LEGITIMATE)
def test_what_is_no_self_reference(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "为建设法治广东、平安韶关贡献力量，助推韶关高质量发展，服务广东现代化建设。",
        "落实《韶关市法治政府建设实施方案（2021-2025年）》和《广东省行政执法监督条例》。",
        "推进法治武江、平安武江建设，全力护航武江经济社会高质量发展。",
        "由区司法局牵头，经区委常委会研究，报市政府备案，再送区人大常委会。",
        "重阳镇政府、江湾镇政府承接下放事项86项。",
    ],
)
def test_the_superiors_of_a_listed_place(text: str) -> None:
    assert found(text, LISTED) == []


def test_another_county_s_bureau_is_a_question() -> None:
    assert found("由浦坪县司法局审核文件12件。") == [("hint", "浦坪县司法局")]


def test_a_merged_district_may_have_left_its_papers() -> None:
    head = "杭州市上城区2021年法治政府建设情况报告\n2021年，上城区推进各项工作。\n一、主要举措和成效\n"
    assert found("修订《江干区规范性文件管理办法》。", head) == [("hint", "《江干区")]
    assert found("落实《拱墅区规范性文件管理办法》。", head) == [("error", "《拱墅区")]


def test_a_town_knows_only_towns() -> None:
    assert found("在浦坪县委、县政府领导下，各项工作有序推进。", TOWN) == []
    assert found("为建设平安法治浦坪镇打下基础。", TOWN) == [("error", "平安法治浦坪镇")]


def test_a_county_of_one_character() -> None:
    head = "赵县2022年法治政府建设情况报告\n2022年，赵县推进各项工作。\n一、主要举措和成效\n"
    assert found("制定《法治赵县建设规划》，推进平安赵县建设，石家庄市委部署得到落实。", head) == []
    assert found("推进法治漯河建设。", head) == [("error", "法治漯河")]


def test_nothing_without_an_issuer() -> None:
    assert found("护航湛江经济社会高质量发展。", "关于工作情况的报告\n一年来，我们推进各项工作。\n") == []


def test_divisions_hold_levels_and_parents() -> None:
    (entry,) = divisions().named["武江区"]
    assert (entry.stem, entry.above) == ("武江", ("广东省", "韶关市"))
    assert {above for entry in divisions().named["鼓楼区"] for above in entry.above} >= {"福建省", "江苏省", "河南省"}
    assert divisions().named["平安区"][0].everyday
    assert divisions().named["江干区"][0].above == ("浙江省", "杭州市"), "merged in 2021"
    assert divisions().stems["延边"][0].name == "延边朝鲜族自治州"


def test_units_of_an_issuer() -> None:
    found = own.own(document("", LISTED))
    assert found is not None
    assert [unit.name for unit in found.units] == ["韶关市", "武江区"]
    assert found.known
    assert not found.foreign("广东省")
    assert found.foreign("漯河市")


def test_an_own_town_may_bear_the_name_of_a_county() -> None:
    head = "七星关区2022年法治政府建设情况报告\n2022年，七星关区推进各项工作。\n一、主要举措和成效\n"
    assert towns()["七星关区"] >= {"林口", "梨树"}
    assert found("推进法治林口建设。", head) == [("hint", "法治林口")]
    assert found("推进法治漯河建设。", head) == [("error", "法治漯河")]
    assert found("推进法治宜城建设，宜城街道获评先进。", head) == [("hint", "法治宜城")]
