"""The draft with the card as comments: at the exact words, with nothing else changed."""

import io
import re
import warnings
import zipfile
from pathlib import Path

import docx
import pytest
from drafts import (
    deleted,
    document,
    ins,
    levels,
    note,
    notes,
    numbered,
    numbering,
    p,
    package,
    r,
    style,
    styles,
    table,
    textbox,
    unzipped,
    zipped,
)  # fmt: skip
from lxml import etree

from checker import pipeline
from checker.annotate import Annotated, Signature, annotate
from checker.annotate.marks import mark
from checker.model import Outcome, RuleSet, Scorecard, Span
from checker.read import read_bytes
from checker.read.package import Package
from checker.read.word import Word, open_word
from checker.read.word.names import W
from checker.report import wording

SIGNATURE = Signature("张三", "2026-01-31T08:00:00Z")
EXAMPLE = Path(__file__).parents[2] / "examples" / "omissions" / "report.txt"
LINES = [line for line in EXAMPLE.read_text("utf-8").splitlines() if line.strip()]


def draft(**parts: str | bytes) -> bytes:
    """A report with omissions, as Word writes it: runs cut anywhere, insertions, a table."""
    blocks = []
    for at, line in enumerate(LINES):
        pieces = [line[first : first + 7 + at % 5] for first in range(0, len(line), 7 + at % 5)]
        runs = [r(piece, '<w:rFonts w:eastAsia="仿宋"/>') for piece in pieces]
        if at % 4 == 1:
            runs[len(runs) // 2] = ins(runs[len(runs) // 2]) + deleted("删去的话")
        blocks.append(p(*runs))
    return package(*blocks, table(("办件", "数量"), ("复议", "56")), parts=parts)


def card_of(data: bytes, rules: RuleSet) -> Scorecard:
    return pipeline.check_source(read_bytes(data, "稿.docx"), rules)


def commented(data: bytes, rules: RuleSet) -> tuple[Scorecard, Annotated]:
    card = card_of(data, rules)
    return card, annotate(data, card, SIGNATURE)


def ranges(data: bytes) -> dict[int, str]:
    """What stands between the two ends of every comment, deleted text left out."""
    found: dict[int, str] = {}
    active: set[int] = set()
    root = etree.fromstring(unzipped(data)["word/document.xml"])
    for element in root.iter():
        if element.tag == W + "commentRangeStart":
            identity = int(element.get(W + "id") or "")
            active.add(identity)
            found[identity] = ""
        elif element.tag == W + "commentRangeEnd":
            active.remove(int(element.get(W + "id") or ""))
        elif element.tag in (W + "t", W + "tab", W + "br"):
            for one in active:
                found[one] += element.text or {W + "tab": "\t", W + "br": "\n"}.get(element.tag, "")
    assert not active
    return found


def comments(data: bytes) -> dict[int, str]:
    root = etree.fromstring(unzipped(data)["word/comments.xml"])
    return {
        int(entry.get(W + "id") or -1): "\n".join("".join(line.itertext()) for line in entry.iter(W + "p"))
        for entry in root.iter(W + "comment")
    }


def word(data: bytes) -> Word:
    return open_word(Package(data, "t"), "t")


def marked(data: bytes, *spans: Span | None) -> dict[int, str]:
    """Mark these ranges of a document and give what stands in each afterwards."""
    opened = word(data)
    mark(opened.pieces(), list(enumerate(spans)))
    files = {**unzipped(data), "word/document.xml": etree.tostring(opened.parts.document)}
    after = zipped(files)
    assert word(after).extract.text == opened.extract.text
    return ranges(after)


class TestCard:
    def test_every_partial_element_is_commented_at_its_words(self, rules: RuleSet) -> None:
        card, made = commented(draft(), rules)
        words, held = comments(made.data), ranges(made.data)
        partial = [(element, verdict) for element, verdict in wording.pairs(card) if verdict.outcome is Outcome.PARTIAL]
        assert len(partial) >= 3
        for element, verdict in partial:
            identity = next(key for key, text in words.items() if re.match(rf"【不足·..】{element.name}（补上", text))
            assert held[identity] == verdict.evidence[0].quote
            assert element.advice in words[identity]

    def test_every_omission_has_basis_advice_sample_and_points_at_a_heading(self, rules: RuleSet) -> None:
        card, made = commented(draft(), rules)
        words, held = comments(made.data), ranges(made.data)
        missing = [element for element, verdict in wording.pairs(card) if verdict.outcome is Outcome.MISSING]
        assert len(missing) >= 5
        headings = {card.document.text.chars[entry.start : entry.end] for entry in card.document.headings}
        title = card.document.title
        assert title is not None
        for element in missing:
            identity = next(key for key, text in words.items() if re.match(rf"【缺失·..】{element.name}（补上", text))
            for part in (
                element.advice,
                element.sample,
                wording.basis(element.basis),
                wording.points(card.score.gains[element.id]),
            ):
                assert part in words[identity]
            anchored = held[identity].replace("“", "").replace("”", "")
            assert anchored in headings | {title.value}, anchored

    def test_an_omission_stands_at_the_heading_that_speaks_of_it(self, rules: RuleSet) -> None:
        _, made = commented(draft(), rules)
        words, held = comments(made.data), ranges(made.data)
        at = {
            text.partition("】")[2].partition("（")[0]: held[key]
            for key, text in words.items()
            if text.startswith("【缺失")
        }
        assert at["裁量权基准"] == "（四）规范行政执法，提高执法水平"
        assert at["决策事项目录"] == "（三）完善制度建设，推进依法决策"
        assert at["信访法治化"] == "（五）化解矛盾纠纷，维护和谐稳定"
        assert at["审计与内部层级监督"] == "（六）加强监督制约，促进规范用权"
        assert at["不足的原因"] == "二、存在的问题"
        assert at["突发事件应对体系"] == "一、工作开展情况"  # no heading speaks of it

    def test_the_summary_stands_at_the_title(self, rules: RuleSet) -> None:
        card, made = commented(draft(), rules)
        words, held = comments(made.data), ranges(made.data)
        assert words[0].startswith(f"【检查结论】{wording.conclusion(card)}\n得分：{wording.total(card)}")
        assert held[0] == LINES[0]

    def test_a_finding_is_commented(self, rules: RuleSet) -> None:
        lines = [*LINES[:3], "扎实推进法治浦坪区建设。", *LINES[3:]]
        card, made = commented(package(*map(p, lines)), rules)
        words, held = comments(made.data), ranges(made.data)
        assert card.findings
        for finding in card.findings:
            identity = next(key for key, text in words.items() if finding.message in text)
            assert held[identity] == finding.evidence.quote

    def test_author_date_and_the_same_bytes_again(self, rules: RuleSet) -> None:
        card, made = commented(draft(), rules)
        entry = etree.fromstring(unzipped(made.data)["word/comments.xml"])[0]
        assert (entry.get(W + "author"), entry.get(W + "date"), entry.get(W + "initials")) == (
            "张三",
            SIGNATURE.date,
            "张",
        )
        assert annotate(draft(), card, SIGNATURE).data == made.data


class TestPackage:
    def test_only_four_parts_change(self, rules: RuleSet) -> None:
        data = draft(styles=styles(style("1", "heading 1")), settings="<x/>", header=document(p("页眉")))
        _, made = commented(data, rules)
        before, after = unzipped(data), unzipped(made.data)
        changed = {name for name in after if before.get(name) != after[name]}
        assert changed == {
            "word/document.xml",
            "word/_rels/document.xml.rels",
            "[Content_Types].xml",
            "word/comments.xml",
        }
        assert list(after) == [*before, "word/comments.xml"]

    def test_the_text_and_the_tracked_changes_stay(self, rules: RuleSet) -> None:
        data = draft()
        _, made = commented(data, rules)
        assert word(made.data).extract == word(data).extract
        before, after = (etree.fromstring(unzipped(entry)["word/document.xml"]) for entry in (data, made.data))
        for tag in (W + "ins", W + "del"):
            assert ["".join(entry.itertext()) for entry in before.iter(tag)] == [
                "".join(entry.itertext()) for entry in after.iter(tag)
            ]

    def test_python_docx_reads_them_back(self, rules: RuleSet) -> None:
        _, made = commented(draft(), rules)
        found = list(docx.Document(io.BytesIO(made.data)).comments)
        assert [(entry.comment_id, entry.text) for entry in found] == list(comments(made.data).items())
        assert {entry.author for entry in found} == {"张三"}

    def test_comments_that_are_there_stay(self, rules: RuleSet) -> None:
        old = f'<w:comments {document().split(" ", 1)[1].split(">")[0]}><w:comment w:id="7" w:author="李四">{p("旧批注")}</w:comment></w:comments>'
        extended = '<w15:commentsEx xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"/>'
        data = draft(comments=old, commentsExtended=extended)
        _, made = commented(data, rules)
        before, after = unzipped(data), unzipped(made.data)
        assert {name for name in after if before.get(name) != after[name]} == {"word/document.xml", "word/comments.xml"}
        words = comments(made.data)
        assert words[7] == "旧批注"
        assert sorted(words)[:2] == [7, 8]

    def test_strict_stays_strict(self, rules: RuleSet) -> None:
        strict = {
            name: re.sub(rb"http://schemas.openxmlformats.org/(wordprocessingml|officeDocument)/2006/", rb"http://purl.oclc.org/ooxml/\1/", content)
            for name, content in unzipped(draft()).items()
        }  # fmt: skip
        _, made = commented(zipped(strict), rules)
        after = unzipped(made.data)
        for name in ("word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels"):
            assert b"purl.oclc.org/ooxml/" in after[name]
            assert b"wordprocessingml/2006" not in after[name]
        assert word(made.data).extract == word(zipped(strict)).extract

    def test_a_dangling_relationship_to_comments(self, rules: RuleSet) -> None:
        files = unzipped(draft(comments="x"))
        del files["word/comments.xml"]
        _, made = commented(zipped(files), rules)
        assert comments(made.data)[0].startswith("【检查结论】")

    def test_folders_and_parts_named_twice(self, rules: RuleSet) -> None:
        held = io.BytesIO(draft())
        with zipfile.ZipFile(held, "a") as archive, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            archive.writestr("word/media/", b"")
            archive.writestr("word/media/a.bin", b"one")
            archive.writestr("word/media/a.bin", b"two")
        _, made = commented(held.getvalue(), rules)
        with zipfile.ZipFile(io.BytesIO(made.data)) as archive:
            names = archive.namelist()
            assert archive.testzip() is None
            assert archive.read("word/media/a.bin") == b"two"
        assert names.count("word/media/a.bin") == 1
        assert names[-1] == "word/comments.xml"

    def test_the_card_of_another_document_is_refused(self, rules: RuleSet) -> None:
        with pytest.raises(ValueError, match="another document"):
            annotate(package(p("甲")), card_of(draft(), rules), SIGNATURE)


class TestMarks:
    def test_inside_one_run(self) -> None:
        assert marked(package(p("一二三四五")), Span(1, 3)) == {0: "二三"}

    def test_ranges_that_touch_overlap_and_hold_each_other(self) -> None:
        spans = [Span(1, 3), Span(3, 5), Span(2, 4), Span(0, 6), Span(1, 3), Span(5, 6)]
        text = "一二三四五六"
        assert marked(package(p(text)), *spans) == {at: text[span.start : span.end] for at, span in enumerate(spans)}

    @pytest.mark.parametrize("cut", range(1, 6))
    def test_across_runs(self, cut: int) -> None:
        text = "一二三四五六"
        data = package(p(text[:cut], "<w:r><w:rPr><w:b/></w:rPr></w:r>", ins(r(text[cut:]))))
        for start in range(6):
            for end in range(start + 1, 7):
                assert marked(data, Span(start, end)) == {0: text[start:end]}

    def test_several_texts_and_characters_in_a_run(self) -> None:
        run = "<w:r><w:rPr><w:b/></w:rPr><w:t>一二</w:t><w:tab/><w:t>三四</w:t><w:br/><w:t>五</w:t></w:r>"
        text = "一二\t三四\n五"
        for start in range(len(text)):
            for end in range(start + 1, len(text) + 1):
                assert marked(package(p(run)), Span(start, end), Span(start, len(text))) == {
                    0: text[start:end], 1: text[start:],
                }  # fmt: skip

    def test_the_look_of_a_run_stays(self) -> None:
        data = package(p(r("一二三", "<w:b/>")))
        opened = word(data)
        mark(opened.pieces(), [(0, Span(1, 2))])
        runs = [run for run in opened.parts.document.iter(W + "r") if run.find(W + "t") is not None]
        assert [(run.findtext(W + "t"), run.find(f"{W}rPr/{W}b") is not None) for run in runs] == [
            ("一", True),
            ("二", True),
            ("三", True),
        ]

    def test_an_automatic_number_anchors_to_the_words_after_it(self) -> None:
        made = numbering({1: levels(("chineseCounting", "%1、"))}, {1: (1, "")})
        data = package(p("甲乙", properties=numbered(1)), p("丙"), parts={"numbering": made})
        assert marked(data, Span(0, 2), Span(0, 3)) == {0: "甲乙", 1: "甲"}

    def test_in_tables_inside_one_cell(self) -> None:
        data = package(table(("一二", "三四五"), (p("六") + table(("七", "八")), "九")))
        text = word(data).extract.text
        assert text == "一二 | 三四五\n六 | 九\n七 | 八\n"
        assert marked(data, Span(1, 2), Span(0, 8), Span(text.index("八"), text.index("八") + 1)) == {
            0: "二",
            1: "三四五",
            2: "八",
        }

    def test_in_smart_tags_and_content_controls(self) -> None:
        tag = f'<w:smartTag w:element="e">{r("二三")}</w:smartTag>'
        control = f"<w:sdt><w:sdtContent>{r('四五')}</w:sdtContent></w:sdt>"
        data = package(p("一", tag, control, "六"))
        assert marked(data, Span(1, 2)) == {0: "二"}
        assert marked(data, Span(2, 4)) == {0: "二三四五"}  # it begins and ends in different containers: it takes both

    def test_in_a_text_box_or_note_the_paragraph_that_holds_it(self) -> None:
        data = package(
            p("甲乙", textbox(p("框"))),
            p("丙", note("footnote", 2)),
            parts={"footnotes": notes("footnotes", n2=p("注"))},
        )
        text = word(data).extract.text
        held = marked(data, *(Span(text.index(char), text.index(char) + 1) for char in "框注"))
        assert held[0].startswith("甲乙")
        assert held[1] == "丙"

    def test_across_paragraphs(self) -> None:
        assert marked(package(p("一二"), p("三四")), Span(1, 4)) == {0: "二三"}

    def test_the_beginning_of_the_text(self) -> None:
        assert marked(package(p(r("一"), r("二")), p("三四")), None) == {0: "一二"}
