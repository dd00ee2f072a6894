"""How a workbook is named: the path of a file, or a database URL; and what is made of that name."""

import re
from hashlib import sha256
from pathlib import Path

from sqlalchemy import make_url

__all__ = ["SUFFIX", "absolute", "is_url", "safe_name", "stem"]

SUFFIX = ".workbook"
_NAME = 160  # bytes of a name, which may have 255 in all, with what is added to it


def is_url(source: str) -> bool:
    """Tell whether a workbook is named by database URL rather than by path."""
    return "://" in source


def absolute(source: str) -> str:
    """Return a workbook's whole path; a database URL as it is.

    The kernels of notebooks work in another folder than the person who named the file.
    """
    return source if is_url(source) else str(Path(source).expanduser().resolve())


def stem(source: str) -> str:
    """Return a workbook's name without folder and ending, for the files that are made of it.

    >>> stem("/home/ana/Rise No. 2.workbook"), stem("postgresql://me:se@cret@server/client")
    ('Rise No. 2', 'client')
    >>> len(stem("very " * 50))
    129
    """
    name = Path((make_url(source).database or "workbook") if is_url(source) else source).stem
    if len(name.encode()) <= _NAME:
        return name
    # Two long names may begin alike.
    begin, own = name.encode()[: _NAME - 40], sha256(name.encode()).hexdigest()[:8]
    return f"{begin.decode(errors='ignore')}-{own}"


def safe_name(source: str) -> str:
    """Return the name of a workbook without a password in it.

    >>> safe_name("postgresql://me:se@cret@server/client?sslpassword=secret")
    'postgresql://me:***@server/client?sslpassword=***'
    """
    if not is_url(source):
        return source
    # Up to the last @: a password in which it was not written as %40 must not show its end.
    hidden = re.sub(r"(://[^:/?@]*):.*@", r"\1:***@", source)
    return re.sub(r"(?i)([?&][^=&]*password=)[^&]*", r"\1***", hidden)
