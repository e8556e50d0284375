"""Make Word files with what only Word itself writes: content controls, tracked changes, parts of other names."""

import io
import re
import zipfile
from collections.abc import Mapping

HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<{root} xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"
 xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml">
"""
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
STRICT = (
    ("http://schemas.openxmlformats.org/wordprocessingml/2006/", "http://purl.oclc.org/ooxml/wordprocessingml/"),
    ("http://schemas.openxmlformats.org/officeDocument/2006/", "http://purl.oclc.org/ooxml/officeDocument/"),
)


def part(root: str, inside: str) -> str:
    """Return an XML part; `root` is its element: "w:styles"."""
    return f"{HEAD.format(root=root)}{inside}</{root}>"


def word(
    body: str,
    *,
    styles: str = "",
    numbering: str = "",
    footnotes: str = "",
    chunks: Mapping[str, bytes] | None = None,
    main: str = "word/document.xml",
    content_type: str = MAIN,
    is_strict: bool = False,
) -> bytes:
    """Return a Word file of a body; a chunk is a part that `<w:altChunk r:id="NAME"/>` puts into it."""
    folder, name = main.rsplit("/", 1) if "/" in main else ("", main)
    parts = {"styles": styles, "numbering": numbering, "footnotes": footnotes}
    related = [f'<Relationship Id="{kind}" Type="{RELATIONS}/{kind}" Target="{kind}.xml"/>' for kind in parts]
    for chunk in chunks or {}:
        related.append(f'<Relationship Id="{chunk}" Type="{RELATIONS}/aFChunk" Target="{chunk}.bin"/>')
    relations = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
    files = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/{main}" ContentType="{content_type}"/></Types>',
        "_rels/.rels": relations.format(f'<Relationship Id="a" Type="{RELATIONS}/officeDocument" Target="{main}"/>'),
        main: part("w:document", f"<w:body>{body}</w:body>"),
        f"{folder}/_rels/{name}.rels".lstrip("/"): relations.format("".join(related)),
    }
    files |= {f"{folder}/{kind}.xml".lstrip("/"): part(f"w:{kind}", inside) for kind, inside in parts.items()}
    if is_strict:
        for usual, strict in STRICT:
            files = {path: content.replace(usual, strict) for path, content in files.items()}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files.items():
            archive.writestr(path, content)
        for chunk, held in (chunks or {}).items():
            archive.writestr(f"{folder}/{chunk}.bin".lstrip("/"), held)
    return stream.getvalue()


def p(text: str, *, properties: str = "", run: str = "") -> str:
    """Return a paragraph; a text that is XML already stays as it is."""
    inside = text if text.startswith(("<w:", "<mc:")) else r(text, run)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inside}</w:p>"


def r(text: str, properties: str = "") -> str:
    """Return a run of letters."""
    tag = "w:delText" if properties == "deleted" else "w:t"
    given = f"<w:rPr>{properties}</w:rPr>" if properties and properties != "deleted" else ""
    return f'<w:r>{given}<{tag} xml:space="preserve">{text}</{tag}></w:r>'


def tc(text: str, properties: str = "") -> str:
    """Return a cell of a table."""
    return f"<w:tc>{f'<w:tcPr>{properties}</w:tcPr>' if properties else ''}{p(text)}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """Return a row of a table; a cell that is XML already stays as it is."""
    inside = "".join(cell if re.match(r"<w:(?:tc|sdt|customXml)\b(?!Pr)", cell) else tc(cell) for cell in cells)
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{inside}</w:tr>"


def tbl(*rows: str) -> str:
    """Return a table."""
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def sdt(inside: str) -> str:
    """Return a content control."""
    return f"<w:sdt><w:sdtPr><w:date/></w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"
