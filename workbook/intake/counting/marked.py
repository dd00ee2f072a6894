"""Rows that another column marks as refunds, cancelled or money out, though nothing is negative."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from workbook.errors import ImportRefused
from workbook.intake.counting.used import Columns, Used
from workbook.intake.layouts.told import Mark, Treat
from workbook.intake.tables.table import nearest
from workbook.intake.tables.texts import Bad, Coded, Numbers
from workbook.wording import say_count, say_list
from workbook.written.names import folded
from workbook.written.numbers import number

__all__ = ["Doubt", "Marked", "apart", "doubts", "refuse_currencies"]

_YES = {"yes", "y", "true", "1", "x", "ja", "oui", "si", "sim", "wahr", "vrai"}
_NO = {"no", "n", "false", "0", "nein", "non", "nao", "nee", "falsch", "faux"}
_MOST_WORDS = 5_000
_MOST = 60  # different values of a column that says of what kind a row is
_SAMPLE = 2_000
_REFUND = re.compile(
    r"\b(?:refund\w*|returned|(?:sales )?returns?|credit (?:note|memo)|chargeback|reversal|reversed"
    r"|void(?:ed)?|cancel(?:l?ed|lation)|failed|declined|storno\w*|storniert|gutschrift|erstattung"
    r"|ruckerstattung|retoure|ruckgabe|annulliert|rembours\w+|avoir|annul\w+|reembolso|devolucion"
    r"|abono|anulad\w|anulacion|cancelad\w|rimborso|reso|annullat\w|terugbetaling|creditnota"
    r"|geannuleerd|zwrot|anulowano|refusjon|aterbetalning|retur|tilbagebetaling|hyvitys|palautus"
    r"|estorno|nota de credito|nota di credito)\b"
)
_SUM = re.compile(
    r"(?:(?:grand|sub|daily|day|weekly|monthly|page) ?)?totals?|sum|summe|tagessumme|zwischensumme"
    r"|gesamt(?:summe)?|total (?:general|general:)|totale|totaal|somme|z[ -]?(?:report|bon|bericht)"
    r"|(?:opening|closing) balance|balance (?:brought|carried) forward|(?:anfangs|end|schluss)saldo"
    r"|saldovortrag|ubertrag|solde (?:initial|final)|saldo (?:inicial|final|iniziale|finale)"
)
_REFUNDS = re.compile(
    r"\b(?:refund\w*|returns?|returned|chargebacks?|storno\w*|erstattung\w*|retouren?|gutschriften?"
    r"|rembours\w+|reembolso\w*|devoluciones|rimbors\w+)\b(?!.*\b(?:id|no|number|date|reason)\b)"
)
_KINDS = re.compile(
    r"\b(?:type|kind|status|state|action|event|art|typ|vorgang\w*|beleg\w*|buchungsart|zustand|etat"
    r"|statut|nature|tipo|estado|stato|soort|transaction|description code)\b"
)
_OUT_AND_IN = (
    ("s", "h"), ("soll", "haben"), ("d", "c"), ("debit", "credit"), ("dr", "cr"), ("af", "bij"),
    ("out", "in"), ("withdrawal", "deposit"), ("debito", "credito"), ("debe", "haber"),
    ("dare", "avere"), ("money out", "money in"), ("paid out", "paid in"), ("expense", "income"),
    ("ausgabe", "einnahme"), ("ausgang", "eingang"), ("depense", "recette"), ("-", "+"),
    ("gasto", "ingreso"), ("uscita", "entrata"), ("lastschrift", "gutschrift"),
    ("belastung", "gutschrift"),
)  # fmt: skip
_QUANTITY = re.compile(
    r"\b(?:qty|quantity|units?|pieces|menge|anzahl|stuck|stk|qte|quantite|cantidad|quantita|aantal"
    r"|quantidade|antal|ilosc)\b"
)
_CURRENCY = re.compile(
    r"\b(?:currency|curr?|ccy|wahrung|wkz|devise|monnaie|moneda|divisa|valuta|moeda|waluta)\b"
)


@dataclass(frozen=True)
class Marked:
    """The rows that are left out, and those whose amounts are taken off, as somebody has said."""

    skipped: Numbers
    minus: Numbers
    why: str = ""

    @classmethod
    def of(cls, columns: Columns, marks: Sequence[Mark]) -> "Marked":
        """Return the rows that marks speak of.

        Raises:
            ImportRefused: a column is not there, or no row holds a value that is spoken of.
        """
        rows = len(columns.table.numbers)
        masks = {"skip": np.zeros(rows, bool), "minus": np.zeros(rows, bool)}
        for mark in (mark for mark in marks if mark.how in masks):
            masks[mark.how] |= _holding(columns, mark)
        said = [f"{mark.column} is “{mark.value}”" for mark in marks if mark.how == "skip"]
        return cls(masks["skip"], masks["minus"], f"Left out as you said: {' or '.join(said)}.")

    def bad(self, index: "pd.Index[int]") -> Bad:
        """Return why rows are left out, by row."""
        held = Coded(["", self.why], self.skipped.astype(np.int64), index)
        return Bad.of(held, {1: self.why})

    def signed(self, view: Used) -> Numbers:
        """Return the amounts of a KPI, below zero where they are taken off."""
        if not view.kpi.rule.adds_up or not self.minus.any():
            return view.amounts
        return np.where(self.minus, -np.abs(view.amounts), view.amounts)


def _holding(columns: Columns, mark: Mark) -> Numbers:
    held = columns.held(columns.table.named(mark.column))
    alike = [folded(text) == folded(mark.value) for text in held.texts]
    if not any(alike):
        near = nearest(mark.value, held.texts)
        hint = f" Did you mean “{near}”?" if near else ""
        raise ImportRefused(
            f"No row of {columns.table.file} has “{mark.value}” in {mark.column}.{hint} "
            "Nothing was changed."
        )
    return held.spread(np.array(alike, bool))


@dataclass(frozen=True)
class Doubt:
    """Rows that were added up although a column seems to say that their money went back."""

    rows: Numbers
    note: str
    asks: str


def doubts(columns: Columns, marks: Sequence[Mark], view: Used, taken: Numbers) -> Iterator[Doubt]:
    """Yield which of a KPI's amounts may have to be taken off, where nobody has said."""
    if not view.kpi.rule.adds_up:
        return
    settled = {(folded(mark.column), folded(mark.value)) for mark in marks}
    used = taken & view.usable
    for name in columns.table.columns:
        if not name or folded(name) == folded(view.kpi.rule.column):
            continue
        for value, how in _suspects(columns, name):
            held = columns.held(name)
            rows = used & (held.codes == held.texts.index(value))
            found = view.amounts[rows]
            told = (folded(name), folded(value)) in settled
            if not told and (found > 0).any() and (how == "skip" or not (found < 0).any()):
                yield _doubt(view, name, value, how, rows)


