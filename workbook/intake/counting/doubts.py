"""What a careful reader of a till's rows would doubt, although each of them can be read."""

import re
from collections.abc import Iterator

import numpy as np
import pandas as pd

from workbook.intake.counting.tally import without_runs
from workbook.intake.counting.used import Columns, Used, key_columns
from workbook.intake.layouts.rules import KpiRule, TransactionRules
from workbook.intake.tables.table import Table
from workbook.intake.tables.texts import Coded, Numbers, rows_of
from workbook.intake.values.days import Moments
from workbook.wording import say_count
from workbook.written.names import folded

__all__ = ["KeyDoubts", "about_zones"]

_NOTHING = re.compile(r"^(?:none|null|nan|#?n/a|na|-|\?|unknown)$", re.IGNORECASE | re.MULTILINE)
_TILLS = re.compile(
    r"\b(till|register|terminal|pos|device|shop|store|branch|location|outlet|site|station|kasse"
    r"|kassen|filiale|kassa|caisse|magasin|caja|tienda|cassa|negozio|winkel)\b"
)
_AGAIN = 0.1  # of the pairs of key and day, at least, before numbers seem to begin again
_SHORTENED = re.compile(r"^\d[.,]\d+E\+\d{2}$", re.IGNORECASE | re.MULTILINE)
_SUMMER = 60  # minutes between the summer and the winter time of one place


def about_zones(name: str, when: Moments, zone: str) -> Iterator[str]:
    """Say of times that are written with an offset for which day they were taken."""
    told = {offset for offset in when.offsets if offset is not None}
    if not told:
        return
    said = "in UTC" if told == {0} else "with their distance from UTC"
    taken = (
        f"taken for the day it was in {zone}."
        if zone
        else "taken for the day that is written. If clocks at your place show another time, give "
        "your time zone: --zone Europe/Paris"
    )
    yield f"Times in {name} are written {said}; each row was {taken}"
    if max(told) - min(told) > _SUMMER and not zone:
        yield f"Times in {name} come from several time zones. Look whether the days are right."
    if None in when.offsets:
        yield f"Some times in {name} say no time zone; they were taken as they are written."


class KeyDoubts:
    """Doubts about the numbers that tell rows apart; what several KPIs count is looked at once.

    `day` and `period` are the codes of each row's day and period, -1 where it has none.
    """

    def __init__(
        self, columns: Columns, rules: TransactionRules, day: Numbers, period: Numbers
    ) -> None:
        self._columns, self._rules, self._day, self._period = columns, rules, day, period
        self._known: dict[tuple[str, str], bool] = {}
        self._looked_at: set[str] = set()

    def about(self, view: Used) -> Iterator[str]:
        """Say where a KPI's numbers do not tell its rows apart: they begin again, or are cut."""
        rule, columns = view.kpi.rule, self._columns
        if rule.kind in ("count", "sum", "mean"):
            return
        written = rule.key or rule.column
        names = key_columns(columns.table, written)
        beside = [columns.table.named(rule.column)] if rule.key else []
        for name in (name for name in [*names, *beside] if name not in self._looked_at):
            self._looked_at.add(name)
            yield from _about_texts(name, columns.held(name))
        a_day = rule.kind == "distinct_a_day"
        dated = a_day or columns.day in names or self._rules.every == "day"
        if not dated and self._repeats(view, written, ""):
            counted = _with_key(view.kpi, f"{columns.day}+{written}")
            yield (
                f"Many values in {written} stand on several days, as where a till begins again at "
                f"1 each day. If so, count them a day: {counted}"
            )
        for name in _tills(columns.table, names):
            if self._repeats(view, written, name):
                yield (
                    f"Values in {written} come again in another {name}. If each {name} has numbers "
                    f"of its own, tell them apart: {_with_key(view.kpi, f'{name}+{written}')}"
                )

    def _repeats(self, view: Used, written: str, till: str) -> bool:
        """Tell whether many keys stand on several days of a period, or in several tills."""
        a_day = "a day" if till and view.kpi.rule.kind == "distinct_a_day" else ""
        if (found := self._known.get((written + a_day, till))) is not None:
            return found
        at = rows_of(view.usable & (self._day >= 0))
        keys, group = view.keys[at], (self._day if a_day else self._period)[at]
        fine = self._day[at]
        if till:
            tills = self._columns.held(till)
            fine = group * len(tills.texts) + tills.codes[at]
        return self._known.setdefault((written + a_day, till), _more(keys, fine, group))


def _about_texts(name: str, held: Coded) -> Iterator[str]:
    if "".join(held.texts).isdecimal():
        return
    together = "\n".join(held.texts)
    for text in dict.fromkeys(match[0] for match in _NOTHING.finditer(together)):
        if text in held.texts:
            rows = say_count(held.rows(held.texts.index(text)), "row")
            yield f"“{text}” stands in {name} in {rows}; it counts like any other value."
    if cut := _SHORTENED.search(together):
        yield (
            f"{name} holds numbers that a spreadsheet has cut short, such as {cut[0]}: different "
            "ones may look alike. Export the file again, and do not open it in between."
        )


def _with_key(kpi: KpiRule, key: str) -> str:
    rule = kpi.rule
    share = f"share:{key}:{rule.column}={rule.value}"
    return f"{kpi.name}={share if rule.kind == 'share' else f'{rule.kind}:{key}'}"


def _tills(table: Table, used: list[str]) -> Iterator[str]:
    for name in table.columns:
        if name not in used and _TILLS.search(folded(name)):
            yield name


def _more(keys: Numbers, fine: Numbers, coarse: Numbers) -> bool:
    """Whether many keys stand in several of the fine groups within one of the coarse groups."""
    runs = 1 + int(np.count_nonzero((keys[1:] != keys[:-1]) | (fine[1:] != fine[:-1])))
    different = int(np.count_nonzero(np.bincount(keys)))
    if runs - different < max(2, _AGAIN * different):  # more cannot be: rows stand in order
        return False
    apart, together = _pairs(keys, fine), _pairs(keys, coarse)
    return apart - together >= max(2, _AGAIN * apart)


def _pairs(keys: Numbers, group: Numbers) -> int:
    pairs = group.astype(np.int64, copy=False) * (int(keys.max(initial=0)) + 1) + keys
    return len(pd.unique(without_runs(pairs)))
