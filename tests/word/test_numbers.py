"""Automatic numbers as Word shows them. The long case is also what LibreOffice prints, see test_office."""

import pytest
from drafts import deleted, levels, numbered, numbering, p, package, style, styles

from checker.read import read_bytes
from checker.read.word.formats import written

CHINESE = levels(
    ("chineseCounting", "%1、"), ("japaneseCounting", "（%2）"), ("decimal", "%3."), ("decimal", "%1.%2.%3.%4")
)


def lines(*blocks: str, **parts: str) -> list[str]:
    return read_bytes(package(*blocks, parts=parts), "t").text.splitlines()


def sheet(*inner: tuple[int, str], nums: dict[int, tuple[int, str]] | None = None) -> str:
    abstracts = dict(inner) or {1: CHINESE}
    return numbering(abstracts, nums or {1: (1, ""), 2: (1, "")})


def n(words: str, ilvl: int = 0, num_id: int = 1) -> str:
    return p(words, properties=numbered(num_id, ilvl))


def test_three_levels() -> None:
    found = lines(n("甲"), n("乙", 1), n("丙", 1), n("丁", 2), n("戊"), n("己", 1), n("庚", 2), numbering=sheet())
    assert found == ["一、甲", "（一）乙", "（二）丙", "1. 丁", "二、戊", "（一）己", "1. 庚"]


def test_lists_made_from_one_go_on_counting_together() -> None:
    assert lines(n("甲"), n("乙", num_id=2), n("丙"), numbering=sheet()) == ["一、甲", "二、乙", "三、丙"]


def test_a_list_begins_anew_once() -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    made = sheet((1, CHINESE), nums={1: (1, ""), 2: (1, override)})
    assert lines(n("甲"), n("乙"), n("丙", num_id=2), n("丁", num_id=2), numbering=made) == [
        "一、甲", "二、乙", "一、丙", "二、丁",
    ]  # fmt: skip


def test_a_list_with_a_level_of_its_own() -> None:
    own = f'<w:lvlOverride w:ilvl="0">{levels(("decimal", "%1)"))}</w:lvlOverride>'
    made = sheet((1, CHINESE), nums={1: (1, ""), 2: (1, own)})
    assert lines(n("甲"), n("乙", num_id=2), numbering=made) == ["一、甲", "2) 乙"]


def test_a_level_above_that_never_came_counts_as_begun() -> None:
    assert lines(n("甲", 3), numbering=sheet()) == ["一.一.1.1 甲"]


def test_legal_numbers_are_digits() -> None:
    legal = levels(("chineseCounting", "%1、"), ("decimal", "%1.%2"), extra="<w:isLgl/>")
    assert lines(n("甲", 1), numbering=sheet((1, legal))) == ["1.1 甲"]


def test_a_level_that_does_not_begin_anew() -> None:
    on = levels(("decimal", "%1."), ("decimal", "%2)"), extra='<w:lvlRestart w:val="0"/>')
    assert lines(n("甲"), n("乙", 1), n("丙"), n("丁", 1), numbering=sheet((1, on))) == [
        "1. 甲",
        "1) 乙",
        "2. 丙",
        "2) 丁",
    ]


@pytest.mark.parametrize(("suffix", "shown"), [("tab", "1. 甲"), ("space", "1. 甲"), ("nothing", "1.甲")])
def test_what_follows_the_number(suffix: str, shown: str) -> None:
    made = levels(("decimal", "%1."), extra=f'<w:suff w:val="{suffix}"/>')
    assert lines(n("甲"), numbering=sheet((1, made))) == [shown]


def test_bullets_are_no_text() -> None:
    assert lines(n("甲"), numbering=sheet((1, levels(("bullet", "\uf0b7"))))) == ["甲"]


def test_number_zero_takes_the_number_of_the_style_away() -> None:
    own = styles(style("1", "heading 1", f"<w:pPr>{numbered(1)}</w:pPr>"))
    found = lines(
        p("甲", style="1"),
        p("乙", style="1", properties=numbered(0)),
        p("丙", style="1"),
        numbering=sheet(),
        styles=own,
    )
    assert found == ["一、甲", "乙", "二、丙"]


def test_styles_number_their_paragraphs_through_the_level_that_names_them() -> None:
    made = levels(("chineseCounting", "%1、")) + levels(("decimal", "%2."), extra='<w:pStyle w:val="2"/>').replace(
        'w:ilvl="0"', 'w:ilvl="1"'
    )
    own = styles(style("1", "heading 1", f"<w:pPr>{numbered(1)}</w:pPr>"), style("2", "heading 2", "<w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr>"),
                 style("3", "乙级", based="1"))  # fmt: skip
    found = lines(p("甲", style="1"), p("乙", style="2"), p("丙", style="3"), numbering=sheet((1, made)), styles=own)
    assert found == ["一、甲", "1. 乙", "二、丙"]


def test_a_list_style() -> None:
    own = styles(style("L", "列表", f"<w:pPr>{numbered(2)}</w:pPr>"))
    made = sheet(
        (1, '<w:numStyleLink w:val="L"/>'), (2, '<w:styleLink w:val="L"/>' + CHINESE), nums={1: (1, ""), 2: (2, "")}
    )
    assert lines(n("甲"), n("乙"), numbering=made, styles=own) == ["一、甲", "二、乙"]


def test_deleted_paragraphs_are_not_counted_and_empty_ones_are() -> None:
    gone = p(deleted("去"), properties=numbered(1) + "<w:rPr><w:del w:id='1'/></w:rPr>")
    assert lines(n("甲"), gone, n("乙"), n(""), n("丙"), numbering=sheet()) == ["一、甲", "二、乙", "四、丙"]


@pytest.mark.parametrize("value", ["999", "x", "-1", ""])
def test_lists_that_are_not_there(value: str) -> None:
    assert lines(p("甲", properties=f'<w:numPr><w:numId w:val="{value}"/></w:numPr>'), numbering=sheet()) == ["甲"]
    assert lines(
        p("甲", properties=f'<w:numPr><w:ilvl w:val="{value}"/><w:numId w:val="1"/></w:numPr>'), numbering=sheet()
    )[0].endswith("甲")


@pytest.mark.parametrize(
    ("form", "count", "shown"),
    [
        ("chineseCounting", 10, "十"), ("chineseCountingThousand", 11, "十一"), ("japaneseCounting", 20, "二十"),
        ("chineseCountingThousand", 105, "一百零五"), ("chineseCountingThousand", 110, "一百一十"),
        ("chineseCountingThousand", 2005, "二千零五"), ("ideographDigital", 12, "一二"),
        ("chineseLegalSimplified", 12, "壹拾贰"), ("decimalEnclosedCircle", 3, "③"), ("decimalEnclosedCircleChinese", 21, "㉑"),
        ("decimalFullWidth", 12, "１２"), ("decimalZero", 7, "07"), ("upperRoman", 14, "XIV"), ("lowerLetter", 28, "bb"),
        ("ideographTraditional", 3, "丙"), ("none", 3, ""), ("decimal", 5, "5"), ("neverHeardOf", 5, "5"),
        ("decimalEnclosedCircle", 99, "99"), ("decimalEnclosedParen", 2, "⑵"), ("upperRoman", 10**7, "10000000"),
    ],
)  # fmt: skip
def test_number_formats(form: str, count: int, shown: str) -> None:
    assert written(count, form) == shown
