"""How figures, dates and lists are said to people, the same on screen and in print.

The words are English; how a number is written is the language's that is in use (`numerals`).
"""

import math
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from itertools import chain, count

from workbook.numerals import numerals

__all__ = [
    "about_minutes",
    "capital",
    "file_name",
    "numbered",
    "say_count",
    "say_date",
    "say_list",
    "say_number",
    "say_some",
    "sentence",
    "short_date",
    "shows",
    "singular",
    "slug",
    "slugs",
    "visible",
    "without_passwords",
]


# Letters that leave a gap, and the marks that ask for a coloured emoji.
_GAPS = frozenset("\u115f\u1160\u2800\u3164\uffa0\ufe0e\ufe0f")
_NOTHING = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})


def shows(text: str) -> bool:
    r"""Tell whether anything of a text can be seen.

    >>> shows("Bread"), shows("✔"), shows("\ufeff \u200b")
    (True, True, False)
    """
    return not all(each in _GAPS or unicodedata.category(each) in _NOTHING for each in text)


def slug(words: str) -> str:
    """Return lower-case ASCII words joined by hyphens, as the ids of figures have them.

    >>> slug("Café sales, per week")
    'cafe-sales-per-week'
    >>> slug("日本")
    'unnamed'
    """
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "unnamed"


_RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d")
_FILE_NAME = 60  # letters; paths on Windows have 260 in all


def file_name(words: str) -> str:
    """Return a name that files and folders can have on every system, without an ending.

    >>> file_name("Café sales, per week"), file_name("CON"), len(file_name("bread and " * 20))
    ('cafe-sales-per-week', 'con-file', 59)
    """
    name = slug(words)
    if len(name) > _FILE_NAME:
        name = name[: _FILE_NAME + 1].rpartition("-")[0] or name[:_FILE_NAME]
    return f"{name}-file" if _RESERVED.fullmatch(name) else name  # Windows keeps those for devices


def numbered(name: str) -> Iterator[str]:
    """Yield a name, then the same with 2, 3, … after it.

    >>> names = numbered("cafe")
    >>> next(names), next(names), next(names)
    ('cafe', 'cafe-2', 'cafe-3')
    """
    return chain([name], (f"{name}-{n}" for n in count(2)))


def slugs(names: Iterable[str]) -> list[str]:
    """Return a slug for each name, with a number where two would be alike.

    >>> slugs(["Tickets", "Tickets", "Tickets 2"])
    ['tickets', 'tickets-2', 'tickets-2-2']
    """
    taken: list[str] = []
    for name in map(slug, names):
        taken.append(next(free for free in numbered(name) if free not in taken))
    return taken


def say_date(day: date | None) -> str:
    """Return a date in words, and a dash where there is none.

    >>> say_date(date(2026, 9, 3)), say_date(None)
    ('3 September 2026', '–')
    """
    return f"{day.day} {day:%B %Y}" if day else "–"


def short_date(day: date) -> str:
    """Return a date for a narrow place, where it stays on one line.

    >>> short_date(date(2026, 9, 3)).split()
    ['3', 'Sep', '2026']
    """
    in_letters = f"{day.day} {day:%b %Y}".replace(" ", "\N{NO-BREAK SPACE}")
    return numerals().short_date(day) or in_letters


def say_number(value: float | None, unit: str = "", places: int | None = None) -> str:
    """Return a number, grouped, and its unit: with so many decimals, or at most four figures.

    >>> say_number(12345.678, "EUR"), say_number(0.45678), say_number(38.4, "% of sales")
    ('12,346 EUR', '0.4568', '38.4% of sales')
    >>> say_number(-3.0), say_number(None), say_number(0.000123456)
    ('−3', '–', '0.0001235')
    >>> say_number(1, "days"), say_number(1, "weeks over 45 hours"), say_number(1.5, "days")
    ('1 day', '1 week over 45 hours', '1.5 days')
    >>> say_number(60.03, "%", 1), say_number(60, "%", 1), say_number(337.8, places=0)
    ('60.0%', '60.0%', '338')
    >>> say_number(10.5, places=0), say_number(-0.04, places=1), say_number(1234.5)
    ('11', '0.0', '1,235')
    >>> say_number((58.4 + 58.5) / 2, places=1), say_number(2.675, places=2)
    ('58.5', '2.68')
    """
    if value is None:
        return "–"
    size = abs(value)
    if places is None:
        most = 3 - math.floor(math.log10(size)) if size else 0
        digits = _rounded(size, min(max(most, 0), 12))
        digits = digits.rstrip("0").rstrip(".") if "." in digits else digits
    else:
        digits = _rounded(size, places)
    sign = "−" if value < 0 and digits.strip("0.") else ""
    unit = singular(unit) if digits == "1" else unit
    written = numerals()
    return sign + written.with_unit(written.marked(digits), unit)


def _rounded(size: float, places: int) -> str:
    """Return a number with so many decimals: a half goes up, as at school and in a spreadsheet.

    The format by itself would go to the even digit, and take 58.45, which a computer found as
    58.449999999999996, for less than a half.
    """
    exact = Decimal(f"{size:.15g}")
    return f"{exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _WIDE):f}"


