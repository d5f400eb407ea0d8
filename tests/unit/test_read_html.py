"""Web pages: recognised by content, decoded as browsers do, main text without navigation, tables; hostile pages."""

import random
import time

import pytest
from formats import FOOT, NAV, page_of_breaks, page_of_editor

from checker.errors import ReadError
from checker.model import Source
from checker.read import read_bytes

SENTENCE = "全年办理行政复议案件若干件，均在法定期限内审结，并按规定向社会公开了结果。"
TITLE = "云汀县2023年度法治政府建设情况报告"
TEXT = "\n".join(
    [TITLE, "一、主要做法", SENTENCE * 3, "二、存在的问题", SENTENCE * 2, "云汀县人民政府", "2024年1月18日"]
)


def read(page: str | bytes) -> Source:
    return read_bytes(page.encode() if isinstance(page, str) else page, "报告.html")


def page(body: str, head: str = '<meta charset="utf-8">') -> str:
    return f"<html><head>{head}</head><body>{body}</body></html>"


def lines(text: str | bytes) -> list[str]:
    return read(text).text.splitlines()


@pytest.mark.parametrize(
    "start",
    ["", "\ufeff", "\n\n  ", "<!DOCTYPE html>\n", "<!-- saved from url=(0014)about:internet -->\n", '<?xml version="1.0"?>\n',
     '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/x.dtd">'],
)  # fmt: skip
def test_a_page_is_recognised_by_its_beginning(start: str) -> None:
    found = read(start + page(f"<p>{SENTENCE}</p><p>{SENTENCE}</p>"))
    assert found.format == "html"
    assert found.text.splitlines() == [SENTENCE, SENTENCE]
    assert [block.place for block in found.blocks] == ["第 1 段", "第 2 段"]


def test_a_text_that_speaks_of_pages_is_no_page() -> None:
    assert read("本局网站首页代码以 <html> 开头。" + SENTENCE).format == "text"


@pytest.mark.parametrize(
    ("said", "codec"),
    [("utf-8", "utf-8"), ("gb2312", "gb18030"), ("GBK", "gb18030"), ("big5", "big5hkscs"), ("utf-8", "gb18030"),
     ("no-such", "gb18030"), ("utf-8", "utf-16"), ("idna", "utf-8"), ("hex", "utf-8"), ("utf-16", "utf-8")],
)  # fmt: skip
def test_encodings(said: str, codec: str) -> None:
    sentence = (
        "行政復議案件均在法定期限內審結，並按規定公開。" if codec == "big5hkscs" else SENTENCE.replace("干", "䶮")
    )
    text = page(f"<p>{sentence * 4}</p>", f'<meta http-equiv="Content-Type" content="text/html; charset={said}">')
    if codec == "gb18030" or codec == "utf-16" or codec.startswith(("utf-8", "big5")):
        assert lines(text.encode(codec)) == [sentence * 4]


def test_main_text_without_navigation() -> None:
    found = read(page_of_editor(TEXT))
    assert found.text.splitlines() == TEXT.splitlines()
    assert found.problems == ()


def test_the_title_stands_once() -> None:
    outside = page(f"<div><h1>{TITLE}</h1></div><div>{NAV}</div><div id=z><p>{SENTENCE * 3}</p><p>{SENTENCE}</p></div>")
    twice = page(f"<h1>{TITLE}</h1><div><p>{TITLE}</p><p>{SENTENCE * 3}</p><p>{SENTENCE}</p></div>")
    only = page(
        f"<div><p>{SENTENCE * 3}</p><p>{SENTENCE}</p></div>", f"<meta charset=utf-8><title>{TITLE} - 云汀县</title>"
    )
    for text in (outside, twice, only):
        found = lines(text)
        assert found[0] == TITLE
        assert found.count(TITLE) == 1


def test_a_title_is_not_taken_for_a_heading_that_resembles_one() -> None:
    body = f"<p>市人民政府：</p><p>{SENTENCE * 3}</p><p>1 主要工作情况</p><p>{SENTENCE * 2}</p>"
    for head in ("", f'<meta charset=utf-8><meta name="ArticleTitle" content="{TITLE}">'):
        heading = "" if head else f"<h1>{TITLE}</h1>"
        assert lines(page(f"{heading}<div>{NAV}</div><div>{body}</div>", head or "<meta charset=utf-8>"))[0] == TITLE


def test_a_page_inside_a_form_is_read() -> None:
    body = f"<p>一、做法</p><p>{SENTENCE * 3}</p><p>二、不足</p><p>{SENTENCE * 2}</p>"
    assert lines(page(f"<form id=aspnet><h1>{TITLE}</h1><div>{body}</div></form>"))[3] == "二、不足"


def test_a_site_name_is_no_title() -> None:
    text = page(f"<div><p>{SENTENCE * 3}</p></div>", "<meta charset=utf-8><title>云汀县人民政府门户网站</title>")
    assert lines(text) == [SENTENCE * 3]


