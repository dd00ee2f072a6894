"""An export becomes a workbook: built beside its place, and put there only once it is whole."""

from pathlib import Path

from workbook.errors import ImportRefused, NotFound
from workbook.store import Store, address, database, exchange
from workbook.store.building import building, holding
from workbook.store.upgrades import Records
from workbook.strategy import Business

__all__ = ["restore", "restore_into"]


def restore_into(source: str, folder: Path, *, edited: bool = False) -> int:
    """Fill a workbook from an export, making it if it is not there; return how many records.

    A file in which nobody has written more than the business's name is replaced. `edited` takes an
    export in which somebody changed files on purpose.

    Raises:
        NotFound: there is no such folder.
        ImportRefused: the folder is no export, or the workbook is not empty. Nothing was changed.
    """
    if not folder.is_dir():
        raise NotFound(f"There is no folder {folder}. Name one that was exported to.")
    records = exchange.read(folder, edited=edited)
    if address.is_url(source):
        return restore(source, records)
    path = Path(source)
    with holding(path):
        if anew := path.exists():
            _refuse_written_in(path)
        with building(path, replacing=anew) as unfinished:
            return restore(str(unfinished), records)


def restore(source: str, records: Records) -> int:
    """Fill an empty workbook with the records of an export; return how many there were."""
    store = Store(database.connect(source, create=True))
    try:
        return store.restore(records)
    finally:
        store.close()


def _refuse_written_in(path: Path) -> None:
    store = Store(database.connect(str(path)))
    plan = store.plan()
    store.close()
    named_only = all(isinstance(record, Business) for record in plan.records)
    if not named_only or len(plan.changes) > 1 or plan.signed_off:
        raise ImportRefused(
            f"{path} is not empty. Give the name of a new workbook instead, "
            "so that nothing in this one is overwritten."
        )
