"""How a workbook is named: the path of a file, or a database URL; and what is made of that name.

A URL may hold a password. It is taken apart here and nowhere else, so that whatever is printed is
put together again without it, however the URL was mistyped.
"""

import re
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlencode

from workbook.errors import WorkbookError

__all__ = ["SUFFIX", "Address", "absolute", "holds_password", "is_url", "safe_name", "stem"]

SUFFIX = ".workbook"
_NAME = 160  # bytes of a name, which may have 255 in all, with what is added to it

# A scheme and what follows it; one letter is a drive of Windows. Whoever begins a name with the
# word PostgreSQL and a colon meant no file.
_MEANT = re.compile(r"(?i)\s*(?:[a-z][a-z0-9+.-]+\s*:\s*/|postgres\w*(?:\+\w+)?\s*(?::|/.*@))")
_HOST = r"(?:[\w.%-]*|\[[\w.:%]+\])(?::\d+)?"
_URL = re.compile(
    r"(?s)postgres(?:ql)?(?:\+psycopg)?://"
    # Up to the last @, so that one in a password need not be written as %40.
    r"(?:(?P<user>[^:@/?#]*)(?::(?P<password>.*))?@)?"
    rf"(?P<hosts>{_HOST}(?:,{_HOST})*)"
    r"(?:/(?P<database>[^/?#@]*))?"
    r"(?:\?(?P<options>[^#]*))?"
)
_UNSEEN = re.compile(r"[\s\x00-\x1f\x7f-\x9f\ud800-\udfff]")
# What may be printed of the options; any other may be a secret, or a secret's name mistyped.
_TOLD = {"dbname", "host", "hostaddr", "options", "port", "service", "sslmode", "user"}


@dataclass(frozen=True)
class Address:
    """A database URL taken apart: what the driver is told, and what people are."""

    database: str
    shown: str
    parameters: dict[str, str] = field(repr=False)

    @classmethod
    def read(cls, url: str) -> "Address":
        """Take a URL apart.

        Raises:
            WorkbookError: it cannot be read; the text repeats none of it.
        """
        found = _URL.fullmatch(url.strip())
        if not re.match(r"\s*postgres(ql)?(\+psycopg)?://", url):
            raise WorkbookError("A database URL has to begin with postgresql://")
        if not found or _UNSEEN.search(url.strip()) or "%00" in url:
            raise WorkbookError(
                "That database URL cannot be read. Write it as postgresql://USER@HOST/NAME, "
                "and a sign such as @ or : in a password as %40 or %3A."
            )
        parts = {name: unquote(part) for name, part in found.groupdict(default="").items()}
        options = dict(parse_qsl(found["options"] or "", keep_blank_values=True))
        hosts, ports = zip(*map(_host, found["hosts"].split(",")), strict=True)
        told = {
            "user": parts["user"],
            "password": parts["password"],
            "host": ",".join(hosts),
            "port": ",".join(ports) if any(ports) else "",
            "dbname": parts["database"],
        }
        parameters = {name: value for name, value in told.items() if value} | options
        return cls(parameters.get("dbname", ""), _shown(found, options), parameters)


def _host(written: str) -> tuple[str, str]:
    port = re.search(r":(\d+)$", written)
    host = written[: port.start()] if port else written
    return unquote(host).strip("[]"), port[1] if port else ""


def _shown(found: re.Match[str], options: dict[str, str]) -> str:
    user = f"{found['user']}@" if found["user"] else ""
    database = f"/{found['database']}" if found["database"] else ""
    told = urlencode({name: value for name, value in options.items() if name in _TOLD}, safe="/")
    return f"postgresql://{user}{found['hosts']}{database}{'?' if told else ''}{told}"


def is_url(source: str) -> bool:
    """Tell whether a workbook is named by database URL rather than by path, mistyped or not.

    >>> is_url("postgresql:/me:secret@server/client"), is_url(r"C:/clients/rise.workbook")
    (True, False)
    """
    return _MEANT.match(source) is not None


def absolute(source: str) -> str:
    """Return a workbook's whole path; a database URL as it is.

    The kernels of notebooks work in another folder than the person who named the file.
    """
    return source.strip() if is_url(source) else str(Path(source).expanduser().resolve())


def stem(source: str) -> str:
    """Return a workbook's name without folder and ending, for the files that are made of it.

    What cannot be seen is left out of it, and it leaves room for what is added.

    >>> stem("/home/ana/Rise No. 2.workbook"), stem("postgresql://me:se@cret@server/client")
    ('Rise No. 2', 'client')
    >>> len(stem("very " * 50))
    129
    >>> stem("Rise\\x1b[31m.workbook")
    'Rise[31m'
    """
    name = Path((Address.read(source).database or "workbook") if is_url(source) else source).stem
    name = "".join(filter(str.isprintable, name)) or "workbook"
    if len(name.encode()) <= _NAME:
        return name
    # Two long names may begin alike.
    begin, own = name.encode()[: _NAME - 40], sha256(name.encode()).hexdigest()[:8]
    return f"{begin.decode(errors='ignore')}-{own}"


def holds_password(source: str) -> bool:
    """Tell whether a database URL that can be read has a password in it.

    >>> holds_password("postgresql://me:secret@server/client"), holds_password("rise.workbook")
    (True, False)
    """
    told = Address.read(source).parameters if is_url(source) else {}
    return bool({"password", "sslpassword"} & set(told))


def safe_name(source: str) -> str:
    """Return the name of a workbook without a password in it.

    >>> safe_name("postgresql://me:se@cret@server/client?sslpassword=secret")
    'postgresql://me@server/client'
    >>> safe_name("postgresql:/me:secret@server/client")
    'that address'
    """
    if not is_url(source):
        return source
    try:
        return Address.read(source).shown
    except WorkbookError:
        return "that address"
