"""What columns are called in the files that people have: English, German, and common programs."""

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

__all__ = [
    "NOT_USED",
    "Field",
    "Holds",
    "Kind",
    "every_field",
    "fields_of",
    "fit",
    "plain",
    "unused_of",
]

Kind = Literal["readings", "transactions", "people", "objectives"]
Holds = Literal["day", "number", "words", "code", "figure", "anything"]

_ASIDE = re.compile(r"[([{](?:in\s+)?(?:[^\w\s]|[a-z]{1,4}|inkl|exkl|[^\w]*)\.?[)\]}]")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_TOKEN = re.compile(r"[^\W_]+")
_SPELT = (("ae", "a"), ("oe", "o"), ("ue", "u"))


@dataclass(frozen=True)
class Field:
    """What a column can be: its key, its name for people, what its cells hold, and its headers.

    Of a field that is `many`, a file may have several columns. The headers stand in the order in
    which they are preferred.
    """

    key: str
    label: str
    holds: Holds
    headers: tuple[str, ...]
    many: bool = False


def _field(key: str, label: str, holds: Holds, headers: str, *, many: bool = False) -> Field:
    return Field(key, label, holds, _split(headers), many)


def _split(headers: str) -> tuple[str, ...]:
    return tuple(header.strip() for header in headers.split("·"))


_DAY = (
    "date · sale date · order date · transaction date · invoice date · posting date · "
    "booking date · completed date · created date · opened · datum · "
    "buchungstag · buchungsdatum · buchung · belegdatum · verkaufsdatum · bestelldatum · "
    "rechnungsdatum · umsatzdatum · date time · timestamp · created at · paid at · day · "
    "business date · sales date · sold on · completed · created · posted · placed on · paid on · "
    "started at · closed at · datum uhrzeit · zeitpunkt · transaktionsdatum · "
    "zahlungsdatum · tag · "
    "wertstellung · valutadatum · valuta · value date · time"
)
_PERIOD = (
    "period · date · month · week · quarter · day · start · period from · week start · "
    "week beginning · week of · begins · from · year month · year week · iso week · "
    "calendar week · "
    "reporting date · zeitraum · periode · datum · monat · woche · kw · kalenderwoche · quartal · "
    "tag · hour · order date"
)