def _doubt(view: Used, name: str, value: str, how: Treat, rows: Numbers) -> Doubt:
    found, column = say_count(int(rows.sum()), "row"), view.kpi.rule.column
    if how == "skip":
        return Doubt(
            rows,
            f"{name} says “{value}” of amounts that were added. Are they sums of others?",
            f"{name} says “{value}” in {found}, and “{view.kpi.name}” adds them up like any other. "
            f'To leave them out, import again with --treat "{name}={value}:skip"; write keep in '
            "place of skip if they are amounts of their own.",
        )
    return Doubt(
        rows,
        f"{name} says “{value}” of amounts without a minus, which were added. Are they taken off?",
        f"{name} says “{value}” in {found}, and {column} has no minus there: “{view.kpi.name}” "
        f'adds them up. To take them off, import again with --treat "{name}={value}:minus"; write '
        "skip in place of minus to leave these rows out, or keep if the amounts are right so.",
    )


def _has_few(columns: Columns, name: str) -> bool:
    """Return whether a column holds few different values."""
    if not name or columns.table.columns.count(name) > 1:
        return False
    return len(columns.held(name).texts) <= _MOST


def _suspects(columns: Columns, name: str) -> Iterator[tuple[str, Treat]]:
    """Yield the values of a column that speak of refunds, or of sums of other rows."""
    if columns.table.columns.count(name) > 1 or len(columns.held(name).texts) > _MOST_WORDS:
        return
    plain = {_plain(text): text for text in columns.held(name).texts if text}
    yield from ((text, "skip") for words, text in plain.items() if _SUM.fullmatch(words))
    if len(plain) <= _MOST:
        yield from ((text, "minus") for text in _given_back(_plain(name), plain))


def _given_back(name: str, plain: Mapping[str, str]) -> Iterator[str]:
    if _QUANTITY.search(name):  # an article that came back, at its price
        yield from (text for text in plain.values() if (n := number(text)) and (n.certain or 0) < 0)
        return
    for out, into in _OUT_AND_IN:
        if set(plain) == {out, into}:
            yield plain[out]
            return
    if _REFUND.search(name) and set(plain) <= _YES | _NO:
        yield from (text for words, text in plain.items() if words in _YES)
    whole = not _KINDS.search(name)
    for words, text in plain.items():
        if _REFUND.fullmatch(words) if whole else _REFUND.search(words):
            yield text


def apart(columns: Columns, view: Used) -> Iterator[str]:
    """Say where refunds stand in a column of their own, beside the one that is added up."""
    if not view.kpi.rule.adds_up:
        return
    for name in columns.table.columns:
        if name and folded(name) != folded(view.kpi.rule.column) and _REFUNDS.search(_plain(name)):
            texts = columns.held(name).texts
            flag = {_plain(text) for text in texts if text} <= _YES | _NO
            if not flag and any((n := number(text)) and n.certain for text in texts):
                yield (
                    f"“{name}” stands in a column of its own, and is not taken off of "
                    f"“{view.kpi.name}”. If it should be, import it as a KPI beside it."
                )


def _plain(text: str) -> str:
    bare = folded(text).translate(_ACCENTS)
    return bare.strip(" .:*()") or bare


_ACCENTS = str.maketrans("äöüåéèêëáàâíìóòôúùûñçæø_/", "aouaeeeeaaaiiooouuuncao  ")


def refuse_currencies(columns: Columns, view: Used, taken: Numbers) -> None:
    """Refuse amounts to which another column gives several currencies.

    Raises:
        ImportRefused: they cannot be added up.
    """
    if not view.kpi.rule.adds_up:
        return
    for name in columns.table.columns:
        if not _CURRENCY.search(_plain(name)) or not _has_few(columns, name):
            continue
        held = columns.held(name)
        codes = np.unique(held.codes[taken & view.usable])
        found = sorted({held.texts[code] for code in codes} - {""})
        if len({folded(text) for text in found}) > 1 and all(map(_is_currency, found)):
            raise ImportRefused(
                f"{name} says {say_list(found)}: amounts in several currencies cannot be added up. "
                "Give one file for each, or leave the others out: "
                f'--treat "{name}={found[-1]}:skip". Nothing was changed.'
            )


def _is_currency(text: str) -> bool:
    return len(text) <= 4 and not any(letter.isdigit() for letter in text)
