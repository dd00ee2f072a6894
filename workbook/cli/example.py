"""The example business as a workbook of one's own, to look round in and to try things on."""

from pathlib import Path

from workbook import files
from workbook.cli.restoring import restore
from workbook.errors import WorkbookError
from workbook.resources import templates
from workbook.store import Store, address, database, exchange
from workbook.store.building import building, holding
from workbook.store.upgrades import Records
from workbook.wording import file_name

__all__ = ["make_example"]


def make_example(folder: Path, *, anew: bool = True) -> Path:
    """Make the example workbook in `folder`, or with `anew` off keep the one that is there.

    One in which somebody has typed is kept beside the new one, as `<name>.earlier.workbook`.

    Raises:
        WorkbookError: a workbook of that name, which is not the example, is there already.
    """
    example = templates() / "example"
    records = exchange.read(example)
    business = records["business"][0]
    path = folder.resolve() / f"{file_name(business['name'])}{address.SUFFIX}"
    files.folder(folder)
    with holding(path):
        if path.exists():
            held = _held(path)
            if [row["id"] for row in held["business"]] != [business["id"]]:
                raise WorkbookError(
                    f"{path} is there already and is not the example. Choose another folder: "
                    "workbook demo FOLDER"
                )
            if not anew:
                return path
            if held != records:
                path.replace(path.with_name(f"{path.stem}.earlier{address.SUFFIX}"))
        with building(path, replacing=path.exists()) as unfinished:
            restore(str(unfinished), records)
    return path


def _held(path: Path) -> Records:
    store = Store(database.connect(str(path)))
    try:
        return store.records()
    finally:
        store.close()
