"""The pack of the example's newest quarter, against the same notebook sent through plain tools."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.benchmarks.compare import Comparison, Promise, compare
from tests.conftest import ARGUMENTS, CHROMIUM
from workbook.resources import templates

PROMISE = Promise(
    "Render the example's pack", "papermill + nbconvert + Chromium", target=0.5, runs=5
)

BIN = Path(sys.executable).parent


def measure(example: Path, quarter: str, folder: Path) -> Comparison | None:
    """Render the quarter both ways into `folder`; None where there is no Chromium."""
    if not Path(CHROMIUM).exists():
        return None

    def ours() -> None:
        shutil.rmtree(folder / "ours", ignore_errors=True)
        run(BIN / "workbook", "report", example, "--quarter", quarter, "--out", folder / "ours")
        assert_pdf(*(folder / "ours").glob("*.pdf"))

    def plain() -> None:
        notebook, page, pdf = (folder / f"plain.{end}" for end in ("ipynb", "html", "pdf"))
        template = templates() / "quarterly_review.ipynb"
        run(BIN / "papermill", template, notebook, "-p", "quarter", quarter, workbook=example)
        run(BIN / "jupyter", "nbconvert", "--to", "html", notebook)
        run(CHROMIUM, "--headless", *ARGUMENTS, f"--print-to-pdf={pdf}", page.as_uri())
        assert_pdf(pdf)

    return compare(PROMISE, ours, plain)


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
