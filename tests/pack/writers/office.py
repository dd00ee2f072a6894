"""What a pack holds, and LibreOffice to open what was written of it."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from workbook.pack.attached import figures_of


def printed_figures(document: Mapping[str, Any]) -> list[str]:
    """Return every figure that the pages give a code, as it is printed; the others are files'."""
    [index] = [table for table in kinds(document, "table") if table["index"]]
    coded = {row[0] for row in index["rows"]}
    return [each["printed"] for each in figures_of(document) if each["code"] in coded]


def kinds(document: Mapping[str, Any], kind: str) -> list[dict[str, Any]]:
    """Return all blocks of a kind, wherever they stand."""

    def within(value: Any) -> list[dict[str, Any]]:
        own = [value] if isinstance(value, dict) and value.get("kind") == kind else []
        inner = value.values() if isinstance(value, dict) else value
        deep = isinstance(value, dict | list | tuple)
        return own + [each for item in (inner if deep else ()) for each in within(item)]

    return within(document["sections"])


def opened(file: bytes, kind: str, folder: Path) -> list[str]:
    """Return the pages that LibreOffice prints of an office file, as text."""
    pdf = convert(file, kind, "pdf", folder)
    command = ["pdftotext", "-layout", "-", "-"]
    text = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()
    return text.split("\f")[:-1]


def convert(file: bytes, kind: str, to: str, folder: Path, *, recalculated: bool = False) -> bytes:
    """Return an office file as LibreOffice saves it, with every formula computed anew if asked."""
    if not shutil.which("soffice"):
        assert os.environ.get("CI") != "true", "There has to be a LibreOffice for CI"
        pytest.skip("LibreOffice (soffice) is not installed")
    (folder / f"pack.{kind}").write_bytes(file)
    if recalculated:
        settings = folder / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(_RECALCULATED)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    made = folder / "made"
    command = ["soffice", "--headless", profile, "--convert-to", to, "--outdir", str(made)]
    subprocess.run([*command, str(folder / f"pack.{kind}")], check=True, timeout=240)
    return (made / f"pack.{to}").read_bytes()


_RECALCULATED = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
