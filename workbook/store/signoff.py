"""Signing a quarter off: what is kept of it, and the proof that it is still the same.

Its hashes stand beside it and in the journal, which is only added to. So whatever is changed or
removed by mistake, by a sync program or by a curious hand is noticed at each use. What nobody can
notice is a file in which somebody who may write it has changed the pack, its hashes and the journal
alike: whoever has to rule that out keeps the PDF elsewhere, or the code on its cover.
"""

import hashlib
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from workbook import jsontext
from workbook.errors import DatabaseRefused
from workbook.quarter import Quarter
from workbook.store import frozen
from workbook.store.upgrades import Row
from workbook.strategy.history import SIGNED, Change, SignOff
from workbook.strategy.plan import Plan, SignedOff
from workbook.strategy.remembering import remembered
from workbook.wording import say_date

__all__ = [
    "checked",
    "document_of",
    "draft_code",
    "frozen_plan",
    "is_pdf",
    "lost",
    "missing",
    "noted",
    "pdf_of",
    "plan_hash",
    "printed",
    "read",
    "require_noted",
    "sign",
    "signed_code",
    "standing",
    "told",
    "write",
]

_LARGEST = 64_000_000  # bytes of a plan, its pages or their print, unpacked
_KEPT = ("plan", "document", "pdf")  # each compressed
_NAMES = {
    "plan": "The plan",
    "document": "The pages of the pack",
    "pdf": "The printed pack",
    "facts": "The name, the date or the code of the sign-off",
}


@remembered
def draft_code(plan: Plan) -> str:
    """Return the short code of a pack that nobody signed, the same wherever the plan is.

    Readings, of which there may be very many, stand in it by the time of the last save.
    """
    last = plan.changes.last_at
    return _code(frozen.canonical([frozen.few(plan), last and _moment(last)]))


def sign(plan: Plan, quarter: Quarter, who: str) -> SignOff:
    """Return the plan as it stands, signed, with the code for its cover; the pack is not there yet.

    Of a plan as of a past day the sign-off says so; it is made now all the same.
    `printed` adds it, and `Store.keep` writes the whole.
    """
    at = datetime.now(UTC)
    text = frozen.canonical(frozen.freeze(plan, quarter))
    day = plan.as_of.isoformat() if plan.as_of else ""
    facts = SignedOff(str(quarter), at.isoformat(), who, "", day)
    return SignOff(
        quarter=facts.quarter,
        number=1,  # as long as it is not kept yet
        at=at,
        who=who,
        code=signed_code(text, facts),
        as_of=plan.as_of,
        plan=_compressed(text),
        document=b"",
        pdf=b"",
        hashes={},
    )


def signed_code(plan: bytes, facts: SignedOff) -> str:
    """Return the code of a sign-off: `plan` is the text of the frozen plan.

    With the moment in it, so that no draft and no second sign-off has the same.
    """
    told = filter(None, (facts.quarter, facts.at, facts.who, facts.as_of))
    return _code(plan + " ".join(told).encode())


def plan_hash(plan: str) -> str:
    """Return the hash of a frozen plan's text, as a sign-off keeps it."""
    return _hash(plan.encode())


def printed(signing: SignOff, document: Mapping[str, Any], pdf: bytes) -> SignOff:
    """Return what `sign` began with the pages of its pack, the PDF, and the hashes of all."""
    kept = {"document": _compressed(frozen.canonical(document)), "pdf": _compressed(pdf)}
    whole = SignOff(**{**signing.model_dump(), **kept})
    whole.hashes = {name: _hash(text) for name, text in _texts(whole)}
    return whole


def checked(sign_off: SignOff) -> SignOff:
    """Return the sign-off if all that was kept is what was signed.

    Raises:
        DatabaseRefused: something differs from its hash; the sentence names it.
    """
    hashes = sign_off.hashes if isinstance(sign_off.hashes, dict) else {}
    for name, text in _texts(sign_off):
        if _hash(text) != hashes.get(name):
            raise DatabaseRefused(
                f"{_NAMES[name]} of {sign_off.quarter} is not what {sign_off.who} signed off: it "
                "was changed outside this program. Bring back an older copy of the workbook, or "
                "look the quarter over and sign it off again."
            )
    return sign_off


def noted(sign_off: SignOff) -> Change:
    """Return the journal's line about a sign-off, still without its number."""
    return Change(
        number=1,
        save_id=str(uuid4()),
        at=sign_off.at,
        who=sign_off.who,
        entity=SIGNED,
        record_id=_named(sign_off.quarter, sign_off.number),
        verb="added",
        after=told(sign_off),
    )


def told(sign_off: SignOff) -> dict[str, Any]:
    """Return what the journal's line about a sign-off holds of it."""
    then = {"as_of": sign_off.as_of.isoformat()} if sign_off.as_of else {}
    return {"code": sign_off.code, "hashes": sign_off.hashes, **then}


