"""What the system, SQLite and PostgreSQL can say, told as what happened and what to do next.

Nothing of theirs is imported here: an error is known by what it carries, so that a report which
touches no database needs none.
"""

import errno
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, TypeAlias

from workbook.errors import DatabaseRefused, StorageFailed, WorkbookError

__all__ = ["Kind", "telling", "told", "trouble"]

Kind: TypeAlias = Literal[
    "full", "large", "readonly", "folder", "forbidden", "unopened", "device", "gone", "replaced",
    "locked", "memory", "crowded", "name", "a folder", "no folder", "taken", "link", "special",
    "damaged", "giant", "unreachable", "stranger", "no database", "letters", "unknown",
    "server full", "server memory", "server crowded", "server starts", "server slow", "standby",
    "no right", "no host", "not sealed", "no server", "no schema", "others' tables", "stood still",
    "sign",
]  # fmt: skip

_SENTENCES: Mapping[Kind, str] = {
    "full": "The disk with {place} is full. Nothing was saved: make some room, then try again.",
    "large": "{place} may not grow any further: the disk, or a limit set on this computer, does "
    "not let it. Nothing was saved: make some room, or choose another folder.",
    "readonly": "{place} may only be read, not changed. Nothing was saved: ask for the right to "
    "change it, or go on in a copy in a folder of your own.",
    "folder": "The folder of {place} may only be read, and nothing can be saved without a place "
    "beside it. Nothing was saved: ask for the right to write there, or choose another folder.",
    "forbidden": "{place} may not be opened or changed by you, or another program holds it. "
    "Nothing was changed: close the other program, ask for the right, or choose another folder.",
    "unopened": "{place} cannot be opened. Nothing was changed: check that its drive is connected "
    "and that you may open it, then try again.",
    "device": "The disk with {place} reports an error. Nothing was saved: check that it is "
    "connected, sound, and has room for you, then try again.",
    "gone": "{place} is not there: it was moved, renamed or removed, or its drive is not "
    "connected. Nothing was saved: bring it back, then try again.",
    "replaced": "Another file stands now where {place} was. Nothing was saved, so that neither is "
    "spoiled: bring the earlier one back, or copy what you typed and open the new one again.",
    "locked": "Somebody else is saving in this workbook and has not finished. Nothing was saved: "
    "try again in a moment.",
    "memory": "This computer has too little memory left for {place}. Nothing was saved: close "
    "other programs, then try again.",
    "crowded": "Too much is open at once for {place}. Nothing was saved: close other pages or "
    "programs, then try again.",
    "name": "The system does not take {place} as a name. Choose a shorter or a plainer one.",
    "a folder": "{place} is a folder. Nothing was written: name a file.",
    "no folder": "A part of {place} is a file where a folder has to be. Choose another folder.",
    "taken": "{place} is there already. Nothing was written: choose another name.",
    "special": "{place} is not an ordinary file. Nothing was written: name a file in a folder.",
    "link": "{place} leads to somewhere else by a link, which is not followed. Choose another.",
    "damaged": "{place} is damaged. Nothing was changed: bring back an older copy or an export.",
    "giant": "{place} holds more than a workbook can, or something that does not end. Nothing was "
    "changed: bring back an older copy or an export.",
    "unreachable": "The database {place} does not answer. Nothing was saved: check that it runs, "
    "and that the address, user and password are right, then try again.",
    "stranger": "The database {place} does not let you in. Check the user and the password, which "
    "may also stand in the variable PGPASSWORD or in a password file.",
    "no database": "There is no database at {place}. Check its name, or have it made first.",
    "letters": "The database {place} cannot keep every letter, because it is not in UTF-8. "
    "Nothing was saved: move it into a database with the encoding UTF8.",
    "server full": "The disk of the server with {place} is full. Nothing was saved: ask whoever "
    "runs it to make some room, then try again.",
    "server memory": "The server with {place} has too little memory left. Nothing was saved: try "
    "again in a moment, or ask whoever runs it.",
    "server crowded": "The server with {place} takes no more connections now. Nothing was saved: "
    "close pages that nobody uses, or ask whoever runs it to raise max_connections.",
    "server starts": "The server with {place} is just starting or stopping. Nothing was saved: try "
    "again in a moment.",
    "server slow": "The server with {place} took too long. Nothing was saved: try again in a "
    "moment, or ask whoever runs it.",
    "standby": "The server with {place} lets nothing be changed: it is a copy of another one, or "
    "set so. Nothing was saved: open the address of the main server, or ask whoever runs it.",
    "no right": "Your user of {place} has no right to do that in its tables. Nothing was saved: "
    "ask whoever runs it to grant SELECT, INSERT, UPDATE and DELETE on all of them, and CREATE "
    "where a workbook is made or brought up to date.",
    "no host": "There is no server of that name to be found for {place}. Check how it is written, "
    "and that you are in its network.",
    "not sealed": "The server with {place} and this computer do not agree on how to encrypt what "
    "they say. Check sslmode in the address, or ask whoever runs it.",
    "no server": "What answers at {place} is no PostgreSQL server. Check the name and the port.",
    "no schema": "There is no schema in {place} in which your user may make tables. Nothing was "
    "changed: ask whoever runs it for one.",
    "others' tables": "There are tables of something else in {place}, of the same names as a "
    "workbook's. Nothing was changed: have a database made for the workbook alone.",
    "stood still": "This computer stood still in the middle of a save, and the server with {place} "
    "ended it. Nothing was saved: try again.",
    "sign": "A text for {place} holds a sign that cannot be seen, and that no database keeps. "
    "Nothing was saved: take it out, then try again.",
    "unknown": "{place} could not be read or written: {said}. Nothing was saved: mend that, then "
    "try again.",
}