_WIDE = Context(prec=400)  # every float has room in it


def singular(words: str) -> str:
    """Return words whose first is a plural with that word in the singular; others as they are.

    >>> singular("branches"), singular("bakeries open"), singular("EUR"), singular("gross")
    ('branch', 'bakery open', 'EUR', 'gross')
    >>> singular("owner’s hours")
    'owner’s hour'
    """
    first, space, rest = words.partition(" ")
    if rest and re.search("[’']s?$", first):  # whose it is stays: what they have is counted
        return f"{first} {singular(rest)}"
    if re.search("(?:ch|sh|s|x|z)es$", first):
        first = first[:-2]
    elif first.endswith("ies"):
        first = f"{first[:-3]}y"
    elif re.search(r"[^\W\d_]{2}[^siu]s$", first):
        first = first[:-1]
    return first + space + rest


_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def say_count(count: int, noun: str = "") -> str:
    """Return a count as it stands in a sentence, its noun in the plural where that is right.

    >>> say_count(1, "action"), say_count(3, "day"), say_count(12, "priority"), say_count(4)
    ('one action', 'three days', '12 priorities', 'four')
    >>> say_count(2, "guess")
    'two guesses'
    """
    said = _SMALL[count] if count < len(_SMALL) else str(count)
    if not noun:
        return said
    ending = "es" if noun.endswith(("s", "x", "ch", "sh")) else "s"
    plural = re.sub("(?<![aeiou])y$", "ie", noun) + ending
    return f"{said} {noun if count == 1 else plural}"


def about_minutes(minutes: int) -> str:
    """Return a time that nobody measured, to one figure.

    >>> about_minutes(1), about_minutes(7), about_minutes(21), about_minutes(18)
    ('about 1 minute', 'about 7 minutes', 'about 20 minutes', 'about 20 minutes')
    """
    rounded = minutes if minutes < 10 else round(minutes, -1)
    return f"about {rounded} minute{'s' if rounded != 1 else ''}"


def say_list(items: Sequence[str]) -> str:
    """Join words as a sentence does.

    >>> say_list(["cost"]), say_list(["cost", "owner", "date"])
    ('cost', 'cost, owner and date')
    """
    *first, last = items or [""]
    return f"{', '.join(first)} and {last}" if first else last


def say_some(items: Sequence[str], most: int) -> str:
    """Join words as a person would; of more than so many, the last are counted.

    >>> say_some(["Ana", "Ben", "Cleo", "Dan"], 4), say_some(["Ana", "Ben", "Cleo", "Dan"], 3)
    ('Ana, Ben, Cleo and Dan', 'Ana, Ben and two others')
    """
    if len(items) <= most:
        return say_list(items)
    kept = items[: most - 1]
    return say_list([*kept, say_count(len(items) - len(kept), "other")])


def sentence(words: str) -> str:
    """Return what somebody typed with a full stop, unless it ends a sentence already.

    >>> sentence("Rent went up"), sentence("Why now?")
    ('Rent went up.', 'Why now?')
    """
    return words if words.endswith((".", "!", "?", "…")) else f"{words}."


def capital(words: str) -> str:
    """Return words that begin with a capital; what follows stays as it is, unlike `capitalize`.

    >>> capital("two, by March 2027")
    'Two, by March 2027'
    """
    return words[:1].upper() + words[1:]


# Control characters, what turns the direction of writing round, and halves of a character.
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def visible(text: str) -> str:
    """Return text with its control characters written out: a name must not steer a terminal.

    >>> print(visible("Rise\x1b[31m Bakery"))
    Rise\\x1b[31m Bakery
    """
    return _UNSEEN.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


# An address that holds one, mistyped or not: whoever began with PostgreSQL's name meant one.
_PASSWORDS = (
    # The address that our own sentences give as a pattern holds none.
    (
        re.compile(
            r"(?is)(\bpostgres\w*\s*[:;：/]++|\b[a-z][a-z0-9+.-]+:/++)(?!USER@HOST/NAME).*@"
        ),
        r"\1***@",
    ),
    # A user and a password before a server's name, without a beginning.
    (re.compile(r"(?<![\w.-])([\w.-]+):[^\s/@]+@(?=[\w\[])"), r"\1:***@"),
    # Without an @, what stands in the place of the port.
    (re.compile(r"(?i)(\b[a-z][a-z0-9+.-]+:/+[^\s:/@[]*):(?!\d{1,5}\b)\S+"), r"\1:***"),
    (re.compile(r"(?i)(\b\w*pass\w*=)[^\s&]*"), r"\1***"),
)


def without_passwords(text: str) -> str:
    """Return a text without the passwords of addresses that got into it.

    >>> without_passwords("There is no file postgresql:/me:se@cret@server/client.")
    'There is no file postgresql:/***@server/client.'
    >>> without_passwords("There is no file /home/ana/me:secret@server/client.")
    'There is no file /home/ana/me:***@server/client.'
    """
    for password, instead in _PASSWORDS:
        text = password.sub(instead, text)
    return text
