"""An export becomes a workbook: built beside its place, and put there only once it is whole."""

from pathlib import Path
from uuid import uuid4

from workbook.errors import ImportRefused, NotFound
from workbook.store import Store, address, database, exchange
from workbook.store.upgrades import Records
from workbook.strategy import Business

__all__ = ["remove_file", "restore_into"]


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
        return _restore(source, records)
    path = Path(source)
    if path.exists():
        _refuse_written_in(path)
    return _build(path, records)


def _restore(source: str, records: Records) -> int:
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


def _build(path: Path, records: Records) -> int:
    unfinished = path.with_name(f".{path.name}.{uuid4().hex[:8]}")
    try:
        count = _restore(str(unfinished), records)
        remove_file(path)
        unfinished.replace(path)
    finally:
        remove_file(unfinished)
    return count


def remove_file(path: Path) -> None:
    """Remove a workbook's file, if it is there."""
    # SQLite keeps beside the file what is not yet in it; left there, it would spoil the next one.
    for name in (path.name, f"{path.name}-journal"):
        path.with_name(name).unlink(missing_ok=True)
