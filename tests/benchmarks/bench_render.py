"""The example's newest pack, as PDF and in all formats, against its notebook in plain tools."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.benchmarks.compare import Comparison, Promise, compare
from tests.conftest import ARGUMENTS, CHROMIUM
from workbook.pack.writers import WRITERS
from workbook.resources import templates

PLAIN_WAY = "papermill + nbconvert + Chromium"
PROMISES = {
    ("pdf",): Promise("Render the example's pack", PLAIN_WAY, target=0.28, runs=5),
    tuple(WRITERS): Promise("The same in all formats", PLAIN_WAY, target=0.6, runs=3),
}

BIN = Path(sys.executable).parent


def measure(example: Path, quarter: str, folder: Path) -> Iterator[Comparison]:
    """Render the quarter both ways into `folder`; nothing where there is no Chromium."""
    if Path(CHROMIUM).exists():
        for formats, promise in PROMISES.items():
            yield _measure(promise, formats, example, quarter, folder)


def _measure(
    promise: Promise, formats: Sequence[str], example: Path, quarter: str, folder: Path
) -> Comparison:
    def ours() -> None:
        shutil.rmtree(folder / "ours", ignore_errors=True)
        asked = ["--quarter", quarter, "--format", ",".join(formats), "--out", folder / "ours"]
        run(BIN / "workbook", "report", example, *asked)
        assert_pdf(*(folder / "ours").glob("*.pdf"))
        assert all(list((folder / "ours").glob(f"*.{each}")) for each in formats)

    def plain() -> None:
        notebook, page, pdf = (folder / f"plain.{end}" for end in ("ipynb", "html", "pdf"))
        template = templates() / "quarterly_review.ipynb"
        run(BIN / "papermill", template, notebook, "-p", "quarter", quarter, workbook=example)
        run(BIN / "jupyter", "nbconvert", "--to", "html", notebook)
        run(CHROMIUM, "--headless", *ARGUMENTS, f"--print-to-pdf={pdf}", page.as_uri())
        assert_pdf(pdf)

    return compare(promise, ours, plain)


def run(*command: object, workbook: Path | None = None) -> None:
    """Run one whole process; what it said is shown only if it fails."""
    environment = {**os.environ, **({"WORKBOOK": str(workbook)} if workbook else {})}
    words = [str(word) for word in command]
    done = subprocess.run(words, env=environment, check=False, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{command[0]} failed:\n{done.stdout}{done.stderr}")


def assert_pdf(*files: Path) -> None:
    """Stop unless there is one PDF: a fast way to nothing would win every comparison."""
    if [file.read_bytes()[:5] for file in files] != [b"%PDF-"]:
        sys.exit(f"One PDF was to be made, and there are: {files or 'none'}.")