def require_noted(sign_off: SignOff | None, lines: Sequence[Change]) -> SignOff | None:
    """Return a quarter's newest sign-off, if the journal's lines about the quarter's allow it.

    Raises:
        DatabaseRefused: the journal knows a newer one, or another of that number.
    """
    number = sign_off.number if sign_off else 0
    for line in standing(lines):
        quarter, _, own = line.record_id.partition(" ")
        if int(own) > number:
            raise DatabaseRefused(lost(line))
        if sign_off and int(own) == number and line.after.get("hashes") != sign_off.hashes:
            raise DatabaseRefused(
                f"What is kept as the sign-off of {quarter} is not what {line.who} signed off: it "
                "was changed outside this program. Bring back an older copy of the workbook, or "
                "look the quarter over and sign it off again."
            )
    return sign_off


def standing(lines: Sequence[Change]) -> list[Change]:
    """Return the journal's lines about sign-offs but those that it tells were lost."""
    gone = {line.record_id for line in lines if line.verb == "removed"}
    return [line for line in lines if line.verb == "added" and line.record_id not in gone]


def missing(lines: Sequence[Change], kept: Iterable[tuple[str, int]]) -> list[Change]:
    """Return the lines about sign-offs that are no longer `kept`, as (quarter, number)."""
    there = {_named(quarter, number) for quarter, number in kept}
    return [line for line in standing(lines) if line.record_id not in there]


def lost(line: Change) -> str:
    """Return what is said of a sign-off that only its line in the journal tells of."""
    return (
        f"{line.record_id.partition(' ')[0]} was signed off by {line.who} on "
        f"{say_date(line.at.date())}, and what was signed is no longer in the workbook. Bring back "
        "an older copy with workbook restore, or go on without it: workbook check --mend."
    )


def _named(quarter: str, number: int) -> str:
    return f"{quarter} {number}"


def frozen_plan(sign_off: SignOff) -> Plan:
    """Return the plan that was signed, in today's form, looked at on the day on which it stood."""
    kept = frozen.thaw(_unpacked(sign_off.plan))
    signed = SignedOff.of(sign_off)
    return replace(kept, signed_off=(*kept.signed_off, signed), today=signed.stood)


def document_of(sign_off: SignOff) -> dict[str, Any]:
    """Return the pages that were printed, as `workbook.pack.gather` gathered them."""
    return dict(_unpacked(sign_off.document))


def pdf_of(sign_off: SignOff) -> bytes | None:
    """Return the pack as it was printed; nothing where an export left it out."""
    return None if sign_off.pdf is None else _text(sign_off.pdf)


def is_pdf(sign_off: SignOff, printed: bytes) -> bool:
    """Tell whether these are the bytes that were printed when it was signed off."""
    return _hash(printed) == sign_off.hashes.get("pdf")


def write(sign_off: SignOff) -> Row:
    """Return a sign-off as JSON values, for a file: what it keeps is compressed as it is kept."""
    values = sign_off.model_dump(mode="json", exclude={"at", *_KEPT})
    kept = {name: _written(getattr(sign_off, name)) for name in _KEPT}
    values |= {"at": _moment(sign_off.at), **kept}
    return {name: values[name] for name in SignOff.model_fields}


def read(row: Mapping[str, Any]) -> SignOff:
    """Return the sign-off that `write` was given, or that an older export has as plain values.

    Raises:
        ValueError: it is not one.
    """
    try:
        return SignOff.model_validate({**row, **{name: _read(row[name]) for name in _KEPT}})
    except (KeyError, TypeError) as error:
        raise ValueError(f"It lacks {error}.") from None


def _written(kept: bytes | None) -> str | None:
    return None if kept is None else b64encode(kept).decode()


def _read(value: Any) -> bytes | None:
    if value is None:
        return None
    if not isinstance(value, str):
        return _compressed(frozen.canonical(value))
    kept = b64decode(value)
    return _compressed(kept) if kept.startswith(b"%PDF") else kept


def _texts(whole: SignOff) -> Iterator[tuple[str, bytes]]:
    then = [whole.as_of.isoformat()] if whole.as_of else []
    facts = [whole.quarter, _moment(whole.at), whole.who, whole.code, *then]
    yield "facts", frozen.canonical(facts)
    for name in _KEPT:
        if (kept := getattr(whole, name)) is not None:
            yield name, _text(kept)


def _text(kept: bytes) -> bytes:
    if kept.startswith(b"%PDF"):  # printed before it was compressed
        return kept
    try:
        return _inflated(kept)
    except zlib.error:  # emptied or overwritten: it has no text, and so no right hash
        return b""


def _inflated(kept: bytes) -> bytes:
    unpacking = zlib.decompressobj()
    text = unpacking.decompress(kept, _LARGEST)
    if not unpacking.eof:  # cut off, or packed so that it would never fit into memory
        raise zlib.error("more than a plan and its pages come to")
    return text


def _compressed(text: bytes) -> bytes:
    return zlib.compress(text, 9)


def _unpacked(kept: bytes) -> Any:
    try:
        return jsontext.kept(_inflated(kept)) if kept else None
    except (ValueError, zlib.error):
        raise DatabaseRefused(
            "What a sign-off keeps cannot be read: it was changed outside this program. "
            "Bring back an older copy of the workbook."
        ) from None


def _moment(at: datetime) -> str:
    # SQLite gives back a time without its zone, which is always UTC.
    return (at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)).isoformat()


def _code(text: bytes) -> str:
    return _hash(text)[:8].upper()


def _hash(text: bytes) -> str:
    return hashlib.sha256(text).hexdigest()
