"""Where the command `workbook` begins, and `python -m workbook`."""

import sys

from workbook.isolation import keep_out

__all__ = ["main"]


def main() -> int:
    """Run the command line, which is imported once the current folder is out of the way."""
    keep_out()
    from workbook import cli

    return cli.main()


if __name__ == "__main__":
    sys.exit(main())
