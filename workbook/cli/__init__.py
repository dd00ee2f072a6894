"""The command line: one command a verb, one line an error, results alone on stdout."""

import os
import sys
from collections.abc import Sequence

import typer

from workbook.cli import (
    bringing_back,
    checking,
    first_look,
    layouts,
    looking,
    opening,
    reviewing,
    taking,
    undoing,
    verifying,
    workshop,
)
from workbook.cli.app import app
from workbook.cli.console import say
from workbook.cli.saying import Grouped
from workbook.errors import WorkbookError
from workbook.troubles import told

__all__ = ["main"]

app.command()(opening.demo)
app.command("try")(first_look.try_)
app.command()(opening.new)
app.command()(opening.start)
app.command()(workshop.workshop)
app.command()(reviewing.status)
app.command()(checking.check)
app.command(cls=Grouped)(looking.look)
app.command("import", cls=Grouped)(taking.import_)
app.command()(undoing.imports)
app.command()(layouts.layouts)
app.command()(reviewing.report)
app.command()(reviewing.findings)
app.command("sign-off")(reviewing.sign_off)
app.command()(verifying.verify)
app.command()(taking.export)
app.command()(bringing_back.restore)

# Typer has no name of its own for what all mistyped arguments and options raise.
_UsageError: type[Exception] = typer.BadParameter.__mro__[1]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code.

    0, or 2 after one line on stderr that says what the person can mend, or 130 for Ctrl-C.
    """
    command = typer.main.get_command(app)
    try:
        code = command.main(args=arguments, prog_name="workbook", standalone_mode=False)
        sys.stdout.flush()
    except WorkbookError as error:
        return _refuse(str(error))
    except _UsageError as error:
        return _refuse(_usage(error))
    except (KeyboardInterrupt, typer.Abort):
        return 130
    except BrokenPipeError:  # whoever reads our output, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:
        # What was met in an open place, such as the file to import, knows its own name best.
        known = told(error, getattr(error, "filename", None) or "the output")
        if known is None:
            raise
        return _refuse(str(known))
    return code if isinstance(code, int) else 0


def _refuse(sentence: str) -> int:
    say(f"workbook: {' '.join(sentence.split())}", error=True)
    return 2


def _usage(error: Exception) -> str:
    context = getattr(error, "ctx", None)
    said = str(error.format_message()).rstrip(".")  # type: ignore[attr-defined]
    said = said.replace("Value error, ", "")  # pydantic's, and no news to anybody
    return f"{said}. See: {context.command_path if context else 'workbook'} --help"
