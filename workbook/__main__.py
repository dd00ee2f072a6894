"""Where the command `workbook` begins, and `python -m workbook`."""

import gc
import sys

from workbook.isolation import keep_out

__all__ = ["main"]


def main() -> int:
    """Run the command line, which is imported once the current folder is out of the way."""
    keep_out()
    # A seventh of a command's time would go into looking for circles among what it imports.
    gc.set_threshold(100_000)
    from workbook import cli

    return cli.main()


if __name__ == "__main__":
    sys.exit(main())
