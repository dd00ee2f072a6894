"""Small spreadsheet files, made part by part: what no honest program would write, too."""

import io
import zipfile
from collections.abc import Iterable

__all__ = ["ods", "repacked", "swollen", "xlsx"]

_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
_ODF = "urn:oasis:names:tc:opendocument:xmlns"


def xlsx(rows: str, sheets: Iterable[tuple[str, str]] = (), begin: str = "") -> bytes:
    """Return an XLSX file with the XML of one sheet's rows, and more sheets by name and rows."""
    every = [("Sheet", rows), *sheets]
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": f'<Relationships xmlns="{_LINKS}"><Relationship Id="r1" '
        f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {_MAIN} xmlns:r="{_OFFICE}"><sheets>'
        + "".join(
            f'<sheet name="{name}" sheetId="{n}" r:id="s{n}"/>'
            for n, (name, _) in enumerate(every, 1)
        )
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_LINKS}">'
        + "".join(
            f'<Relationship Id="s{n}" Type="{_OFFICE}/worksheet" Target="worksheets/s{n}.xml"/>'
            for n in range(1, len(every) + 1)
        )
        + "</Relationships>",
    }
    for n, (_, held) in enumerate(every, 1):
        parts[f"xl/worksheets/s{n}.xml"] = (
            f"{begin}<worksheet {_MAIN}><sheetData>{held}</sheetData></worksheet>"
        )
    return _zip(parts)


def ods(rows: str) -> bytes:
    """Return an ODS file with the XML of one sheet's rows."""
    content = (
        f'<office:document-content xmlns:office="{_ODF}:office:1.0" '
        f'xmlns:table="{_ODF}:table:1.0" xmlns:text="{_ODF}:text:1.0"><office:body>'
        f'<office:spreadsheet><table:table table:name="Sheet">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = f'<m:manifest xmlns:m="{_ODF}:manifest:1.0"/>'
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return _zip({"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest})


def repacked(content: bytes, part: str, before: bytes, after: bytes) -> bytes:
    """Return a packed file with one part changed."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as written,
    ):
        for name in source.namelist():
            held = source.read(name)
            written.writestr(name, held.replace(before, after) if name == part else held)
    return target.getvalue()


def _zip(parts: dict[str, str]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as written:
        for name, held in parts.items():
            written.writestr(name, held)
    return target.getvalue()


def swollen(begin: str, piece: str, times: int, end: str, declared: int = 0) -> bytes:
    """Return an XLSX file whose sheet holds a piece over and over; `declared` is a size it feigns.

    It is never in memory whole.
    """
    target = io.BytesIO()
    part = "xl/worksheets/s1.xml"
    with (
        zipfile.ZipFile(io.BytesIO(xlsx(""))) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as written,
    ):
        for name in source.namelist():
            if name != part:
                written.writestr(name, source.read(name))
        with written.open(part, "w") as sheet:
            sheet.write(f"<worksheet {_MAIN}><sheetData>{begin}".encode())
            for _ in range(times):
                sheet.write(piece.encode())
            sheet.write(f"{end}</sheetData></worksheet>".encode())
    held = target.getvalue()
    if declared:
        listed = held.rindex(b"PK\x01\x02")  # the sheet's line in the list of parts
        size = declared.to_bytes(4, "little")
        held = held[: listed + 24] + size + held[listed + 28 :]
    return held
