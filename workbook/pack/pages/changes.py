"""What changed in the plan since the last pack, and why; what nobody has explained stands first."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from workbook.insight.codes import codes
from workbook.insight.review.changed_fields import Kind
from workbook.insight.review.changes import Changes, Difference, Move, changes
from workbook.insight.review.word_by_word import word_by_word
from workbook.insight.route.churn import Churn, churn
from workbook.pack.blocks import Block, Callout, Cell, Column, Facts, Prose, Section, Table
from workbook.quarter import Quarter
from workbook.strategy.history import Change
from workbook.strategy.plan import Plan
from workbook.wording import capital, say_count, say_date, sentence

__all__ = ["page"]

_SHOWN = 10
_NO_REASON = "No reason was written down."


def page(plan: Plan, quarter: Quarter) -> Section:
    """Return the page of what changed since the last sign-off, or the end of the last quarter."""
    found, moved = changes(plan, quarter), churn(plan, quarter)
    return Section(
        name="changes",
        title="What changed since the last pack",
        lead=_lead(found, moved),
        blocks=[
            *(_blocks(found, codes(plan, quarter)) if found.begun else ()),
            *_churn(moved, codes(plan, quarter)),
        ],
        optional=True,
    )


def _lead(found: Changes, moved: Churn) -> str:
    nothing = "In the end nothing" if moved.moves else "Nothing"  # of what was put back
    since = f"since {_since(found)}"
    if not found.begun:
        return "There is no earlier pack to compare with."
    if found.unknown:
        return f"What changed {since} cannot be told."
    if not found.differences:
        return f"{nothing} in the plan has changed {since}{_restated_lead(found)}."
    changed, explained, new = (found.figure(f"changes.{id}") for id in ("all", "explained", "new"))
    if not found.changed:
        return f"{nothing} has changed {since}; {new.printed} added{_restated_lead(found)}."
    counted = f"{changed.printed} change{'' if changed.value == 1 else 's'} {since}"
    added = f"; {new.printed} added" if new.value else ""
    return f"{counted}, {explained.printed} explained{_moved(found)}{added}{_restated_lead(found)}."


def _restated_lead(found: Changes) -> str:
    if not found.restated:
        return ""
    count = found.figure("changes.restated").printed
    are = "figure that you saw is" if count == "1" else "figures that you saw are"
    return f"; {count} {are} different now"


def _since(found: Changes) -> str:
    if found.signed is None:
        return f"the end of the last quarter, {say_date(found.since)}"
    return f"{found.signed.quarter} was {found.signed.told}"


def _moved(found: Changes) -> str:
    easier, harder = (found.figure(f"changes.{way}") for way in ("easier", "harder"))
    told = [(figure, way) for figure, way in ((easier, "easier"), (harder, "harder"))]
    said = [(figure.printed, way) for figure, way in told if figure.value]
    if not said:
        return ""
    noun = "target" if said[0][0] == "1" else "targets"
    first = f"{said[0][0]} {noun} {said[0][1]}"
    return f"; {', '.join([first, *(f'{count} {way}' for count, way in said[1:])])}"


def _blocks(found: Changes, known: Mapping[str, str]) -> Iterator[Block]:
    if found.unknown:
        yield Callout("watch", "What changed is not known", found.unknown)
    if found.differences:
        yield from _of_the_plan(found, known)
    if found.restated:
        yield from _restated(found, known)


def _of_the_plan(found: Changes, known: Mapping[str, str]) -> Iterator[Block]:
    counted = [found.figure(f"changes.{id}") for id in ("all", "explained", "easier", "harder")]
    marks = [known[figure.id] for figure in counted]
    if found.changed:
        yield Facts([(figure.label, figure.printed) for figure in counted], marks)
    shown = _most_important(found.differences)
    for kind, these in groupby(shown, key=lambda each: each.what.kind):
        yield _table(kind, list(these), known)
    if more := len(found.differences) - len(shown):
        yield Prose(
            f"And {say_count(more)} more. The history beside each list of the guided pages has "
            "every change, with its day and who made it."
        )


def _churn(found: Churn, known: Mapping[str, str]) -> Iterator[Block]:
    """Yield how often priorities were moved: what was put back, and what is new, counts here."""
    if not found.moves:
        return
    yield Table(
        caption=found.sentence,
        columns=[
            Column("Objective or initiative", width=0.42),
            Column("Changes", align="right", width=0.12),
            Column("What moved", width=0.28),
            Column("Without a reason", align="right", width=0.18),
        ],
        rows=[
            [
                Cell(each.item.called, note=capital(each.item.nouns.one)),
                Cell(each.count.printed, code=known[each.count.id]),
                capital(each.of_what),
                Cell(each.bare.printed, code=known[each.bare.id]),
            ]
            for each in found.items
        ],
    )
    more = f" {capital(say_count(found.more))} more changed less." if found.more else ""
    marks = " ".join(known[figure.id] for figure in found.counts)
    yield Prose(
        f"Each move counts here, also where it was put back or where the work is new: people heard "
        f"of each.{more} · {marks}"
    )


def _restated(found: Changes, known: Mapping[str, str]) -> Iterator[Block]:
    """Set apart the readings that people saw and that are different now."""
    yield Table(
        caption="Figures you saw last quarter that are different now",
        columns=[
            Column("Reading", width=0.32), Column("Then", width=0.18), Column("Now", width=0.18),
            Column("Why", width=0.32),
        ],
        rows=[
            [
                Cell(each.kpi.name, note=capital(each.period.label)),
                Cell(each.then.printed, note=each.then.caveat, code=known[each.then.id]),
                Cell(each.now.printed, note=each.now.caveat, code=known[each.now.id]),
                _because(each.reason, each.newest),
            ]
            for each in found.printed
        ],
    )  # fmt: skip
    if more := len(found.restated) - len(found.printed):
        yield Prose(f"And {say_count(more)} more past readings.")


def _most_important(found: Sequence[Difference]) -> list[Difference]:
    """Return those that are shown: of many, what nobody has explained goes before the rest."""
    first = sorted(found, key=lambda each: (not each.asked_why, bool(each.reason)))[:_SHOWN]
    return [each for each in found if each in first]


def _table(kind: Kind, these: Sequence[Difference], known: Mapping[str, str]) -> Table:
    if kind is Kind.WORDING:
        columns = [Column("What", width=0.24), Column("Word by word", width=0.44)]
        rows = [[_what(each), _words(each), _why(each)] for each in these]
    else:
        columns = [
            Column("What", width=0.32), Column("Then", width=0.18), Column("Now", width=0.18)
        ]  # fmt: skip
        rows = [[_what(each), _then(each, known), _now(each, known), _why(each)] for each in these]
    return Table(caption=kind.value, columns=[*columns, Column("Why", width=0.32)], rows=rows)


def _what(each: Difference) -> Cell:
    nouns, title = type(each.what.record).nouns, each.what.title
    same = title.casefold() == nouns.one.casefold()  # its name, or all of it
    about = nouns.one if same else f"{nouns.one}, {title.lower()}"
    return Cell(capital(each.what.name), note=capital(about))


def _then(each: Difference, known: Mapping[str, str]) -> Cell:
    return Cell(each.then, code=_code(each, "then", known))


def _now(each: Difference, known: Mapping[str, str]) -> Cell:
    note = f"{capital(each.move.value)} to meet" if each.move is not Move.OTHER else ""
    return Cell(each.now, note=note, code=_code(each, "now", known))


def _code(each: Difference, which: str, known: Mapping[str, str]) -> str:
    own = (figure for figure in each.figures if figure.id.endswith(f".{which}"))
    return next((known[figure.id] for figure in own), "")


def _words(each: Difference) -> Cell:
    pieces = word_by_word(str(each.what.before), str(each.what.after or ""))
    told = " ".join(f"[{label}: {words}]" if label else words for label, words in pieces)
    return Cell(told, pieces=pieces)


def _why(each: Difference) -> Cell:
    if each.reason or each.asked_why:
        return _because(each.reason, each.newest)
    return Cell("–", note=_who(each.newest))


def _because(reason: str, line: Change) -> Cell:
    if reason:
        return Cell(sentence(reason), note=_who(line))
    return Cell(_NO_REASON, status="watch", note=_who(line))


def _who(line: Change) -> str:
    return f"{line.who}, {say_date(line.at.date())}"
