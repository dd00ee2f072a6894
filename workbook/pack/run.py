"""Runs the report notebook through papermill: checked parameters in, an executed notebook out."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread
from typing import Any, TypeAlias

from workbook import errors, files
from workbook.errors import NotFound, RenderFailed, WorkbookError
from workbook.imports import without_grammars
from workbook.kernels import warm_up
from workbook.scratch import scratch
from workbook.troubles import told

__all__ = ["Progress", "Value", "execute", "executed"]

Value: TypeAlias = str | int | float | bool

Progress: TypeAlias = Callable[[int, int, str], None]
"""Called as each code cell starts: its number from 1, how many there are, its section's name."""

_HEADING = re.compile(r"#{1,6}\s+(.+)")


def execute(
    template: Path,
    output: Path,
    parameters: Mapping[str, Value],
    env: Mapping[str, str],
    progress: Progress | None = None,
) -> Path:
    """Run `template` with `parameters`, keep the executed notebook as `output`, and return it.

    See `executed`, which does so once more has been made of the notebook.
    """
    with executed(template, output, parameters, env, progress):
        return output


@contextmanager
def executed(  # noqa: PLR0913, PLR0917
    template: Path,
    output: Path,
    parameters: Mapping[str, Value],
    env: Mapping[str, str],
    progress: Progress | None = None,
    like: Path | None = None,
    meanwhile: Callable[[], None] | None = None,
) -> Iterator[Path]:
    """Run `template` with `parameters`; it becomes `output` at the end of the `with` block.

    `env` are variables for the notebook's kernel; they are written nowhere in the notebook. It is
    read by those who may read the file `like`, or else only by you. `meanwhile` is done in a thread
    while the cells run, and is over by the `with` block; if it fails, nothing comes of it.

    Raises:
        WorkbookError: the notebook has no such parameter, or the value is not a simple one.
        RenderFailed: a cell failed, or the block did. The notebook is kept as
            `<name>.failed.ipynb` beside `output`, and an earlier `output` stays as it was.
        StorageFailed: it could not be written; nothing is left of it.
    """
    warm_up()
    _check(template, parameters)
    files.folder(output.parent, like)
    with files.beside(output, like, end=".ipynb") as unfinished:
        run = _Run(template, output, unfinished, progress, meanwhile)
        try:
            with scratch() as private:
                run.papermill(parameters, env, private)
            yield unfinished
        except RenderFailed:
            if unfinished.exists():
                unfinished.replace(run.failed)
            raise
    run.failed.unlink(missing_ok=True)


def _check(template: Path, parameters: Mapping[str, Value]) -> None:
    if not template.is_file():
        raise NotFound(f"There is no report notebook at {template}.")
    with without_grammars():
        from nbformat import ValidationError
        from papermill import inspect_notebook  # type: ignore[import-untyped]
    try:
        known = inspect_notebook(_literal(template))
    except (ValidationError, ValueError, LookupError, AttributeError, TypeError) as error:
        raise WorkbookError(f"{template.name} is no notebook that can be read.") from error
    for name, value in parameters.items():
        if name not in known:
            names = ", ".join(known) or "no parameters"
            raise WorkbookError(f"{template.name} has no parameter “{name}”. It has: {names}.")
        if not isinstance(value, str | int | float | bool):
            raise WorkbookError(f"The parameter “{name}” has to be a text, a number, or yes or no.")


def _literal(path: Path) -> str:
    """Return the path as papermill takes it; it would fill in what stands between braces."""
    return str(path).replace("{", "{{").replace("}", "}}")


