"""consistency.place: the text calls itself by the name of another place (建设现代化新某市 in a neighbour's report).

An error only where the name is that of a division or carries the issuer's own suffix, stands in a self-reference, and is
nowhere else in the text as a superior's, a partner's or a neighbour's.
"""

import re

from checker.consistency.divisions import stems
from checker.model import Document, Finding
from checker.passage import passage

_SELF = re.compile(
    r"(?:(?<!依)(?:法治|平安)+|现代化新|社会主义新|建设新|建设[^，。；]{2,14}的新|美丽|幸福|和谐|数字|清廉)(?P<a>[一-鿿]{2,5})"
    r"|(?:护航|服务|助推|助力|推动|推进|促进|保障|建设|谱写|奋进)(?P<b>[一-鿿]{2,4})(?=经济|高质量|发展|社会|现代化|新篇章|新局面|振兴|改革)"
)
_LEVELS = ("街道", "县", "区", "市", "镇", "乡", "旗", "州")
_NO_NAME = re.compile(
    r"[和与及]|政府|中国|社会|国家|建设|机关|乡村|校园|企业|思想|意识|文化|经济|广东|示范|乡镇|城市|单位|部门|我|本|全|基层|体育|家园|学校|村|社区|工作|网络|法院|边疆|边境"
)


def check(document: Document) -> tuple[Finding, ...]:
    """Self-references to a place that is not the issuer's; nothing when the issuer is not known."""
    if document.issuer is None:
        return ()
    own = document.issuer.value
    chars = document.text.chars
    found = []
    for match in _SELF.finditer(chars):
        group = "a" if match.group("a") else "b"
        name = _place(match.group(group), own)
        quoted = document.source.text[document.text.offset(match.start(group)) - 1] in "“”‘’\"'「『"
        if name is None or quoted or name in own or _elsewhere(name, chars):
            continue
        start = match.start()
        end = match.start(group) + len(name)
        sentence = next(entry for entry in document.sentences if entry.start <= start < entry.end)
        message = f"报告主体是“{own}”，这里自称“{name}”，请核对是否为别处文字的残留。"
        found.append(Finding("consistency.place", "error", passage(document, start, end, sentence.section), message))
    return tuple(found)


def _place(words: str, own: str) -> str | None:
    """The place named at the head of `words`, if it is certainly one."""
    for length in range(min(len(words), 5), 1, -1):
        head = words[:length]
        for level in _LEVELS:
            if head.endswith(level) and own.removesuffix("人民政府").removesuffix("办事处").endswith(level):
                stem = head.removesuffix(level)
                if 2 <= len(stem) <= 3 and stem[0] not in _LEVELS and not _NO_NAME.search(head):
                    return head
        if head in stems():
            return head
    return None


def _elsewhere(name: str, chars: str) -> bool:
    """The text speaks of the place outside self-references too: a superior, a partner, the county of a township."""
    plain = [match for match in re.finditer(re.escape(name), chars) if not _is_self(chars, match.start())]
    return len(plain) >= 2 or any(chars[match.end() : match.end() + 1] in "省市县区州" for match in plain)


def _is_self(chars: str, start: int) -> bool:
    before = chars[max(0, start - 5) : start]
    return before.endswith(("法治", "平安", "新", "护航", "服务", "助力", "推动", "促进", "美丽", "幸福", "建设"))
