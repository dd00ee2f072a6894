"""Worked cases with their published or independently computed results, by id.

cases.json holds those that may be copied; the others are read beside the project, where they are.
"""

import json
from pathlib import Path
from typing import Any

import pytest

_HERE = Path(__file__).parent
_BESIDE = _HERE.parents[2] / "shared" / "reference_cases" / "public.json"


def case(id: str) -> dict[str, Any]:
    """Return a case: source, input, expected, tolerance; skips the test where it cannot be had."""
    for path in (_HERE / "cases.json", _BESIDE):
        if path.exists():
            for found in json.loads(path.read_text(encoding="utf-8")):
                if found["id"] == id:
                    return dict(found)
    pytest.skip(f"the case {id} may not be copied, and ../shared/reference_cases is not here")