_SYSTEM: Mapping[str, Kind] = {
    "ENOSPC": "full", "EDQUOT": "full", "EFBIG": "large", "EROFS": "readonly",
    "EACCES": "forbidden", "EPERM": "forbidden", "ETXTBSY": "forbidden", "EBUSY": "forbidden",
    "EIO": "device", "ENXIO": "device", "ENODEV": "device", "ESTALE": "gone", "ENOENT": "gone",
    "ENOTDIR": "no folder", "EISDIR": "a folder", "ENOTEMPTY": "a folder", "EEXIST": "taken",
    "ENAMETOOLONG": "name", "EINVAL": "name", "EILSEQ": "name", "ELOOP": "link",
    "ENOMEM": "memory", "EMFILE": "crowded", "ENFILE": "crowded", "ENOLCK": "crowded",
    "ETIMEDOUT": "unopened", "EHOSTDOWN": "unopened", "ENOTCONN": "unopened",
}  # fmt: skip

# By SQLite's extended name, or its beginning: the longest that fits counts.
_SQLITE: Mapping[str, Kind] = {
    "SQLITE_FULL": "full", "SQLITE_NOLFS": "large", "SQLITE_READONLY": "readonly",
    "SQLITE_READONLY_DIRECTORY": "folder", "SQLITE_READONLY_DBMOVED": "replaced",
    "SQLITE_CANTOPEN": "unopened", "SQLITE_PERM": "forbidden", "SQLITE_AUTH": "forbidden",
    "SQLITE_IOERR": "device", "SQLITE_IOERR_NOMEM": "memory", "SQLITE_IOERR_CORRUPTFS": "damaged",
    "SQLITE_BUSY": "locked", "SQLITE_LOCKED": "locked", "SQLITE_PROTOCOL": "locked",
    "SQLITE_NOMEM": "memory", "SQLITE_CORRUPT": "damaged", "SQLITE_NOTADB": "damaged",
    "SQLITE_FORMAT": "damaged", "SQLITE_TOOBIG": "giant", "SQLITE_INTERRUPT": "giant",
}  # fmt: skip

# By PostgreSQL's SQLSTATE, or the class of it: two letters or figures.
_SQLSTATES: Mapping[str, Kind] = {
    "08": "unreachable", "08001": "no host", "08004": "no server", "08P01": "not sealed",
    "28": "stranger", "3D000": "no database", "3F000": "no schema", "42501": "no right",
    "53": "server crowded", "53100": "server full", "53200": "server memory",
    "57P": "unreachable", "57P03": "server starts", "57014": "server slow", "25P03": "stood still",
    "55P03": "locked", "40001": "locked", "40P01": "locked", "25006": "standby",
    "58": "device", "XX001": "damaged", "XX002": "damaged",
    "42P01": "damaged", "42703": "damaged", "42P07": "others' tables",
    "22P05": "letters", "22021": "letters",
}  # fmt: skip

# The classes of what is no question put wrongly, which would be a fault of this program.
_FAILURES = {"OperationalError", "InternalError"}

_REFUSED: frozenset[Kind] = frozenset({
    "damaged", "giant", "letters", "stranger", "no database", "no host", "no schema", "no server",
    "not sealed", "others' tables",
})  # fmt: skip


