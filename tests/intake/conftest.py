"""Files are taken into a workbook in a file and into one on a server alike."""

from tests.store.conftest import book, postgres, server

__all__ = ["book", "postgres", "server"]
