"""A room of participants, or a script, uses the rules of a form where no notebook is."""

import subprocess
import sys


def test_the_rules_of_a_form_load_no_widget() -> None:
    script = (
        "import sys, workbook.forms\n"
        "print(*sorted({'ipywidgets', 'anywidget', 'traitlets', 'IPython'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, check=True
    )
    assert done.stdout.strip() == ""
