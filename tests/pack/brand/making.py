"""A practice's brand as it lies in a folder."""

from io import BytesIO
from pathlib import Path

from PIL import Image

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 80"><defs><linearGradient id="g">'
    '<stop offset="0" stop-color="#7a1f4d"/><stop offset="1" stop-color="#d98a2b"/>'
    '</linearGradient></defs><circle cx="40" cy="40" r="34" fill="url(#g)"/>'
    '<rect x="90" y="30" width="130" height="20" opacity="0.5"/></svg>'
)


def picture(kind: str = "PNG", size: tuple[int, int] = (300, 100), mode: str = "RGBA") -> bytes:
    """Return a picture with a disc that fades into nothing where it can."""
    drawn = Image.radial_gradient("L").resize(size)
    image = Image.new("RGBA", size, "#7a1f4d")
    image.putalpha(drawn)
    written = BytesIO()
    image.convert(mode).save(written, kind)
    return written.getvalue()


def lay(folder: Path, *lines: str, **files: bytes | str) -> Path:
    """Lay a brand.toml of these lines in a folder, and files, such as `logo_svg`."""
    (folder / "brand.toml").write_text("\n".join(lines), encoding="utf-8")
    for name, content in files.items():
        data = content.encode() if isinstance(content, str) else content
        (folder / name.replace("_", ".")).write_bytes(data)
    return folder
