"""A pack's files, figures and pages, each made again from the plan that the PDF carries.

What agreeing proves: the attached plan gives the attached figures and readings, by the rules of
this program; each page of a chapter is what that plan gives; the words of each page, and what it is
drawn from, are what the attached pages print. So a digit, a page, a chart or a file that was
changed by itself is found.

What it does not prove: that the plan is the business's. Whoever has the program can make another
plan, and a pack that agrees with it. Only the code on the cover settles that, held against the
sign-off in the workbook, or against a copy of the PDF that was kept elsewhere. A page of one's own
that a notebook added is compared with its data, but nothing computes it again.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from importlib.metadata import version
from itertools import zip_longest
from typing import Any

from workbook import jsontext
from workbook.errors import InvalidEntry, RenderFailed, WorkbookError
from workbook.numerals import numerals_of
from workbook.pack.attached import CRATE, FINDINGS, PLAN, READINGS
from workbook.pack.audiences import BOARD, labelled
from workbook.pack.blocks import Section
from workbook.pack.gather import composed, without_left_out
from workbook.pack.packing import text_of
from workbook.pack.pages import PAGES
from workbook.pack.printing.typeset import print_again, taken_apart
from workbook.pack.proof.account import Account
from workbook.pack.proof.pages import differences
from workbook.pack.proof.reader import Read, read
from workbook.pack.reading import look_of
from workbook.pack.report import Report
from workbook.store import frozen, signoff
from workbook.store.upgrades import FORMAT
from workbook.strategy.plan import SignedOff
from workbook.typefaces import face_of, family
from workbook.wording import say_list

__all__ = ["examine"]

_PAGES_FILE = "pages.json"
_FILES = (FINDINGS, READINGS, PLAN, CRATE, _PAGES_FILE)
_NAMED = 10  # figures that are named one by one


def examine(pdf: bytes) -> Account:
    """Return what agrees in a pack, and what does not.

    Raises:
        RenderFailed: it is no pack, or one that this program cannot read.
    """
    given = read(pdf)
    if not set(given.files) & {FINDINGS, PLAN}:
        _refuse_personal(given)
        raise RenderFailed(
            "it carries no figures and no plan: it is no pack of this program, or another program "
            "took them out."
        )
    odd = tuple(_odd(given))
    if not {FINDINGS, PLAN} <= set(given.files):
        return Account(troubles=odd)
    files = {name: texts[0] for name, texts in given.files.items() if name in _FILES}
    try:
        pack = _Pack(files, _report(files), _figures(files))
    except (KeyError, TypeError, AttributeError, ValueError, InvalidEntry) as error:
        why = f"What it carries cannot be read as a plan and its figures: {error!r:.200}."
        return Account(troubles=(*odd, why))
    return _account(pack, given, pdf, odd)


_PERSONAL = re.compile(r"(For [^·\n]+?)\s*·\s*Pack code")


def _refuse_personal(given: Read) -> None:
    """Say of a version for a team or a person what to check in its place."""
    version = _PERSONAL.search("\n".join(given.pages))
    if version and version[1] != BOARD.label:
        raise RenderFailed(
            f"it is the version “{version[1]}”, which carries nothing to check it by, so that it "
            "can be given to them. Check the owner's pack of that quarter, which has these figures."
        )


def _odd(given: Read) -> Iterator[str]:
    for name in _FILES:
        if name not in given.files:
            yield f"It lacks the file {name}, which every pack carries."
        elif len(given.files[name]) > 1:
            yield f"It carries {name} more than once."
    for name in given.files:
        if name not in _FILES:
            yield f"It carries a file that no pack does: {name[:80]}."


def _report(files: Mapping[str, str]) -> Report:
    """Return the pages of the attached plan, looked at on the day on which they were made."""
    facts, kept = jsontext.kept(files[FINDINGS]), jsontext.kept(files[PLAN])
    if kept["format"] > FORMAT:
        raise RenderFailed("a newer version of this program made it. Update the program.")
    signed = tuple(SignedOff(**each) for each in facts["signed_off"])
    today = date.fromisoformat(facts["as_of"])
    past = date.fromisoformat(facts["past_day"]) if "past_day" in facts else None
    plan = replace(frozen.thaw(kept), signed_off=signed, today=today, as_of=past)
    quarter = plan.calendar.quarter(facts["quarter"])
    own = plan.sign_off(quarter)
    pages = jsontext.kept(files[_PAGES_FILE]) if _PAGES_FILE in files else {}
    cover = pages.get("cover", {})
    whom, language = (str(cover.get(name, "")) for name in ("audience", "numbers"))
    code = own.code if own else signoff.draft_code(plan)
    return Report(plan, quarter, code, labelled(whom), _known(language))


def _known(language: str) -> str:
    """Return a language of numbers; British English for one that nobody has, as no pack says it."""
    try:
        return numerals_of(language).language
    except WorkbookError:
        return ""


def _figures(files: Mapping[str, str]) -> dict[str, Mapping[str, Any]]:
    return {figure["id"]: figure for figure in jsontext.kept(files[FINDINGS])["figures"]}


@dataclass(frozen=True)
class _Pack:
    """What the files of a pack say, and what this program makes of the plan among them."""

    files: Mapping[str, str]
    report: Report
    figures: Mapping[str, Mapping[str, Any]]

    @cached_property
    def sources(self) -> Section:
        """The page of sources, made again from the plan."""
        return self.report.sources()

    @cached_property
    def again(self) -> dict[str, str]:
        """The files, made again from the plan."""
        return {each.name: text_of(each.packed) for each in self.sources.attachments}

    @cached_property
    def foot(self) -> str:
        """What the practice has at the foot of every page; empty where it has nothing."""
        pages = self.files.get(_PAGES_FILE)
        return look_of(jsontext.kept(pages)).footer if pages else ""

    @cached_property
    def program(self) -> str:
        """The version of the program that made it."""
        return str(jsontext.kept(self.files[FINDINGS]).get("program", ""))


def _account(pack: _Pack, given: Read, pdf: bytes, odd: Sequence[str]) -> Account:
    report, signed = pack.report, pack.report.plan.sign_off(pack.report.quarter)
    wrong = dict(_wrong(pack, given))
    named = [*wrong.values()][:_NAMED]
    if more := len(wrong) - len(named):
        named.append(f"And {more:,} more figures.")
    pages, notes = _pages(pack, given, pdf)
    return Account(
        quarter=str(report.quarter),
        code=report.code,
        signed=signed.told if signed else "",
        plan=signoff.plan_hash(pack.files[PLAN]),
        figures=len(pack.figures),
        agreeing=len(set(pack.figures) - set(wrong)),
        troubles=(*odd, *named, *_other_files(pack), *_code(pack, signed), *pages),
        notes=tuple(notes),
    )


def _wrong(pack: _Pack, given: Read) -> Iterator[tuple[str, str]]:
    """Yield each figure that does not agree, by its id, and a sentence."""
    right = _figures(pack.again)
    bodies = (_body(page, pack.foot) for page in given.pages)
    text = _squeezed((*given.pages, *bodies))
    lines = dict(_lines(pack))
    for id, figure in {**right, **pack.figures}.items():
        name = f"{figure.get('code')}, {figure.get('label')}"
        if id not in right:
            yield id, f"{name}: it is attached, and the plan gives no such figure."
        elif id not in pack.figures:
            yield id, f"{name}: the plan gives it, and it is not attached."
        elif figure != right[id]:
            said = f"attached is {figure.get('printed')}, the plan gives {right[id]['printed']}"
            alike = figure.get("printed") == right[id]["printed"]
            yield id, f"{name}: {'how it is found differs' if alike else said}."
        elif (line := lines.get(str(figure["code"]), "")) and _squeezed([line]) not in text:
            yield id, f"{name}: its line on the page of sources is not “{line}”."


def _squeezed(words: Iterable[str]) -> str:
    return "".join("".join(words).split())


def _body(page: str, foot: str) -> str:
    """Return a page without its head and foot, which stand in a line that runs on to the next.

    Above the last line is a `foot` of the practice's own, if it has one.
    """
    lines, own = page.splitlines()[1:-1], _squeezed([foot])
    while own and lines and own.endswith(_squeezed(lines[-1:])):
        own = own.removesuffix(_squeezed([lines.pop()]))
    return "\n".join(lines)


def _lines(pack: _Pack) -> Iterator[tuple[str, str]]:
    """Yield code, label and value as the page of sources prints them, by their code."""
    for block in pack.sources.blocks:
        for row in getattr(block, "rows", ()) if getattr(block, "index", False) else ():
            code, _, label, value, _ = (
                each if isinstance(each, str) else each.text for each in row
            )
            yield code, f"{code} {label} {value}"


def _other_files(pack: _Pack) -> Iterator[str]:
    """Yield what differs in the files beside the figures."""
    for name in (READINGS, PLAN, CRATE):
        given, right = pack.files.get(name, pack.again[name]), pack.again[name]
        older = name == PLAN and jsontext.kept(given)["format"] < FORMAT
        if given == right or older or (name == CRATE and pack.program != _PROGRAM):
            continue
        lines = zip_longest(given.splitlines(), right.splitlines(), fillvalue="")
        number, (ours, theirs) = next(
            ((n, pair) for n, pair in enumerate(lines, 1) if pair[0] != pair[1]), (1, ("", ""))
        )
        where = "" if name == PLAN else f" Line {number}: “{ours[:80]}” for “{theirs[:80]}”."
        yield f"{name} is not what the plan gives: it was changed or swapped.{where}"


def _code(pack: _Pack, signed: SignedOff | None) -> Iterator[str]:
    if signed and signed.code != signoff.signed_code(pack.files[PLAN].encode(), signed):
        yield (
            f"The code {signed.code} is not that of this plan, signed off by {signed.who}: the "
            "plan, the name, the day or the code was changed."
        )


_PROGRAM = version("strategy-workbook")


def _pages(pack: _Pack, given: Read, pdf: bytes) -> tuple[list[str], list[str]]:
    """Return what differs in the pages, and what about them cannot be proven."""
    troubles: list[str] = []
    notes: list[str] = []
    if pack.program != _PROGRAM:
        notes.append(
            f"Version {pack.program[:20]} of the program made it, and this is {_PROGRAM}: what "
            "they do otherwise is told as a difference."
        )
    if _PAGES_FILE not in pack.files:
        return troubles, notes
    try:
        document = jsontext.kept(pack.files[_PAGES_FILE])
        troubles += _sections(pack, document, notes)
        if lacking := _face(document):
            return [*troubles, lacking], notes
        texts = {each["name"]: pack.files.get(each["name"], "") for section in document["sections"]
                 for each in section["attachments"]}  # fmt: skip
        printed = print_again(pack.files[_PAGES_FILE], texts)
        right = given if printed == pdf else read(printed)
    except (KeyError, TypeError, AttributeError, ValueError, WorkbookError) as error:
        return [*troubles, f"{_PAGES_FILE} cannot be printed: {str(error)[:200]}"], notes
    return [*troubles, *differences(given, right)], notes


def _face(document: Mapping[str, Any]) -> str:
    """Say that this machine has not the typeface of the pack, without which pages are others."""
    look = look_of(document)
    found = family(look.font) if look.font else None
    if not look.font or (found and face_of(found) == look.face):
        return ""
    has = "another version of it" if found else "no such font"
    return (
        f"Its pages cannot be compared here: they are set in “{look.font[:80]}”, and this computer "
        f"has {has}. Examine it where it was made, or install that font."
    )


def _sections(pack: _Pack, document: Mapping[str, Any], notes: list[str]) -> Iterator[str]:
    """Yield the pages whose data are not what the plan gives."""
    report = pack.report
    parts = (report.cover(), report.for_you(), *(getattr(report, name)() for name in PAGES))
    whole, _ = taken_apart(composed([part.to_json() for part in parts]))
    right = jsontext.kept(whole)
    if not _same(document["cover"], right["cover"]):
        yield "The cover is not what the plan gives."
    ours = {section["name"]: section for section in document["sections"]}
    for section in right["sections"]:
        name, title = section["name"], section["title"]
        if name not in ours:
            notes.append(f"“{title}” was left out of this pack.")
        elif not _same(ours.pop(name), section):
            yield f"The data of the page “{title}” are not what the plan gives."
    if ours:
        own = say_list([f"“{section['title'][:80]}”" for section in ours.values()])
        notes.append(f"Not computed by the program, but added to the report: {own}.")


def _same(given: Mapping[str, Any], right: Mapping[str, Any]) -> bool:
    # Where a page begins, and what the last one says is left out, depends on the other pages.
    def of_itself(part: Mapping[str, Any]) -> Mapping[str, Any]:
        return {**part, "new_page": None, "blocks": without_left_out(part.get("blocks") or [])}

    return of_itself(given) == of_itself(right)
