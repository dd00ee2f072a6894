"""A forked kernel is as good as one that was started afresh."""

import os
from pathlib import Path

import pytest
from nbformat import read

from tests.kernels.conftest import SECONDS, Kernel, Start, until
from workbook.book import Workbook
from workbook.kernels import warm
from workbook.resources import templates
from workbook.store import Store, database
from workbook.strategy.quarters import newest_quarter

pytestmark = pytest.mark.skipif(not warm.FORKS, reason="this system cannot fork safely")


@pytest.mark.parametrize(
    "code",
    [
        "import sys; print(sys.path)",
        "print(__name__)",
        "import sys; print(sys.modules['__main__'].__dict__ is globals())",
        "import gc; print(gc.isenabled())",
        "import signal; print(signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGCHLD))",
        "import os; print(os.getpgrp() == os.getpid())",
        "import matplotlib; print(matplotlib.get_backend())",
        "1/0",
    ],
)
def test_code_does_the_same_as_in_an_ordinary_kernel(
    start: Start, ordinary: Kernel, code: str
) -> None:
    """A fork differs from a process started afresh in nothing that a notebook can see."""
    assert start().run(code) == ordinary.run(code) != ""


def test_two_kernels_draw_different_random_numbers(start: Start) -> None:
    """Forks of one process would otherwise repeat each other's resampling."""
    draw = "import random, numpy; print(random.random(), numpy.random.random())"
    one, two = start().run(draw).split(), start().run(draw).split()
    assert one[0] != two[0]
    assert one[1] != two[1]


def test_a_kernel_has_its_own_environment_and_folder(start: Start, tmp_path: Path) -> None:
    """Variables that were given are there, and those of the warm process alone are not."""
    kernel = start(
        env={"PATH": os.environ["PATH"], **python_settings(), "WORKBOOK": "one.workbook"}
    )
    other = start(cwd=str(tmp_path))

    assert kernel.forked
    assert kernel.run("import os; print(os.environ['WORKBOOK'], 'HOME' in os.environ)") == (
        "one.workbook False"
    )
    assert other.run("import os; print(os.environ.get('WORKBOOK'), os.getcwd())") == (
        f"None {tmp_path}"
    )


def python_settings() -> dict[str, str]:
    return {name: text for name, text in os.environ.items() if name.startswith(warm.READ_AT_START)}


def test_what_a_library_writes_past_python_reaches_the_terminal(
    start: Start, capfd: pytest.CaptureFixture[str]
) -> None:
    """As from any kernel: a crash in C code would leave its message nowhere else."""
    start().run("import os; os.write(2, b'from the depths')")
    said = ""

    def heard() -> bool:
        nonlocal said
        said += capfd.readouterr().err
        return "from the depths" in said

    assert until(heard)


def test_what_a_failing_kernel_says_reaches_the_terminal(
    capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """A kernel that cannot even begin leaves its reason on the owner's stderr."""
    kernel = warm.fork_kernel(["--no-such-setting="], str(tmp_path), os.environ)
    assert kernel.wait(SECONDS) != 0
    assert "no-such-setting" in capfd.readouterr().err


def test_a_report_finds_everything_imported(start: Start, tmp_path: Path) -> None:
    """What the warm process leaves out is imported anew for each report, while somebody waits."""
    source = str(tmp_path / "example.workbook")
    book = Workbook(source, Store(database.connect(source, create=True)))
    book.restore(templates() / "example")
    quarter = str(newest_quarter(book.plan))
    kernel = start(env={**os.environ, "WORKBOOK": source})
    assert kernel.run("import sys; before = set(sys.modules)") == ""

    notebook = read(templates() / "quarterly_review.ipynb", as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            asked = (
                f"quarter = {quarter!r}" if "parameters" in cell.metadata.get("tags", ()) else ""
            )
            kernel.run(f"{cell.source}\n{asked}")

    assert kernel.run("print(len(report.sources().blocks) > 0)") == "True"
    late = set(kernel.run("print(*set(sys.modules) - before)").split())
    packages = kernel.run("print(*{name.partition('.')[0] for name in before})").split()
    assert sorted(name for name in late if name.startswith("workbook")) == []
    assert sorted({name.partition(".")[0] for name in late} - set(packages)) == []
