"""Word packages for the tests, written part by part so that every case shows exactly what it is about."""

import io
import zipfile
from collections.abc import Mapping

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
SECTION = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1440" w:right="1800" w:bottom="1440" w:left="1800"/></w:sectPr>'
)


def p(*runs: str, style: str = "", properties: str = "") -> str:
    """A paragraph; a run that does not begin with < is text."""
    shape = (f'<w:pStyle w:val="{style}"/>' if style else "") + properties
    body = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f"<w:p>{f'<w:pPr>{shape}</w:pPr>' if shape else ''}{body}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run of text."""
    shape = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{shape}<w:t xml:space="preserve">{text}</w:t></w:r>'


def numbered(num_id: int, ilvl: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{ilvl}"/><w:numId w:val="{num_id}"/></w:numPr>'


def table(*rows: tuple[str, ...]) -> str:
    """A table; a cell that does not begin with < is one paragraph of text."""
    cells = ["".join(f"<w:tc>{cell if cell.startswith('<') else p(cell)}</w:tc>" for cell in row) for row in rows]
    return f"<w:tbl><w:tblPr/>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def ins(content: str) -> str:
    return f'<w:ins w:id="900" w:author="甲" w:date="2024-01-01T00:00:00Z">{content}</w:ins>'


def deleted(text: str) -> str:
    return f'<w:del w:id="901" w:author="甲"><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'


def field(instruction: str, *result: str) -> str:
    """A complex field."""
    begin, middle, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    return f"{begin}<w:r><w:instrText>{instruction}</w:instrText></w:r>{middle}{''.join(result)}{end}"


def textbox(*paragraphs: str) -> str:
    """A run with a text box as Word writes it: drawing, and the same in VML for old programs."""
    box = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor behindDoc="0">'
        f'<wp:extent cx="1000000" cy="500000"/><a:graphic><a:graphicData><wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp>'
        "</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
        f"{box}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def picture(width: float, height: float, behind: bool = False) -> str:
    """A run with a picture of this size in centimetres."""
    kind = f'wp:anchor behindDoc="{int(behind)}"' if behind else "wp:inline"
    return (
        f'<w:r><w:drawing><{kind}><wp:extent cx="{int(width * 360000)}" cy="{int(height * 360000)}"/>'
        '<a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="rId77"/></pic:blipFill></pic:pic>'
        f"</a:graphicData></a:graphic></{kind.split()[0]}></w:drawing></w:r>"
    )


def levels(*shapes: tuple[str, str], extra: str = "") -> str:
    """The levels of a list: number format and text."""
    return "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{extra}<w:lvlText w:val="{text}"/></w:lvl>'
        for at, (form, text) in enumerate(shapes)
    )


def numbering(abstracts: Mapping[int, str], nums: Mapping[int, tuple[int, str]]) -> str:
    """The numbering part: abstract lists, and lists with their overrides."""
    return (
        f"<w:numbering {NAMESPACES}>"
        + "".join(f'<w:abstractNum w:abstractNumId="{key}">{inner}</w:abstractNum>' for key, inner in abstracts.items())
        + "".join(
            f'<w:num w:numId="{key}"><w:abstractNumId w:val="{abstract}"/>{override}</w:num>'
            for key, (abstract, override) in nums.items()
        )
        + "</w:numbering>"
    )


def styles(*inner: str) -> str:
    return f"<w:styles {NAMESPACES}>{''.join(inner)}</w:styles>"


def style(identity: str, name: str, inner: str = "", based: str = "") -> str:
    parent = f'<w:basedOn w:val="{based}"/>' if based else ""
    return f'<w:style w:type="paragraph" w:styleId="{identity}"><w:name w:val="{name}"/>{parent}{inner}</w:style>'


def notes(kind: str, **texts: str) -> str:
    """The part of footnotes or endnotes; keyword n5 makes the note 5."""
    one = kind.removesuffix("s")
    inner = "".join(f'<w:{one} w:id="{key[1:]}">{text}</w:{one}>' for key, text in texts.items())
    return f"<w:{kind} {NAMESPACES}>{inner}</w:{kind}>"


def note(kind: str, identity: int) -> str:
    return f'<w:r><w:{kind}Reference w:id="{identity}"/></w:r>'


def document(*blocks: str) -> str:
    return f"<w:document {NAMESPACES}><w:body>{''.join(blocks)}{SECTION}</w:body></w:document>"


def package(*blocks: str, parts: Mapping[str, str | bytes] | None = None, main: str = "word/document.xml") -> bytes:
    """A .docx with this body. `parts` are further parts of the main folder by kind (styles, numbering, header …)."""
    folder = main.rpartition("/")[0]
    parts = parts or {}
    pointers = "".join(
        f'<Relationship Id="rId{at}" Type="{RELATIONSHIPS}/{kind}" Target="{kind}.xml"/>'
        for at, kind in enumerate(parts, 1)
    )
    overrides = "".join(
        f'<Override PartName="/{folder}/{kind}.xml" ContentType="{TYPES}.{kind}+xml"/>' for kind in parts
    )
    opening = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/{main}" '
        f'ContentType="{TYPES}.document.main+xml"/>{overrides}</Types>',
        "_rels/.rels": f'{opening}<Relationship Id="rId1" Type="{RELATIONSHIPS}/officeDocument" Target="{main}"/></Relationships>',
        main: document(*blocks),
        f"{folder}/_rels/{main.rpartition('/')[2]}.rels": f"{opening}{pointers}</Relationships>",
        **{f"{folder}/{kind}.xml": content for kind, content in parts.items()},
    }
    return zipped(files)


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """A zip of these files, the same bytes every time."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return held.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
