"""The web page: safe, whole, linked both ways, readable, and good on paper."""

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import lxml.html
import printed
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import UsageError
from checker.model import Document, IssuerKind, Outcome, RuleSet, Source, Span, Text
from checker.report import FORMATS, Failed, Style, fulltext, pdf, view

CSS = (Path(view.__file__).parent / "card.css").read_text("utf-8")


@pytest.fixture(scope="module")
def page(rules: RuleSet) -> str:
    return str(printed.rendered("html", [printed.hostile(rules)]))


@pytest.fixture(scope="module")
def tree(page: str) -> Any:
    return lxml.html.document_fromstring(page)


def test_nothing_is_loaded_and_nothing_runs(page: str, tree: Any) -> None:
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "http:" not in page
    assert "https:" not in page
    assert "url(" not in page
    assert "@import" not in page
    assert not tree.xpath("//script | //link | //img | //iframe | //object | //@style | //@src | //@onclick")
    assert all(target.startswith("#") for target in tree.xpath("//@href"))


def test_markup_in_a_report_stays_text(page: str, tree: Any) -> None:
    assert printed.SCRIPT not in page
    shown = tree.text_content()
    assert shown.count(printed.SCRIPT) >= 6  # path, passage, its section, message, gaps, full text
    assert f'报告 "{printed.SCRIPT}" &[31m\ufffd.docx' in shown
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", page.replace("\n", ""))


def test_ids_are_unique_and_every_link_arrives(rules: RuleSet) -> None:
    cards = [printed.hostile(rules), printed.hostile(rules), printed.card(rules)]
    tree = lxml.html.document_fromstring(
        str(printed.rendered("html", cards, (Failed("坏.docx", "坏.docx：打不开。"),)))
    )
    ids = tree.xpath("//@id")
    assert [name for name, number in Counter(ids).items() if number > 1] == []
    links = {target.removeprefix("#") for target in tree.xpath("//@href")}
    assert links - set(ids) == set()
    assert {"r1", "r2", "r3"} <= links
    labels = {label for names in tree.xpath("//@aria-labelledby") for label in names.split()}
    assert labels <= set(ids)


def test_elements_and_passages_are_linked_both_ways(rules: RuleSet, tree: Any) -> None:
    card = printed.hostile(rules)
    text = card.document.source.text
    checked = 0
    for verdict in card.verdicts:
        for passage in verdict.evidence:
            name = f"r1-{fulltext.anchor(passage.span)}"
            assert tree.xpath(f"//tr[@id='r1-{verdict.element}']//a[@href='#{name}']")
            (start,) = tree.xpath(f"//section[@class='text']//*[@id='{name}']")
            mark = start if start.tag == "mark" else start.xpath("following::mark[1]")[0]
            assert text[passage.span.start : passage.span.end].startswith(mark.text_content()[:5])
            (back,) = tree.xpath(
                f"//section[@class='text']//a[@href='#r1-{verdict.element}'][preceding::*[@id='{name}']]"
            )[-1:]
            assert back.get("aria-label").endswith("）")
            checked += 1
    assert checked > 40
    assert tree.xpath("//a[@href='#r1-note-1']")
    assert tree.xpath("//tr[@id='r1-note-1']//a[starts-with(@href, '#r1-p')]")


def test_the_full_text_is_whole_and_overlaps_are_cut(rules: RuleSet, tree: Any) -> None:
    card = printed.hostile(rules)
    seen = view.of(card)
    lines = list(fulltext.lines(card.document, seen))
    plain = ["".join(piece.words for piece in line.pieces) for line in lines]
    assert plain == [words.strip(" \t\u3000\r") for words in card.document.source.text.split("\n") if words.strip()]
    tones = {piece.tone for line in lines for piece in line.pieces}
    assert tones == {"", "error", "hint", "partial", "covered", "near"}
    marked = "".join(piece.words for line in lines for piece in line.pieces if piece.tone == "error")
    assert marked == card.findings[0].evidence.quote
    anchors = Counter(name for line in lines for piece in line.pieces for name in piece.anchors)
    assert set(anchors.values()) == {1}
    assert [line.kind for line in lines].count("title") == 1
    shown = {number.text for number in tree.xpath("//span[@class='number']")}
    assert shown == {str(line.number) for line in lines}


