"""What reaches the console: faults of the program, and nothing of a page that somebody left."""

import json
import logging
import sys

import pytest

from workbook.errors import NotFound
from workbook.jupyter.complaints import OnlyRealErrors

CHANNELS = "/api/kernels/72c91240-0e42/channels?session_id=aa202cba"
HEADERS = json.dumps({"Host": "127.0.0.1:35255", "User-Agent": "Mozilla/5.0"}, indent=2)


def record(message: str, error: Exception | None = None) -> logging.LogRecord:
    """Return what would be logged, with the error as if it had just been caught."""
    caught = None
    if error is not None:
        try:
            raise error
        except Exception:
            caught = sys.exc_info()
    return logging.LogRecord("server", logging.ERROR, "", 0, message, (), caught)


def attribute_error(name: str) -> AttributeError:
    try:
        getattr(None, name)
    except AttributeError as error:
        return error
    raise AssertionError(name)


@pytest.mark.parametrize(
    "noise",
    [
        record(f"Uncaught exception GET {CHANNELS}", attribute_error("kernel_ws_protocol")),
        record(HEADERS),
        record(f"500 GET {CHANNELS} (@127.0.0.1) 223.0"),
    ],
    ids=["error", "headers", "request"],
)
def test_nothing_is_said_of_a_page_that_is_left_while_it_connects(
    noise: logging.LogRecord,
) -> None:
    assert not OnlyRealErrors().filter(noise)


@pytest.mark.parametrize(
    "fault",
    [
        record("Uncaught exception GET /voila/render", attribute_error("source")),
        record("500 GET /voila/render/rise-bakery/00_start.ipynb (@127.0.0.1) 223.0"),
        record("The kernel died", NotFound("No such file.")),
    ],
    ids=["error", "request", "ours"],
)
def test_a_fault_of_the_program_is_told(fault: logging.LogRecord) -> None:
    assert OnlyRealErrors().filter(fault)
