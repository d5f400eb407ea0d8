"""Passages that units share: exact stretches, whatever stands around them."""

import pytest

from checker import normalise, overlap, read, structure

SHARED = "建立涉企检查计划备案制度，全年备案检查计划四十二个，合并同一时段对同一企业的检查，检查频次比上年减少三成，并在企业设立观察点，每季度听取企业对检查的意见，意见逐条回复后存档备查。"
OTHER = {
    "甲县": "全县围绕农业强县目标推进各项工作。城乡面貌持续改善，群众出行更加方便，夜市经济热闹起来，老街修缮完工后游客明显增多。",
    "乙县": "一年来我们把群众的急难愁盼放在心上。山里的孩子坐上了校车，卫生院添了新设备，村道拓宽后班车可以开到每一个自然村。",
    "丙县": "港口吞吐量再创新高。渔民上岸后有了新工作，渔村民宿渐成规模，海岸线修复工程按期完成，海鸟也回来了。",
}


def report(unit: str, *paragraphs: str) -> overlap.Report:
    text = f"{unit}人民政府2023年法治政府建设年度报告\n一、主要成效\n" + "\n".join(paragraphs) + "\n"
    source = read.read_text(text, f"{unit}.txt")
    return overlap.Report(unit, structure.build(source, normalise.normalise(source), None, None))


def test_a_shared_passage_is_found_to_the_character() -> None:
    found = overlap.clusters(
        [
            report("甲县", OTHER["甲县"], "同时，" + SHARED + "下半年又扩到乡镇。"),
            report("乙县", SHARED, OTHER["乙县"]),
            report("丙县", OTHER["丙县"]),
        ]
    )
    (cluster,) = found
    assert cluster.length == len(SHARED)
    assert [passage.unit for passage in cluster.passages] == ["甲县", "乙县"]
    assert [passage.evidence.quote[passage.start : passage.end] for passage in cluster.passages] == [SHARED, SHARED]


def test_one_changed_figure_breaks_a_stretch_at_that_place() -> None:
    changed = SHARED.replace("四十二", "三十七")
    (cluster,) = overlap.clusters([report("甲县", SHARED), report("乙县", changed)], least=40)
    assert (
        cluster.passages[0].evidence.quote[cluster.passages[0].start : cluster.passages[0].end]
        == SHARED.partition("四十二")[2]
    )


@pytest.mark.parametrize(
    "reports",
    [
        [report("甲县", SHARED), report("甲县", SHARED)],
        [report("甲县", OTHER["甲县"]), report("乙县", OTHER["乙县"])],
        [report("甲县", SHARED[:50] + "。"), report("乙县", SHARED[:50] + "。")],
    ],
    ids=["one unit twice", "nothing in common", "too short"],
)  # fmt: skip
def test_what_is_no_sharing(reports: list[overlap.Report]) -> None:
    assert overlap.clusters(reports) == ()