@given(
    text=st.text("法治\n 　\t\r<", max_size=40).filter(str.strip),
    ends=st.lists(st.tuples(st.integers(0, 40), st.integers(1, 12), st.sampled_from(["error", "hint"])), max_size=6),
)
def test_any_passages_of_any_text(text: str, ends: list[tuple[int, int, str]]) -> None:
    """Every character stands once, marked as its passages ask; every passage begins once and leads back once."""
    source, kind = Source("a.txt", text, "0"), IssuerKind.OTHER
    document = Document(source, Text("", (), ()), (), (), (), (), (), {}, None, None, kind, None)
    passages = [(Span(start, min(len(text), start + size)), level) for start, size, level in ends if start < len(text)]
    notes = tuple(
        view.Note(number, level, "", view.Passage("", "", span), "") for number, (span, level) in enumerate(passages, 1)
    )
    lines = list(fulltext.lines(document, view.View("", (), True, "", "", "", (), (), (), (), notes, ())))
    shown = [(line.number, "".join(piece.words for piece in line.pieces)) for line in lines]
    held = [(number, view.clean(words.lstrip())) for number, words in enumerate(text.split("\n"), 1)]
    assert [entry for entry in shown if entry[1]] == [entry for entry in held if entry[1]]
    pieces = [piece for line in lines for piece in line.pieces]
    assert sorted(name for piece in pieces for name in piece.anchors) == sorted(
        {fulltext.anchor(span) for span, _ in passages}
    )
    assert sorted(link.target for piece in pieces for link in piece.links) == sorted(
        f"note-{note.number}" for note in notes
    )
    for tone in ("error", "hint"):
        wanted = "".join(
            char for at, char in enumerate(text)
            if not char.isspace() and tone == min((level for span, level in passages if span.start <= at < span.end), default="")
        )  # fmt: skip
        assert "".join("".join(piece.words.split()) for piece in pieces if piece.tone == tone) == wanted


def test_a_run_in_heading_makes_no_heading_of_its_paragraph(rules: RuleSet) -> None:
    card = printed.card(rules, printed.ROOT / "examples" / "department" / "report.txt")
    lines = list(fulltext.lines(card.document, view.of(card)))
    long = [line for line in lines if sum(len(piece.words) for piece in line.pieces) > 100]
    assert long
    assert {line.kind for line in long} == {""}


def test_every_element_is_told(rules: RuleSet, tree: Any) -> None:
    card = printed.hostile(rules)
    for element, verdict in zip(card.ruleset.elements, card.verdicts, strict=True):
        (found,) = tree.xpath(f"//tr[@id='r1-{element.id}']")
        words = found.text_content()
        assert element.name in words
        assert element.basis[0].instrument in words
        if verdict.outcome is not Outcome.NOT_APPLICABLE:
            assert all(part in words for part in (element.advice, element.sample))
        if verdict.outcome in (Outcome.MISSING, Outcome.PARTIAL, Outcome.UNDECIDED):
            assert all(part in words for part in (element.place, "满分"))
        heading = found.xpath("ancestor::section/h3")[0].text_content()
        assert {"covered": "√ 已写", "partial": "△ 不足", "missing": "× 缺失", "undecided": "？ 待定",
                "not_applicable": "— 不适用"}[verdict.outcome.value] in heading  # fmt: skip


def test_the_structure_is_open_to_screen_readers(tree: Any) -> None:
    assert tree.get("lang") == "zh-CN"
    assert all(len(tree.xpath(f"//{name}")) == 1 for name in ("main", "h1", "header", "footer"))
    levels = [int(entry.tag[1]) for entry in tree.xpath("//h1 | //h2 | //h3 | //h4")]
    assert levels[0] == 1
    assert all(deeper - level <= 1 for level, deeper in pairwise(levels))
    assert not tree.xpath("//th[not(@scope)]")
    assert not tree.xpath("//svg[not(@role='img') or not(@aria-label)]")
    assert len(tree.xpath("//svg")) == len(tree.xpath("//table[@class='bars']/tbody/tr"))
    assert all(label for label in tree.xpath("//nav/@aria-label"))


def test_long_passages_are_shortened_in_tables_only(rules: RuleSet, tree: Any) -> None:
    card = printed.hostile(rules)
    quote = "".join(card.findings[1].evidence.quote.split())
    words = tree.xpath("//tr[@id='r1-note-2']//q")[0].text_content()
    assert words.endswith("…")
    assert words == quote[:119] + "…"
    whole = lxml.html.document_fromstring(FORMATS["html"].one(card, Style(full=True)).replace("\0", "r1"))
    assert whole.xpath("//tr[@id='r1-note-2']//q")[0].text_content() == quote


def colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", block))


def contrast(one: str, other: str) -> float:
    """WCAG 2: relative luminance of the lighter over that of the darker."""

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_words_stand_out_from_what_is_behind_them(theme: str) -> None:
    light, dark = (colours(block) for block in re.findall(r":root \{(.*?)\}", CSS, re.DOTALL))
    assert light.keys() == dark.keys()
    chosen = light if theme == "light" else dark
    tints = ["covered", "partial", "missing", "undecided"]
    pairs = [
        (words, behind) for words in ("ink", "muted", "link", "missing", "covered") for behind in ("paper", "desk")
    ]
    pairs += [("ink", f"{name}-bg") for name in tints] + [(name, f"{name}-bg") for name in tints]
    pairs += [("ink", "rule"), ("link", "undecided-bg"), ("muted", "undecided-bg"), ("missing", "undecided-bg")]
    poor = {pair: round(contrast(chosen[pair[0]], chosen[pair[1]]), 2) for pair in pairs}
    assert {pair: ratio for pair, ratio in poor.items() if ratio < 4.5} == {}
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    used = set(re.findall(r"(?<!-)color: var\(--([a-z-]+)\)", CSS))
    assert used <= {words for words, _ in pairs}


def test_several_reports_begin_with_a_table_of_them(rules: RuleSet) -> None:
    cards = [printed.card(rules), printed.hostile(rules)]
    tree = lxml.html.document_fromstring(
        str(printed.rendered("html", cards, (Failed(f"{printed.SCRIPT}", "打不开。"),)))
    )
    table = tree.xpath("//section[@class='overview']//tbody")[0].text_content()
    printed.in_order(table, str(printed.OMISSIONS), "64.3", "未通过", printed.SCRIPT, "未能检查：打不开。")
    assert [entry.get("href") for entry in tree.xpath("//section[@class='overview']//a")] == ["#r1", "#r2"]


def paper(sheets: list[str]) -> None:
    """What every printed card must fulfil."""
    printed.in_order(sheets[0], "栖河区2022年法治政府建设工作总结", "64.3", "未通过", "文件校验", "各维度得分", "法定内容",
                     "先补这些", "不足的原因", "不补不通过", "审核意见", "审核人", "日期")  # fmt: skip
    assert "section.causes" not in sheets[0]
    assert [f"第{number}页，共{len(sheets)}页" in sheet for number, sheet in enumerate(sheets, 1)] == [True] * len(
        sheets
    )
    text = next(number for number, sheet in enumerate(sheets) if "全文和证据" in sheet)
    assert all("可加分" in sheet or "得分" in sheet for sheet in sheets[1:text])
    assert text > 3


def test_weasyprint_prints_it_the_same_every_time(rules: RuleSet) -> None:
    try:
        pdf.ready()
    except UsageError:
        pytest.skip("WeasyPrint is not installed: pip install 'fazhi-checker[print]'")
    first = printed.rendered("pdf", [printed.card(rules)])
    assert isinstance(first, bytes)
    assert first == printed.rendered("pdf", [printed.card(rules)])
    paper(printed.pages(first))


def test_each_report_begins_on_a_page_of_its_own(rules: RuleSet, tmp_path: Path) -> None:
    complete = printed.card(rules, printed.ROOT / "examples" / "complete" / "report.txt")
    page = str(printed.rendered("html", [printed.card(rules), complete], (Failed("坏.docx", "打不开。"),)))
    sheets = [re.sub(r"第\d+页，共\d+页", "", sheet) for sheet in printed.pages(printed.by_chromium(page, tmp_path))]
    printed.in_order(
        sheets[0], "汇总（3份）", "examples/omissions/report.txt", "未通过", "坏.docx", "未能检查：打不开。"
    )
    assert sheets[1].startswith("栖河区2022年法治政府建设工作总结64.3")
    begun = [sheet for sheet in sheets[2:] if "审核意见" in sheet]
    assert [sheet.startswith("".join(view.of(complete).title.split())) for sheet in begun] == [True]
    assert "审核人" in begun[0]


def test_chromium_prints_it(rules: RuleSet, tmp_path: Path) -> None:
    page = str(printed.rendered("html", [printed.card(rules)]))
    paper(printed.pages(printed.by_chromium(page, tmp_path)))
