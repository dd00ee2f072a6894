"""Where the command `workbook` begins, and `python -m workbook`."""

import gc
import sys

from workbook.isolation import keep_out

__all__ = ["main"]


def main() -> int:
    """Run the command line, which is imported once the current folder is out of the way."""
    keep_out()
    # A fourth of a command's time would go into looking for circles among what it imports: while it
    # does, and once more as it ends.
    gc.set_threshold(500_000)
    from workbook import cli

    try:
        return cli.main()
    finally:
        gc.freeze()


if __name__ == "__main__":
    sys.exit(main())
