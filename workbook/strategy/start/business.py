"""The one business that a workbook is about."""

from collections.abc import Iterator
from typing import Literal

from pydantic import field_validator

from workbook.quarter import Quarter
from workbook.strategy.asking import Ask
from workbook.strategy.entity import Entity, Nouns, choice, long_text, text
from workbook.strategy.plan import Plan

__all__ = ["Business", "asks"]


_KINDS = {"business": "A business, which earns money", "non-profit": "A non-profit, for a mission"}


class Business(Entity, table=True):
    """The one business that a workbook is about."""

    nouns = Nouns("business", "businesses")

    name: str = text("Business name", "As it should stand on the review pack.", required=True)
    activity: str = long_text("What you do", "One or two sentences: what you sell, and to whom.")
    currency: str = text("Currency", "The letters you use on invoices, such as EUR.", limit=3)
    kind: Literal["business", "non-profit"] = choice(
        "Kind", "For a non-profit, the mission stands above everything else.",
        default="business", labels=_KINDS,
    )  # fmt: skip

    @field_validator("currency")
    @classmethod
    def _letters(cls, written: str) -> str:
        letters = _SIGNS.get(written, written.upper())
        if letters and letters not in _CURRENCIES.split():
            raise ValueError(
                f"“{written}” is no currency. Write its three letters, such as EUR, GBP or CHF."
            )
        return letters


_SIGNS = {"€": "EUR", "£": "GBP", "₹": "INR", "zł": "PLN", "Kč": "CZK", "₺": "TRY", "₴": "UAH"}
_CURRENCIES = (  # ISO 4217
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN "
    "BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL "
    "GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF "
    "KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN "
    "MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD "
    "SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH "
    "UGX USD UYU UZS VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG"
)


def asks(plan: Plan, _: Quarter | None) -> Iterator[Ask]:
    """Yield what the chapter asks for."""
    yield Ask(plan.only(Business) is not None, "Give the business a name.", field="name")
    yield from (Ask(False, told, record=id) for id, told in plan.spoiled.items())
