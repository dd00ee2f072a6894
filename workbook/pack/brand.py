"""What a practice lays beside its workbook, so that what is made of it looks like its own."""

from dataclasses import dataclass
from pathlib import Path

from workbook.troubles import told

__all__ = ["DECK", "PLAIN", "Brand", "brand_of"]

DECK = "brand.pptx"
"""A presentation whose layouts the pack's slides take."""


@dataclass(frozen=True)
class Brand:
    """The folder to look in, if there is one; each file is read when it is needed."""

    folder: Path | None = None

    def deck(self) -> bytes | None:
        """Return the practice's own presentation, or None.

        Raises:
            StorageFailed: it is there, and cannot be read.
        """
        file = self.folder / DECK if self.folder else None
        if file is None or not file.is_file():
            return None
        try:
            return file.read_bytes()
        except OSError as error:
            raise told(error, file) or error from error


PLAIN = Brand()
"""That of a practice that has laid nothing there."""


def brand_of(workbook: Path | None) -> Brand:
    """Return what lies beside a workbook; a database elsewhere has nothing beside it."""
    return Brand(workbook.parent if workbook else None)
