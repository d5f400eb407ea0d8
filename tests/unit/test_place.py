"""consistency.place: only self-references to another place, never a superior's, a partner's or a nickname."""

import pytest

from checker import normalise, structure
from checker.consistency import place
from checker.model import Source

HEAD = "临溪县2022年法治政府建设情况报告\n2022年，临溪县推进各项工作。\n一、主要举措和成效\n"


def found(text: str, head: str = HEAD) -> list[str]:
    source = Source("t", head + text + "\n", "")
    return [finding.evidence.quote for finding in place.check(structure.build(source, normalise.normalise(source)))]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("为全面建设社会主义现代化新漯河提供保障。", "现代化新漯河"),
        ("护航湛江经济社会高质量发展。", "护航湛江"),
        ("扎实推进法治浦坪县建设。", "法治浦坪县"),
        ("努力建设平安法治浦坪县。", "平安法治浦坪县"),
    ],
)
def test_another_place_is_an_error(text: str, quote: str) -> None:
    assert found(text) == [quote]


@pytest.mark.parametrize(
    "text",
    [
        "扎实推进法治临溪建设，建设平安临溪、美丽临溪。",
        "推进法治政府、法治社会建设，护航经济高质量发展。",
        "市委全面依法治市和县委全面依法治县工作会议精神得到落实。",
        "建设美丽“滨城”，打造幸福家园。",
        "赴湛江市考察学习，借鉴湛江经验，服务湛江经济发展合作项目。",
        "建设法治广东、平安广东，落实广东省委部署。",
    ],
)
def test_what_is_no_self_reference(text: str) -> None:
    assert found(text) == []


def test_nothing_without_an_issuer() -> None:
    assert found("护航湛江经济社会高质量发展。", "关于工作情况的报告\n一年来，我们推进各项工作。\n") == []
