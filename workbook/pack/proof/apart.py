"""A PDF that anybody may have made, examined in a process of its own: so long, and no larger.

The process knows the PDF and nothing else; what it says is JSON, whatever the PDF makes it do.
"""

import json
import os
import subprocess
import sys
from dataclasses import asdict

from workbook import jsontext
from workbook.errors import RenderFailed
from workbook.isolation import isolated
from workbook.pack.proof.account import Account

__all__ = ["verify"]

_LARGEST = 60_000_000  # bytes of a PDF: the example's has half a million
_SECONDS = 180
_MEMORY = 6_000_000_000  # bytes of addresses, of which little is used
_REFUSED = "This PDF could not be examined: "


def verify(pdf: bytes) -> Account:
    """Return what agrees in a pack, and what does not.

    Raises:
        RenderFailed: it is no pack, or none that can be read within the limits.
    """
    if len(pdf) > _LARGEST:
        most = f"{_LARGEST / 1e6:,.0f} are read."
        raise RenderFailed(f"{_REFUSED}it has {len(pdf) / 1e6:,.0f} MB, of which {most}")
    if b"%PDF-" not in pdf[:1024]:
        raise RenderFailed(f"{_REFUSED}it is no PDF.")
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", __name__],
            input=pdf,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
            env=isolated(os.environ),
        )
    except subprocess.TimeoutExpired:
        raise RenderFailed(f"{_REFUSED}it takes longer than {_SECONDS} seconds.") from None
    try:
        said = jsontext.kept(done.stdout)
    except ValueError:
        why = "it is damaged, or needs more memory than a pack does."
        raise RenderFailed(f"{_REFUSED}{why}") from None
    if "refused" in said:
        raise RenderFailed(f"{_REFUSED}{said['refused']}")
    told = {name: tuple(said[name]) for name in ("troubles", "notes")}
    return Account(**{**said, **told})


def _main() -> None:
    """Examine the PDF on standard input, and say what was found as JSON."""
    _limit_memory()
    answer = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # nothing but the answer is said there
    try:
        from workbook.pack.proof.examine import examine

        said = asdict(examine(sys.stdin.buffer.read()))
    except RenderFailed as error:
        said = {"refused": str(error)}
    except Exception as error:  # whatever a hostile PDF leads to
        said = {"refused": f"it is damaged ({type(error).__name__})."}
    with answer:
        answer.write(json.dumps(said).encode())


def _limit_memory() -> None:
    if sys.platform == "linux":  # macOS does not keep to it, and Windows has none
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


if __name__ == "__main__":
    _main()