def trouble(kind: Kind, place: str | Path, said: str = "") -> WorkbookError:
    """Return the error of one kind of trouble with a file or database, which is named as given.

    >>> str(trouble("full", "rise.workbook"))
    'The disk with rise.workbook is full. Nothing was saved: make some room, then try again.'
    """
    sentence = _SENTENCES[kind].format(place=place, said=said.rstrip("."))
    return (DatabaseRefused if kind in _REFUSED else StorageFailed)(sentence)


def told(error: BaseException, place: str | Path) -> WorkbookError | None:
    """Return what an error of the system, SQLite or PostgreSQL means for a file or database.

    One that is ours already comes back as it is, and what is no trouble of theirs (a broken rule
    of a table, a fault of this program) as None. `place` is shown: no password may stand in it.
    """
    if isinstance(error, WorkbookError):
        return error
    cause = getattr(error, "orig", None) or error  # SQLAlchemy's wrapping
    kind = _of_system(cause) or _of_sqlite(cause, place) or _of_postgres(cause) or _of_pool(cause)
    return trouble(kind, _where(cause, place), _said(cause)) if kind else None


def _said(error: BaseException) -> str:
    """Return the system's own words; of a folder that was copied, those on its first file."""
    if isinstance(error, OSError) and error.args and isinstance(error.args[0], list):
        return str(error.args[0][0][-1])
    return getattr(error, "strerror", None) or str(error)


def _where(error: BaseException, place: str | Path) -> str | Path:
    """Return the file that the system names, if it is in another folder than the one meant."""
    named = getattr(error, "filename2", None) or getattr(error, "filename", None)
    if not isinstance(error, OSError) or not isinstance(named, str):
        return place
    return place if Path(named).parent == Path(place).parent else named


@contextmanager
def telling(place: str | Path) -> Iterator[None]:
    """Raise what goes wrong inside with a file or database as a `WorkbookError` about `place`.

    Raises:
        StorageFailed: it could not be read or written; nothing was saved.
        DatabaseRefused: it is damaged, or not to be used as it is.
    """
    try:
        yield
    except WorkbookError:
        raise
    except Exception as error:
        if known := told(error, place):
            raise known from error
        raise


def _of_system(error: BaseException) -> Kind | None:
    if isinstance(error, MemoryError):
        return "memory"
    if isinstance(error, UnicodeEncodeError):
        return "sign"
    if isinstance(error, ValueError) and "null" in str(error) and "embedded" in str(error):
        return "name"  # a path with a sign that ends texts in C
    if not isinstance(error, OSError) or isinstance(error, BrokenPipeError):
        return None
    return _SYSTEM.get(errno.errorcode.get(error.errno or 0, ""), "unknown")


def _of_sqlite(error: BaseException, place: str | Path) -> Kind | None:
    name, said = getattr(error, "sqlite_errorname", ""), str(error)
    if kind := _longest(_SQLITE, name):
        return (kind in {"readonly", "unopened"} and _looked_up(Path(place))) or kind
    # A table or column that is gone has no name of its own, nor has a text that is none.
    lacks = name == "SQLITE_ERROR" and said.startswith(("no such table", "no such column"))
    garbled = type(error).__module__ == "sqlite3" and said.startswith("Could not decode")
    return "damaged" if lacks or garbled else None


def _of_postgres(error: BaseException) -> Kind | None:
    if not type(error).__module__.startswith("psycopg"):
        return None
    state = getattr(error, "sqlstate", None)
    failed = any(each.__name__ in _FAILURES for each in type(error).__mro__)
    if type(error).__name__ == "DataError" and "NUL" in str(error):
        return "sign"
    if state is None:  # it never came to an answer
        return "unreachable" if failed else None
    return _longest(_SQLSTATES, state) or ("unknown" if failed else None)


def _of_pool(error: BaseException) -> Kind | None:
    kind = type(error)
    return (
        "crowded"
        if (kind.__module__, kind.__name__) == ("sqlalchemy.exc", "TimeoutError")
        else None
    )


def _longest(table: Mapping[str, Kind], name: str) -> Kind | None:
    beginnings = (name[:length] for length in range(len(name), 1, -1))
    return next((table[each] for each in beginnings if each in table), None)


def _looked_up(path: Path) -> Kind | None:
    """Return what a look at the file adds: SQLite says little of why it cannot open one."""
    if not path.exists():
        return "gone"
    if not os.access(path, os.R_OK):
        return "forbidden"
    if not os.access(path, os.W_OK):
        return "readonly"
    return None if os.access(path.parent, os.W_OK) else "folder"
