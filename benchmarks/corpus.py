"""Writes invented reports with known labels: `python benchmarks/corpus.py OUT --count 1000 --seed 1 [--format mixed]`.

Every report depends on (seed, number) alone, so any part of a corpus can be written by any process, byte for byte alike.
The sentences are our own (wordings.yaml). `labels.jsonl` says of each report what was written and what was left out.
"""

import argparse
import io
import json
import random
import re
import zipfile
from collections.abc import Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple

import yaml

FIRST = "澄临云青白枫桐松岚霞浔沅泓瑶栖锦嘉永宁泰昌荣兴和平安长丰南北东西上清明德文华玉金石龙凤鹤燕梅兰竹荷溪柳杏榆桦樟"
SECOND = "岭溪川河江湖泉潭渡浦津港湾洲滩山峰岗坪原谷坡陵台亭桥塘堰堤沟源阳阴城堡寨屯坊田圃苑庄口门关隘峡崖冈垭坳墩"
KINDS = {"county": 4, "city": 2, "district": 3, "bureau": 4, "township": 3, "zone": 1}
"""Kinds of issuer with their shares."""
MODEL_KINDS = {"bureau": "department", "township": "township", "zone": "other"}
"""`checker.model.IssuerKind` of the kinds that are no government."""
BUREAUS = (
    "水务",
    "农业农村",
    "交通运输",
    "市场监督管理",
    "民政",
    "生态环境",
    "住房和城乡建设",
    "文化和旅游",
    "应急管理",
)
FIGURED = 16
"""The first so many of the sentences of no element hold figures: one in a paragraph, so that few look alike."""
COPIED = 0.03
"""Share of the reports that hold a paragraph of another."""


class Report(NamedTuple):
    """A report: its lines, and its labels without the path."""

    lines: tuple[str, ...]
    labels: dict[str, Any]
    fillers: tuple[str, ...]


@cache
def wordings() -> dict[str, Any]:
    """The sentences of wordings.yaml."""
    data: dict[str, Any] = yaml.load((Path(__file__).parent / "wordings.yaml").read_text("utf-8"), yaml.CSafeLoader)
    return data