class _Run:
    """One run of papermill, followed cell by cell, so that a failure knows its section."""

    def __init__(
        self,
        template: Path,
        output: Path,
        unfinished: Path,
        progress: Progress | None,
        meanwhile: Callable[[], None] | None,
    ) -> None:
        self.template = template
        self.output = output
        self.unfinished = unfinished
        self.failed = output.with_name(f"{output.stem}.failed.ipynb")
        self._progress = progress
        self._meanwhile = Thread(target=_quietly, args=(meanwhile,)) if meanwhile else None
        self._notebook: Any = None
        self._section = "the beginning"
        self._pages = 0

    def papermill(
        self, parameters: Mapping[str, Value], env: Mapping[str, str], private: Path
    ) -> None:
        """Execute the notebook into `unfinished`; its kernel works in the folder `private`."""
        from papermill import execute_notebook
        from traitlets.config import Config

        from workbook.kernels.provisioner import WarmKernelManager

        kernel = {"environment": dict(env), "folder": str(private)}
        try:
            execute_notebook(
                _literal(self.template),
                _literal(self.unfinished),
                dict(parameters),
                progress_bar=False,
                request_save_on_cell_execute=False,
                # The rest is nbclient's.
                kernel_manager_class=WarmKernelManager,
                config=Config({"WarmKernelManager": kernel}),
                # A kernel that has shown everything has nothing to clear up, and asked to stop
                # ipykernel 7 now and then waits for itself for three seconds.
                shutdown_kernel="immediate",
                record_timing=False,
                on_notebook_start=self._on_start,
                on_cell_start=self._on_cell,
            )
        except Exception as error:
            if known := told(error, getattr(error, "filename", None) or self.output):
                raise known from error
            raise RenderFailed(self._account(error)) from error
        finally:
            if self._meanwhile and self._meanwhile.ident:
                self._meanwhile.join()

    def _on_start(self, notebook: Any) -> None:
        self._notebook = notebook
        if self._meanwhile:  # this process only waits from now on
            self._meanwhile.start()
        # Names only: the pack goes to others, and their business is not where it was made.
        notebook.metadata.papermill.update(
            input_path=self.template.name, output_path=self.output.name
        )

    def _on_cell(self, cell: Any, cell_index: int) -> None:
        self._section = _section(cell) or self._section
        # What makes ready for the pages, or follows one, is no progress that a person would see.
        if self._progress and _page(cell):
            self._pages += 1
            pages = sum(1 for each in self._notebook.cells if _page(each))
            self._progress(self._pages, pages, self._section)

    def _account(self, error: Exception) -> str:
        if self._notebook is None:
            return f"The report could not be started: {_sentence(error)}"
        stopped = f"The report stopped at “{self._section}”: {_sentence(error)}"
        try:
            self._keep()
        except OSError:  # there is no room for it, say: why it stopped is what matters
            return stopped
        return f"{stopped} Open {self.failed} to see how far it got."

    def _keep(self) -> None:
        """Keep the failed notebook; papermill has written it only if it was a cell that failed."""
        if not self.unfinished.stat().st_size:
            import nbformat

            nbformat.write(self._notebook, self.unfinished)  # type: ignore[no-untyped-call]
        self.unfinished.replace(self.failed)


def _quietly(do: Callable[[], None]) -> None:
    with suppress(Exception):  # what goes wrong beforehand is told when it is done in earnest
        do()


def _section(cell: Any) -> str:
    """Return the name of the section that begins at this cell, or nothing."""
    if cell.cell_type == "markdown":
        heading = _HEADING.search(cell.source)
        return heading[1].strip() if heading else ""
    return _page(cell).replace("_", " ")


def _page(cell: Any) -> str:
    """Return the name of the page that this cell makes, or nothing."""
    return str(cell.metadata.get("workbook", {}).get("section", ""))


def _sentence(error: Exception) -> str:
    """Return the error's last line; one of ours is a sentence already, and goes by no name."""
    name = getattr(error, "ename", type(error).__name__)
    lines = str(getattr(error, "evalue", error)).strip().splitlines() or [""]
    text = lines[-1] if name in errors.__all__ else f"{name}: {lines[-1]}".removesuffix(": ")
    return text if text.endswith((".", "!", "?")) else f"{text}."