def test_headings_have_their_level_but_the_title_has_none() -> None:
    found = read(page(f"<h1>{TITLE}</h1><h2>主要做法</h2><p>{SENTENCE * 3}</p><h3>制度</h3><p>{SENTENCE * 2}</p>"))
    assert [
        (found.text[block.start : block.end], block.level) for block in found.blocks if len(found.text) and block.level
    ] == [
        ("主要做法", 1),
        ("制度", 2),
    ]
    assert found.blocks[0].level is None


def test_a_row_of_a_table_is_a_line() -> None:
    table = "<table><tr><th>项目</th><th>件数</th></tr><tr><td><p>行政复议</p></td><td>35<br>件</td></tr></table>"
    found = lines(page(f"<div><p>{SENTENCE * 3}</p>{table}<p>{SENTENCE * 2}</p></div>"))
    assert found == [SENTENCE * 3, "项目\t件数", "行政复议\t35件", SENTENCE * 2]


def test_signature_and_date_are_kept() -> None:
    text = page(
        f"<div>{NAV}</div><div class=c><div><p>{SENTENCE * 3}</p><p>{SENTENCE * 3}</p></div><p align=right>云汀县司法局</p>"
        f"<p align=right>2024年1月5日</p><p>上一篇：没有了</p></div>{FOOT}"
    )
    assert lines(text)[-2:] == ["云汀县司法局", "2024年1月5日"]


def test_a_short_heading_before_the_first_sentence_and_the_salutation_are_kept() -> None:
    body = f"<p>县委、县政府：</p><p>一、做法</p><p>{SENTENCE * 3}</p><p>二、不足</p><p>{SENTENCE * 2}</p>"
    assert lines(page(f"{NAV}<h1>{TITLE}</h1><div>{body}</div>{FOOT}"))[:3] == [TITLE, "县委、县政府：", "一、做法"]


def test_hidden_words_and_scripts_are_not_read() -> None:
    text = page(f"<script>一、甲</script><p style='display: none'>隐藏的字</p><p hidden>也隐藏</p><p>{SENTENCE}</p>")
    assert lines(text) == [SENTENCE]


def test_little_main_text_is_said() -> None:
    aside = "".join(f"<li><a href=x>关于做好第{number}项工作的通知公告</a></li>" for number in range(60))
    found = read(page(f"<ul>{aside}</ul><article><p>{SENTENCE * 4}</p><p>{SENTENCE}</p></article>"))
    assert SENTENCE * 4 in found.text.splitlines()
    assert found.problems == (
        "网页的正文不到全部文字的一半，可能有漏读，请核对；也可将正文另存为 .docx 或 .txt 后再查",
    )


def test_nothing_to_read_is_refused() -> None:
    with pytest.raises(ReadError, match="没有"):
        read(page("<img src=x>"))


def test_entities_of_its_own_are_not_unfolded() -> None:
    bomb = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    found = read(
        f'<!DOCTYPE html [<!ENTITY a0 "哈">{bomb}<!ENTITY f SYSTEM "file:///etc/passwd">]>'
        + page(f"<p>{SENTENCE}&a11;&f;</p>")
    )
    assert SENTENCE in found.text
    assert len(found.text) < 200
    assert "root" not in found.text


def test_pictures_inside_the_page_do_not_count() -> None:
    picture = "A" * 4_000_000
    assert lines(page(f'<img src="data:image/png;base64,{picture}"><p>{SENTENCE}</p>')) == [SENTENCE]


@pytest.mark.parametrize(
    "body",
    ["<div>" * 100_000 + SENTENCE, "<p>" * 300_000 + SENTENCE, "<table><tr><td>" * 20_000 + SENTENCE, "<b>" * 5000 + SENTENCE,
     "<" * 500_000, "<a href='" * 100_000, "&" * 500_000, f"<p>{SENTENCE}</p>" * 30_000, "<!doctype html [" * 50_000],
    ids=["div", "p", "table", "b", "angles", "quotes", "ampersands", "paragraphs", "doctypes"],
)  # fmt: skip
def test_an_answer_in_bounded_time(body: str) -> None:
    start = time.perf_counter()
    try:
        found = read(page(f"<p>{SENTENCE}</p>{body}"))
    except ReadError:
        pass
    else:
        assert SENTENCE in found.text
    assert time.perf_counter() - start < 30


def test_what_is_too_deep_to_be_read_is_said() -> None:
    found = read(page(f"<p>{SENTENCE}</p>" + "<div>" * 9000 + SENTENCE))
    assert [gap.wide for gap in found.gaps] == [True]


def test_a_page_that_is_too_long_is_refused() -> None:
    with pytest.raises(ReadError, match="网页超过 300 万字"):
        read(page("<p>好</p>" * 400_000))


def test_mutated_pages_are_read_or_refused() -> None:
    dice = random.Random(40)
    for _ in range(120):
        data = bytearray(dice.choice([page_of_editor(TEXT), page_of_breaks(TEXT)]))
        for _ in range(dice.choice([1, 10, 80])):
            data[dice.randrange(len(data))] = dice.randrange(256)
        try:
            found = read(bytes(data[: dice.randrange(50, len(data))] if dice.random() < 0.3 else data))
        except ReadError:
            continue
        assert found.text.strip()