def place(seed: int, number: int) -> str:
    """An invented name that no other number of the corpus has."""
    size = len(FIRST) * len(SECOND)
    start = random.Random(f"{seed}:names").randrange(size)
    turn, at = divmod(number, size)
    at = (at * 1597 + start) % size  # 1597 is a prime that does not divide the size
    middle = "" if turn == 0 else SECOND[(turn - 1) % len(SECOND)] * (1 + (turn - 1) // len(SECOND))
    return FIRST[at % len(FIRST)] + middle + SECOND[at // len(FIRST)]


def fill(draw: random.Random, template: str, names: Mapping[str, str]) -> str:
    """The sentence with figures drawn, reckoned and printed, and names put in."""
    figures: dict[str, int] = {}
    for name, low, high in re.findall(r"\{(\w)=(\d+)\.\.(\d+)\}", template):
        figures[name] = draw.randint(int(low), int(high))

    def put(match: re.Match[str]) -> str:
        words = match.group(1)
        if words == "R":
            return draw.choice(FIRST) + draw.choice("家水头岩井竹坪湾垄背尾") + draw.choice("坪畈坞坑墩冲垅湾岗塘埠")
        if words[0] == "=":
            return str(eval(words[1:], {"__builtins__": {}}, figures))
        if words[0] == "%":
            return f"{100 * eval(words[1:], {'__builtins__': {}}, figures):.1f}%"
        if words in wordings()["slots"]:
            return str(draw.choice(wordings()["slots"][words]))
        return names[words] if words in names else str(figures[words[0]])

    return re.sub(r"\{([^{}]+)\}", put, template)


def issuer(draw: random.Random, kind: str, name: str, year: int) -> dict[str, str]:
    """The unit, and what stands for the capitals in the sentences."""
    tail = {"county": "县", "city": "市", "district": "区", "township": "镇"}.get(kind, "")
    if kind == "bureau":
        tail = draw.choice("县市区")
        bureau = f"{name}{tail}{draw.choice(BUREAUS)}局"
        found = {"unit": bureau, "P": bureau, "G": "局机关", "C": "局党组", "L": "局长", "B": "局党组书记", "J": "局法规科",
                 "M": "局长办公会", "D": "各科室", "F": "局党组理论学习中心组", "U": "全局", "H": f"{tail}政府", "A": "",
                 "sign": bureau}  # fmt: skip
    elif kind == "zone":
        unit = name + draw.choice(("经济开发区", "高新技术产业开发区"))
        found = {"unit": unit, "P": unit, "G": "管委会", "C": "党工委", "L": "管委会主任", "B": "党工委书记", "J": "管委会法制办",
                 "M": "管委会主任办公会", "D": "各部门", "F": "党工委理论学习中心组", "U": "全区", "H": "市政府",
                 "A": "全面依法治区委员会", "sign": f"{unit}管理委员会"}  # fmt: skip
    elif kind == "township":
        unit = f"{name}镇"
        found = {"unit": unit, "P": unit, "G": "镇政府", "C": "镇党委", "L": "镇长", "B": "镇党委书记", "J": "镇司法所",
                 "M": "镇长办公会", "D": "各站所", "F": "镇党委理论学习中心组", "U": "全镇", "H": "县政府",
                 "A": "全面依法治镇委员会", "sign": f"{unit}人民政府"}  # fmt: skip
    else:
        unit = name + tail
        found = {"unit": unit, "P": unit, "G": f"{tail}政府", "C": f"{tail}委", "L": f"{tail}长", "B": f"{tail}委书记",
                 "J": f"{tail}司法局", "M": f"{tail}政府常务会议", "D": "各部门", "F": f"{tail}委理论学习中心组", "U": f"全{tail}",
                 "H": "上级政府和同级人大常委会", "A": f"全面依法治{tail}委员会", "sign": f"{unit}人民政府"}  # fmt: skip
    thought = "习近平法治思想" if year >= 2021 else "全面依法治国新理念新思想新战略"
    return found | {"T": thought, "Q": "八五" if year >= 2021 else "七五", "Y": str(year), "N": str(year + 1)}


def compose(seed: int, number: int) -> Report:
    """Report `number` of the corpus, before anything is copied from another."""
    draw = random.Random(f"{seed}:{number}")
    kind = draw.choices(list(KINDS), list(KINDS.values()))[0]
    year = draw.randint(2019, 2025)
    names = issuer(draw, kind, place(seed, number), year)
    target = draw.randint(1500, 9000)
    share = draw.uniform(0.08, 0.3) if target > 3000 else draw.uniform(0.35, 0.55)  # of elements left out
    words = wordings()
    labels: dict[str, str] = {}
    duty = draw.random() > 0.15
    for element, entry in words["elements"].items():
        if year < entry.get("since", 0):
            continue
        out = kind in entry.get("not", ()) or (entry.get("duty", False) and not duty) or draw.random() < share
        labels[element] = "missing" if out else "covered"
    said = {
        element: fill(draw, draw.choice(words["elements"][element]["covered"]), names)
        for element, label in labels.items()
        if label == "covered"
    }
    labels["section.duty"] = "covered" if duty else "missing"
    labels["section.causes"] = "missing" if draw.random() < 0.15 else "covered"
    labels["frame.guidance"] = "missing" if draw.random() < 0.1 else "covered"
    if labels["party.thought"] == "missing" and labels["frame.guidance"] == "covered":
        labels["party.thought"] = "partial"  # the phrase of the first paragraph alone (codebook)
    labels["frame.signature"] = "missing" if draw.random() < 0.2 else "covered"
    left = [element for element, label in labels.items()
            if label == "missing" and words["elements"].get(element, {}).get("plan") and kind not in
            words["elements"][element].get("not", ())]  # fmt: skip
    traps = draw.sample(left, min(len(left), draw.randint(0, 6))) if draw.random() < 0.7 else []
    planned, lacking = traps[::2], traps[1::2]
    style = Style(draw)
    parts = {
        "achievements": achievements(draw, style, names, said, duty),
        "duty": duties(draw, style, names, said) if duty else [],
        "problems": problems(draw, style, names, lacking, labels["section.causes"] == "covered"),
        "plans": plans(draw, style, names, planned),
    }
    order = ["duty", "achievements"] if draw.random() < 0.3 else ["achievements", "duty"]
    order = [part for part in [*order, "problems", "plans"] if parts[part]]
    spare = target - sum(len(line) for lines in parts.values() for line in lines) - 250
    fillers = padding(draw, names, max(spare, 120))
    parts["achievements"] += [style.second(len(style.used), draw.choice(words["headings"]["filler"])), *fillers]
    lines = opening(draw, names, labels["frame.guidance"] == "covered")
    for index, part in enumerate(order):
        title = fill(draw, draw.choice(words["tops"][part]), names)
        if part == "problems" and labels["section.causes"] == "missing":
            title = title.removesuffix("和原因")
        lines += [style.top(index, title), *parts[part]]
    if labels["frame.signature"] == "covered":
        lines += [names["sign"], f"{year + 1}年{draw.randint(1, 3)}月{draw.randint(1, 28)}日"]
    about = {
        "number": number, "unit": names["unit"], "year": year, "kind": kind,
        "issuer_kind": MODEL_KINDS.get(kind, "government"), "elements": dict(sorted(labels.items())),
        "traps": [{"element": element, "in": part} for part, group in (("plans", planned), ("problems", lacking))
                  for element in group],
        "copied_from": None,
    }  # fmt: skip
    return Report(tuple(lines), about, tuple(fillers))


class Style:
    """How headings are numbered and paragraphs laid out."""

    def __init__(self, draw: random.Random) -> None:
        self.numbers = draw.choice(("一（一）", "一（一）", "一1", "none", "第"))
        self.layout = draw.choice(("joined", "separate", "items"))
        self.used: list[str] = []

    def top(self, index: int, title: str) -> str:
        """The heading of a part."""
        number = "一二三四五六"[index]
        return {"none": title, "第": f"第{number}部分 {title}"}.get(self.numbers, f"{number}、{title}")

    def second(self, index: int, title: str) -> str:
        """The heading of a group of elements."""
        self.used.append(title)
        number = "一二三四五六七八九十"[index] if index < 10 else "十" + "一二三四五六"[index - 10]
        return {"none": title, "一1": f"{index + 1}.{title}"}.get(self.numbers, f"（{number}）{title}")

    def body(self, sentences: list[str]) -> list[str]:
        """The sentences as paragraphs."""
        if self.layout == "items" and 2 <= len(sentences) <= 9:
            return ["".join(f"{'一二三四五六七八九'[index]}是{words}" for index, words in enumerate(sentences))]
        return ["".join(sentences)] if self.layout == "joined" else sentences


def achievements(
    draw: random.Random, style: Style, names: Mapping[str, str], said: Mapping[str, str], duty: bool
) -> list[str]:
    """The groups of elements in any order."""
    groups: dict[str, list[str]] = {}
    for element, sentence in said.items():
        group = element.split(".")[0]
        if group != "duty" or not duty:
            groups.setdefault(group, []).append(sentence)
    lines: list[str] = []
    for index, group in enumerate(draw.sample(list(groups), len(groups))):
        sentences = draw.sample(groups[group], len(groups[group]))
        lines.append(style.second(index, draw.choice(wordings()["headings"][group])))
        lines += sentences if group == "duty" else style.body(sentences)
    return lines


def duties(draw: random.Random, style: Style, names: Mapping[str, str], said: Mapping[str, str]) -> list[str]:
    """What the head of the body did."""
    general = [fill(draw, template, names) for template in draw.sample(wordings()["duty"], 2)]
    return style.body(general + [words for element, words in said.items() if element.startswith("duty.")])


def problems(
    draw: random.Random, style: Style, names: Mapping[str, str], traps: Iterable[str], causes: bool
) -> list[str]:
    """Shortcomings, with words of elements that were left out among them."""
    words = wordings()
    own = [fill(draw, words["elements"][element]["problem"], names) for element in traps]
    found = draw.sample(words["problems"], 2) + own
    draw.shuffle(found)
    reasons = draw.sample(words["causes"], 2) if causes else []
    return style.body(
        [f"{entry}，{reasons[index]}。" if index < len(reasons) else f"{entry}。" for index, entry in enumerate(found)]
    )


def plans(draw: random.Random, style: Style, names: Mapping[str, str], traps: Iterable[str]) -> list[str]:
    """What is to be done, with words of elements that were left out among it."""
    words = wordings()
    found = draw.sample(words["plans"], draw.randint(2, 4)) + [words["elements"][element]["plan"] for element in traps]
    draw.shuffle(found)
    return style.body([fill(draw, entry, names) for entry in found])


def padding(draw: random.Random, names: Mapping[str, str], size: int) -> list[str]:
    """Paragraphs of about `size` characters in all that bear on no element."""
    lines: list[str] = []
    while size > 0:
        figures, plain = wordings()["filler"][:FIGURED], wordings()["filler"][FIGURED:]
        templates = draw.sample(figures, 1) + draw.sample(plain, draw.randint(2, 4))
        draw.shuffle(templates)
        lines.append("".join(fill(draw, template, names) for template in templates))
        size -= len(lines[-1])
    return lines


def opening(draw: random.Random, names: Mapping[str, str], guidance: bool) -> list[str]:
    """Title and first paragraph."""
    title = draw.choice((
        "{unit}{Y}年度法治政府建设情况报告", "{unit}{Y}年法治政府建设工作报告", "关于{unit}{Y}年度法治政府建设情况的报告",
        "{unit}{Y}年法治政府建设年度报告",
    ))  # fmt: skip
    thought = draw.choice(("坚持以{T}为指导，", "深入学习贯彻{T}，", "以{T}为指引，")) if guidance else ""
    rest = draw.choice(
        ("推进依法行政，年度任务基本完成。", "围绕中心工作抓好法治政府建设各项任务。", "法治政府建设取得新进展。")
    )
    end = draw.choice(("现将有关情况报告如下。", "现将{Y}年度工作情况报告如下。"))
    return [fill(draw, title, names), fill(draw, f"{{Y}}年，{{unit}}{thought}{rest}{end}", names)]


def report(seed: int, number: int) -> Report:
    """Report `number`, with a paragraph of an earlier one in about three of a hundred."""
    own = compose(seed, number)
    draw = random.Random(f"{seed}:{number}:copy")
    if number == 0 or draw.random() >= COPIED:
        return own
    source = draw.randrange(number)
    paragraph = draw.choice(compose(seed, source).fillers)
    lines = list(own.lines)
    lines.insert(lines.index(own.fillers[-1]) + 1, paragraph)
    labels = own.labels | {"copied_from": path_of(seed, source, "txt", stem=True), "copied_text": paragraph}
    return Report(tuple(lines), labels, own.fillers)


def path_of(seed: int, number: int, form: str, stem: bool = False) -> str:
    """File name of report `number`."""
    name: str = compose(seed, number).labels["unit"]
    word = form == "docx" or (form == "mixed" and random.Random(f"{seed}:{number}:format").random() < 0.3)
    return name if stem else f"{name}.{'docx' if word else 'txt'}"


def word_bytes(lines: Iterable[str]) -> bytes:
    """A Word document of the lines; the same for the same lines."""
    import docx

    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    raw, fixed = io.BytesIO(), io.BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():  # python-docx writes the time of day into the archive
            new.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), old.read(name), zipfile.ZIP_DEFLATED)
    return fixed.getvalue()


