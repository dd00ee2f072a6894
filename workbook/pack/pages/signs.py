"""The five signs: what people say, what the workbook's data say, and what people recall."""

from collections.abc import Iterator, Mapping

from workbook.charts.signs import LEGEND, sign_bar
from workbook.insight.codes import codes
from workbook.insight.figure import Figure
from workbook.insight.position.signs import Signs, Standing, signs
from workbook.insight.position.signs_evidence import RULE, Data
from workbook.insight.position.signs_people import Seen, View
from workbook.insight.position.signs_recall import Recall, recall
from workbook.methods.agreement import FIRM_RATERS
from workbook.pack.blocks import (
    Block,
    Cell,
    Chart,
    Column,
    Heading,
    Prose,
    Section,
    Status,
    Table,
)
from workbook.pack.missing import missing
from workbook.quarter import Quarter
from workbook.strategy.plan import Plan
from workbook.strategy.position.signs import SCALE, SIGNS, SignsSurvey
from workbook.strategy.position.signs_recall import Recalled
from workbook.wording import capital, say_count, say_date, say_list

__all__ = ["page"]

_SHOWN = 5  # things beside the official list


def page(plan: Plan, quarter: Quarter) -> Section:
    """Return the page of the five signs and of blind recall."""
    found, heard = signs(plan, quarter), recall(plan, quarter)
    return Section(
        name="signs",
        optional=True,
        title="Signs of misalignment",
        lead=_lead(found, heard),
        blocks=[*_signs(found), *_recall(heard, codes(plan, quarter))],
    )


def _lead(found: Signs, heard: Recall) -> str:
    if found.survey:
        return next(iter(found.concerns), "Most people see none of the five signs.")
    if found.own:
        return "Nobody was asked yet: this is one person’s own view, beside the data."
    return heard.sentence or "Nobody has judged the five signs yet."


def _signs(found: Signs) -> Iterator[Block]:
    if not found.begun:
        yield missing(
            "signs",
            "Nobody has judged the five signs yet.",
            "Ask at least five people, without names, or give your own view.",
        )
        return
    yield Table(
        caption=_asked(found),
        columns=[
            Column("Sign", width=0.24),
            Column("People" if found.survey else "Own view", width=0.34),
            Column("What the data say", width=0.24),
            Column("Together", width=0.18),
        ],
        rows=[_row(each) for each in found.standings],
    )
    yield Prose(_note(found))


_FEW = "They are few, so nothing here is a test: look at the counts."


def _note(found: Signs) -> str:
    few = _answered(found.survey) < FIRM_RATERS if found.survey else False
    said = (LEGEND if found.survey else "", _FEW if few else "", RULE)
    return " ".join(filter(None, said))


def _answered(survey: SignsSurvey) -> int:
    return max(sum(survey.counts(sign)) for sign in SIGNS)


def _asked(found: Signs) -> str:
    survey = found.survey
    if survey is None:
        return ""
    of = f" of {survey.asked}" if survey.asked else ""
    return f"Asked on {say_date(survey.day)}: {_answered(survey)}{of} answered, without names"


def _row(each: Standing) -> list[str | Cell]:
    return [
        Cell(each.name, note=SIGNS[each.sign].statement),
        _people(each),
        f"{capital(each.evidence.told)}.",
        _together(each),
    ]


def _people(each: Standing) -> Cell:
    own = SCALE[str(each.own)] if each.own else ""
    if each.seen is None:
        return Cell(capital(own) or "Not said")
    beside = f"own view: {own[:1]}" if own else ""
    now, before = each.seen.now, each.seen.before
    if now is None:
        return Cell("Not shown", note=". ".join(filter(None, (each.seen.hidden, beside))))
    drawn = sign_bar(now, before)
    then = f"; {before.in_short} on {say_date(before.survey.day)}" if before else ""
    return Cell(
        f"{now.see_it}{then}",
        note="; ".join(filter(None, (f"mean {_mean(each.seen)}", each.seen.agreed, beside))),
        value=float(now.like_us),
        chart=Chart(drawn.svg, drawn.alt),
    )


def _mean(seen: Seen) -> str:
    mean, change = seen.figure("mean"), seen.figure("change")
    printed = mean.printed if mean else ""
    if change is None or not isinstance(change.value, float):
        return printed
    more = "+" if change.value > 0 else ""
    return f"{printed} ({more}{change.printed})"


_MARKS: dict[Data, Status] = {
    Data.SHOW: "bad",
    Data.IN_PART: "watch",
    Data.CLEAR: "good",
    Data.NONE: "none",
}
_BOTH: dict[tuple[View, Data], Status] = {
    (View.SEEN, Data.SHOW): "bad",
    (View.UNSEEN, Data.CLEAR): "good",
    (View.UNSEEN, Data.NONE): "none",
}


def _together(each: Standing) -> Cell:
    data = each.evidence.data
    if each.view is None:
        return Cell(capital(data), status=_MARKS[data])
    return Cell(each.verdict, status=_BOTH.get((each.view, data), "watch"))


def _recall(heard: Recall, codes: Mapping[str, str]) -> Iterator[Block]:
    if heard.newest is None:
        return
    yield Heading("What comes to mind")
    kept = heard.newest
    of = f" of {kept.asked} asked" if kept.asked else ""
    who = "One person" if heard.alone else f"{kept.people}{of}"
    asked = f"{who} wrote down the top three on {say_date(kept.day)}, without looking."
    figures = [f"{each.label.lower()} {each.printed} ({codes[each.id]})" for each in _whole(heard)]
    scored = capital(f"{say_list(figures)}.") if figures else ""
    yield Prose(" ".join(filter(None, (asked, scored, _others(heard)))))
    if heard.official:
        yield Table(
            caption="",
            columns=[Column("On the official list", width=0.8), Column("Named by", "right", 0.2)],
            rows=[
                [Cell(each.name, code=codes[figure.id]), f"{figure.printed} of {kept.people}"]
                for each, figure in heard.official
            ],
        )


def _whole(heard: Recall) -> Iterator[Figure]:
    return (each for each in heard.figures if not each.id.startswith("recall.named."))


def _others(heard: Recall) -> str:
    """Return what else people named; what one alone named is only counted."""
    told = [_named(each) for each in heard.others[:_SHOWN]]
    more = len(heard.others) - _SHOWN
    if more > 0:
        told.append(f"{say_count(more)} more")
    if heard.once:
        told.append(f"{say_count(heard.once, 'thing')} that one person alone named")
    return f"Beside the list: {say_list(told)}." if told else ""


def _named(each: Recalled) -> str:
    return f"“{each.name}” ({each.named_by})" if each.named_by > 1 else f"“{each.name}”"