_FIELDS: dict[Kind, tuple[Field, ...]] = {
    "readings": (
        _field("period", "Period", "day", _PERIOD),
        _field("kpi", "KPI", "words", "kpi · measure · indicator · metric · kennzahl · messgröße · "
               "indikator · kpi name · figure"),
        _field("value", "Value", "number", "value · reading · actual · result · wert · ist · "
               "istwert · messwert · ergebnis · actuals", many=True),
    ),
    "transactions": (
        _field("date", "Date", "day", _DAY),
        _field("time", "Time", "anything", "time · time of day · uhrzeit · zeit · hour"),
        _field("ticket", "Ticket number", "anything",
               "transaction · transaction id · ticket · ticket id · receipt number · receipt · "
               "receipt id · transaction number · order id · order number · order · order name · "
               "order no · sale id · invoice number · invoice no · invoice id · invoice · num · "
               "bill number · check number · bon · bonnummer · bon nr · beleg · belegnummer · "
               "beleg nr · belegfeld 1 · quittungsnummer · rechnungsnummer · rechnungs nr · "
               "rechnung · bestellnummer · bestell nr · auftragsnummer · transaktionsnummer · "
               "transaktions id · transaktionscode · vorgang · payment id · reference"),
        _field("amount", "Amount", "number",
               "net sales · amount · line total · total · total sales · net amount · sales · "
               "revenue · turnover · gross sales · gross amount · total amount · total price · "
               "price gross · final price · paid · total collected · subtotal · sum · value · "
               "betrag · umsatz · umsatze · nettoumsatz · netto · nettobetrag · bruttoumsatz · "
               "brutto · bruttobetrag · gesamt · gesamtbetrag · gesamtpreis · summe · "
               "preis brutto · "
               "preis netto · umsatz ohne soll haben kz · einnahmen · einnahme · paid in · "
               "credit · "
               "money in · gutschrift · haben · paid out · debit · money out · soll · ausgaben · "
               "lastschrift · endbetrag · zahlbetrag · debit amount · credit amount · "
               "order total · gross · net", many=True),
        _field("ticket", "Ticket number", "code", "name · number · no · nr · id"),
        _field("item", "Item", "words",
               "item · product · item name · product name · product title · lineitem name · "
               "article · product service · item description · artikel · produkt · artikelname · "
               "artikelbezeichnung · bezeichnung · produktname · leistung · service"),
        _field("quantity", "Quantity", "number",
               "quantity · qty · units · units sold · items · lineitem quantity · count · menge · "
               "anzahl · stück · stückzahl"),
        _field("price", "Price of one", "number",
               "unit price · price · item price · lineitem price · unit amount · "
               "price each · rate · "
               "einzelpreis · preis · stückpreis · verkaufspreis · vk preis", many=True),
        _field("category", "Category", "words",
               "category · product type · product category · account code · account name · group · "
               "kategorie · warengruppe · artikelgruppe · produktgruppe · sparte · class"),
        _field("place", "Place", "words",
               "location · store · shop · outlet · branch · register · till · pos location name · "
               "pos location · device name · filiale · standort · kasse · geschäft"),
        _field("way", "Way of paying", "words",
               "payment method · payment type · tender · card brand · tender type · payment · "
               "zahlungsart · zahlungsmethode · zahlungsmittel · bezahlart · zahlweise"),
        _field("customer", "Customer or payee", "words",
               "customer · customer name · client · payee · contact · contact name · payer · "
               "counterparty · partner name · full name · name · kunde · kundenname · "
               "empfänger · auftraggeber empfänger · "
               "begünstigter zahlungspflichtiger · zahlungsempfänger · auftraggeber · "
               "zahlungspflichtiger · name zahlungsbeteiligter · zahlungspflichtige r · "
               "zahlungsempfänger in"),
    ),
    "people": (
        _field("name", "Name", "words",
               "name · full name · person · employee · employee name · team member · "
               "member · staff · "
               "display name · mitarbeiter · mitarbeiterin · mitarbeitende · mitarbeiter in · "
               "mitarbeitername · vollständiger name · wer · who · vor und nachname · "
               "vor nachname"),
        _field("first_name", "First name", "words",
               "first name · forename · given name · firstname · vorname · rufname"),
        _field("last_name", "Surname", "words",
               "last name · surname · family name · lastname · nachname · familienname · zuname"),
        _field("role", "Role", "words",
               "role · job title · position · title · job · function · responsibility · "
               "responsibilities · responsible for · does · what they do · rolle · "
               "funktion · stelle · "
               "tätigkeit · aufgabe · aufgaben · beruf · verantwortung · zuständig für"),
        _field("department_id", "Department", "words",
               "department · dept · team · area · unit · division · works in · where they work · "
               "abteilung · bereich · arbeitsbereich · standort"),
        _field("left_on", "Left on", "day",
               "left on · last day · left · leaving date · end date · termination date · "
               "leave date · "
               "austritt · austrittsdatum · ausgeschieden am · ausgeschieden · letzter tag"),
    ),
    "objectives": (
        _field("name", "Objective", "words",
               "objective · goal · strategic objective · strategic goal · objectives · goals · "
               "our goal · aim · result · what · what we want · priority · okr · ziel · "
               "strategisches ziel · ziele · jahresziel · unternehmensziel · zielbeschreibung · "
               "was · vorhaben · name · title"),
        _field("why", "Why it matters", "words",
               "why it matters · why · reason · rationale · benefit · because · purpose · "
               "warum · grund · begründung · nutzen · wozu · zweck"),
        _field("parent_id", "Part of", "words",
               "part of · parent · parent goal · parent objective · serves · supports · "
               "contributes to · "
               "teil von · übergeordnetes ziel · oberziel · gehört zu · zahlt ein auf"),
        _field("level", "Level", "words", "level · belongs to · scope · ebene · stufe"),
        _field("perspective", "Perspective", "words",
               "perspective · balanced scorecard · bsc · bsc perspective · perspektive"),
        _field("department_id", "Department", "words",
               "department · dept · team · area · division · abteilung · bereich"),
        _field("owner_id", "Owner", "words",
               "owner · responsible · who · accountable · lead · owned by · person · assigned to · "
               "person responsible · led by · assignee · responsible person · "
               "verantwortlich · verantwortliche · verantwortlicher · verantwortliche r · "
               "verantwortliche person · wer · zuständig · eigentümer"),
        _field("start", "Start", "day", "start · start date · starts · from when · beginn · "
               "startdatum · ab wann · anfang"),
        _field("due", "Due", "day",
               "due · due date · by when · deadline · target date · by · when · end · end date · "
               "date · finish · complete by · fällig · fällig am · frist · termin · "
               "bis wann · bis · "
               "zieldatum · fälligkeit · enddatum · ende · wann"),
        _field("weight", "Weight", "number", "weight · weighting · share · points · gewicht · "
               "gewichtung · anteil"),
        _field("kpi.name", "KPI", "words",
               "kpi · measure · metric · indicator · how measured · measured by · key result · "
               "how we measure it · how we will know · kennzahl · messgröße · gemessen an · "
               "messung · indikator"),
        _field("kpi.target", "KPI’s target", "figure",
               "target · target value · goal value · planned value · zielwert · soll · sollwert · "
               "vorgabe"),
        _field("kpi.baseline", "KPI’s baseline", "figure",
               "baseline · starting value · start value · current · today · now · from · "
               "ausgangswert · startwert · heute · aktuell · iststand"),
        _field("kpi.unit", "KPI’s unit", "words", "unit · units · kpi unit · unit of measure · "
               "einheit · masseinheit"),
    ),
}  # fmt: skip