def write(folder: Path, seed: int, form: str, number: int) -> str:
    """Write report `number`; returns its line of labels.jsonl."""
    found = report(seed, number)
    name = path_of(seed, number, form)
    data = word_bytes(found.lines) if name.endswith("docx") else ("\n".join(found.lines) + "\n").encode()
    (folder / name).write_bytes(data)
    return json.dumps({"path": name} | found.labels, ensure_ascii=False)


def generate(folder: Path, count: int, seed: int, form: str = "txt", jobs: int = 1) -> None:
    """Write reports 0 … count-1 and labels.jsonl into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    one = partial(write, folder, seed, form)
    with (folder / "labels.jsonl").open("w", encoding="utf-8", newline="\n") as labels:
        if jobs > 1:
            with ProcessPoolExecutor(jobs) as pool:
                labels.writelines(f"{line}\n" for line in pool.map(one, range(count), chunksize=50))
        else:
            labels.writelines(f"{one(number)}\n" for number in range(count))


def main() -> None:
    """Read the command line and write the corpus."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--format", choices=("txt", "docx", "mixed"), default="txt")
    parser.add_argument("-j", "--jobs", type=int, default=1)
    options = parser.parse_args()
    generate(options.out, options.count, options.seed, options.format, options.jobs)


if __name__ == "__main__":
    main()
