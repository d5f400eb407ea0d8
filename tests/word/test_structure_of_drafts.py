"""What a Word file declares helps the structure and never hurts it."""

from drafts import levels, numbered, numbering, p, package, style, styles

from checker.model import Document, Role
from checker.normalise import normalise
from checker.read import read_bytes
from checker.structure import build

SHEET = styles(style("1", "heading 1"), style("2", "heading 2"))
BODY = "临溪县全年办理行政复议案件56件，开展执法监督检查8次，制发监督意见书3份。"


def structure(data: bytes) -> Document:
    source = read_bytes(data, "t")
    return build(source, normalise(source))


def test_a_title_in_a_heading_style_is_the_title() -> None:
    document = structure(
        package(
            p("临溪县2022年法治政府建设情况报告", style="1"),
            p("一、执法", style="1"),
            p(BODY),
            p("存在不少困难", style="1"),
            p(BODY),
            parts={"styles": SHEET},
        )  # fmt: skip
    )
    assert document.title is not None
    assert document.title.value == "临溪县2022年法治政府建设情况报告"
    assert document.year == 2022
    chars = document.text.chars
    assert [chars[entry.start : entry.end] for entry in document.headings] == ["一、执法", "存在不少困难"]


def test_automatic_numbers_make_headings() -> None:
    made = numbering({1: levels(("japaneseCounting", "%1、"))}, {1: (1, "")})
    number = numbered(1)
    data = package(p("临溪县2022年法治政府建设情况报告"), p("主要举措和成效", properties=number), p(BODY), p("存在的不足和原因", properties=number),
                   p(BODY), parts={"numbering": made})  # fmt: skip
    document = structure(data)
    assert [document.text.chars[entry.start : entry.end] for entry in document.headings] == [
        "一、主要举措和成效",
        "二、存在的不足和原因",
    ]
    assert document.sentences[-1].role is Role.PROBLEMS