NOT_USED = _field("", "Not used", "anything", "")

_OF_NO_USE: dict[Kind, str] = {
        "readings":
            "note · notes · comment · comments · status · source · row · id · target · plan · "
            "budget · unit · bemerkung · notiz · kommentar · quelle · zeile · nr · soll · "
            "zielwert · einheit",
        "transactions":
            "tax · taxes · sales tax · vat · tip · tips · gratuity · discount · discounts · fee · "
            "fees · refunds · returns · shipping · balance · running balance · cost · cogs · "
            "margin · currency · status · state · notes · note · comment · comments · time zone · "
            "event type · fulfilled at · cancelled at · due date · sku · barcode · uuid · email · "
            "phone · payment id · payment reference · exchange rate · original amount · "
            "amount refunded · converted amount · account name · mwst · ust · "
            "umsatzsteuer · mehrwertsteuer · steuer · "
            "steuersatz · trinkgeld · rabatt · gebühr · gebühren · provision · saldo · "
            "kontostand · "
            "saldo nach buchung · wkz · währung · bemerkung · notiz · kommentar · iban · bic · "
            "konto · kontonummer · blz · bankleitzahl · gegenkonto · gläubiger id · "
            "mandatsreferenz · kundenreferenz · soll haben kennzeichen · buchungsschlüssel · "
            "kostenstelle · skonto · kurs · row · zeile",
        "people":
            "email · e mail · mail · phone · telephone · mobile · address · street · city · zip · "
            "postcode · birthday · date of birth · salary · gender · start date · hire date · "
            "hired · telefon · handy · adresse · strasse · ort · plz · geburtstag · geburtsdatum · "
            "gehalt · eintritt · eintrittsdatum · personalnummer · id · no · nr · notes · "
            "bemerkung",
        "objectives":
            "status · progress · notes · note · comment · comments · id · no · nr · fortschritt · "
            "stand · bemerkung · notiz · kommentar · budget · cost · kosten",
}  # fmt: skip
"""What files hold beside the fields: it is known, so that it is not taken for one of them."""

_UNUSED = {kind: replace(NOT_USED, headers=_split(said)) for kind, said in _OF_NO_USE.items()}


def unused_of(kind: Kind) -> Field:
    """Return what is known to be of no use in a kind of file."""
    return _UNUSED[kind]


def every_field(kind: Kind) -> tuple[Field, ...]:
    """Return all that a column can be; a field stands twice where its headers ask for more."""
    return (*_FIELDS[kind], _UNUSED[kind])


def fields_of(kind: Kind | Literal[""]) -> dict[str, Field]:
    """Return the fields that the columns of a kind of file can be, by key; none for no kind."""
    found: dict[str, Field] = {}
    for field in _FIELDS[kind] if kind else ():
        found.setdefault(field.key, field)
    return found


def fit(header: str, field: Field) -> tuple[int, int]:
    """Return how well a header names a field, and its place among the field's headers.

    3 means that it is one of them, 2 that it holds one of them as a word of its own, 0 that it
    does not. A smaller place is a better one.

    >>> amount = fields_of("transactions")["amount"]
    >>> fit("Net Sales", amount), fit("Betrag (€)", amount)[0], fit("Sales tax", amount)[0]
    ((3, 0), 3, 2)
    """
    words, name = _words(field), plain(header)
    if name in words:
        return 3, words.index(name)
    held = f" {name} "
    within = (place for place, word in enumerate(words) if len(word) > 2 and f" {word} " in held)
    place = next(within, -1)
    return (2, place) if place >= 0 else (0, 0)


@cache
def _words(field: Field) -> list[str]:
    return [plain(header) for header in field.headers]


def plain(header: str) -> str:
    """Return a header as it is compared: without accents, capitals, signs, or a unit in brackets.

    >>> plain("Umsätze (in EUR)"), plain("UMSAETZE"), plain("order_date"), plain("OrderDate")
    ('umsatze', 'umsatze', 'order date', 'order date')
    """
    apart = unicodedata.normalize("NFKD", _ASIDE.sub("", _HUMP.sub(" ", header).casefold()))
    bare = "".join(sign for sign in apart if not unicodedata.combining(sign))
    for two, one in _SPELT:  # ä, ö and ü are written as two letters where they cannot be typed
        bare = bare.replace(two, one)
    return " ".join(_TOKEN.findall(bare))
