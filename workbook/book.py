"""The workbook that a notebook opens: the plan, saving, sign-off and the pack."""

import json
import os
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date
from getpass import getuser
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from workbook import files
from workbook.calendar import asked_day
from workbook.errors import DatabaseRefused, NotFound, WorkbookError
from workbook.numerals import numerals_of
from workbook.quarter import Quarter
from workbook.scratch import scratch
from workbook.store import Edit, Store, address, database, exchange, signoff
from workbook.store.building import building
from workbook.store.neighbours import Found, look_round
from workbook.strategy import Plan, SignOff
from workbook.strategy.history import evening
from workbook.strategy.past import at_day
from workbook.strategy.quarters import require_known
from workbook.strategy.review.pack import signatory, still_runs
from workbook.wording import say_date

if TYPE_CHECKING:
    from pandas import DataFrame

    from workbook.pack.audiences import Audience
    from workbook.pack.brand import Brand
    from workbook.pack.prints import Print
    from workbook.pack.render import Order, Rendered
    from workbook.pack.report import Report
    from workbook.pack.run import Progress

__all__ = ["Workbook"]


class Workbook:
    """One business's strategy and its history."""

    def __init__(self, source: str, store: Store, who: str | None = None) -> None:
        self.source = source
        self.store = store
        self.who = who or os.environ.get("WORKBOOK_USER") or _user()
        self._plan: Plan | None = None

    @property
    def plan(self) -> Plan:
        """The plan as it stands now; what was saved since it was last asked for is read again."""
        self._plan = self.store.plan(self._plan)
        return self._plan

    def quarter(self, asked: Quarter | str) -> Quarter:
        """Return a quarter of this business, which may be asked for by its name.

        Raises:
            WorkbookError: it is no quarter, or one of a year that begins in another month.
        """
        calendar = self.plan.calendar
        if isinstance(asked, str):
            return calendar.quarter(asked)
        if (own := calendar.same_quarter(asked)) != asked:
            raise WorkbookError(
                f"The business year begins in another month: {asked.months} is no {asked} there. "
                f"It begins in {own.told}. Open the page again, or ask for that one."
            )
        return asked

    def plan_for(self, quarter: Quarter) -> Plan:
        """Return the plan as signed off for this quarter, or else as it stands now."""
        signed = self._signed(self.quarter(quarter))
        return signoff.frozen_plan(signed) if signed else self.plan

    def plan_as_of(self, day: date, quarter: Quarter | None = None) -> Plan:
        """Return the plan as it stood on the evening of a day (UTC), to report a quarter of then.

        Raises:
            NotFound: there was nothing for that quarter yet.
            WorkbookError: that day has not come, the journal does not tell how it was then, or the
                business year began in another month.
            DatabaseRefused: the workbook is damaged.
        """
        if self.plan.spoiled:
            raise DatabaseRefused(
                f"{next(iter(self.plan.spoiled.values()))} How it stood before is not told by a "
                "damaged workbook."
            )
        then = at_day(self.plan, day)
        if quarter is None:
            return then
        if (own := then.calendar.same_quarter(quarter)) != quarter:
            raise WorkbookError(
                f"On {say_date(day)} the business year still began in another month: "
                f"{quarter.months} was no quarter of it. Nearest to it was {own.told}."
            )
        require_known(then, quarter)
        return then

    def _signed(self, quarter: Quarter, as_of: date | None = None) -> SignOff | None:
        if being := os.environ.get("WORKBOOK_SIGNING"):
            signing = signoff.read(json.loads(Path(being).read_text(encoding="utf-8")))
            if signing.quarter == str(quarter):
                return signing
        return self.store.signed_off(quarter, evening(as_of) if as_of else None)

    def figures(self, quarter: Quarter | str) -> "DataFrame":
        """Return the figures of a quarter's pack, with their codes, values, methods and sources.

        Of a signed quarter they are those that were signed. The columns and their types are those
        of `workbook.insight.frames.figures_frame`.
        """
        from workbook.insight.frames import figures_frame

        asked = self.quarter(quarter)
        return figures_frame(self.plan_for(asked), asked)

    def readings(self) -> "DataFrame":
        """Return every reading, a row each; see `workbook.insight.frames.readings_frame`."""
        from workbook.insight.frames import readings_frame

        return readings_frame(self.plan)

    def table(self, name: str) -> "DataFrame":
        """Return the records of one kind, such as `initiative`, as they stand now.

        The columns and their types are those of `workbook.insight.frames.table_frame`.

        Raises:
            WorkbookError: there are no such records; it says which there are.
        """
        from workbook.insight.frames import table_frame

        return table_frame(self.plan, name)

    def save(self, edits: Sequence[Edit], reason: str = "") -> dict[str, int]:
        """Save edits in one transaction; see `workbook.store.Store.save`."""
        return self.store.save(edits, self.who, reason)

    def add(self, entity: Any, *, reason: str = "", **fields: Any) -> str:
        """Add one record at the end of its list and return its id."""
        id = str(uuid4())
        listed = () if entity.bulk else self.plan.all(entity)
        places = (record.position for record in listed)
        last = {"position": max(places, default=-1) + 1}
        self.save([Edit(entity, id, {**last, **fields})], reason)
        return id

    def hand_over(self, id: str, to: str) -> dict[str, int]:
        """Let all that refers to one record refer to another, and remove it, in one save."""
        return self.store.hand_over(id, to, self.who)

    def sign_off(  # noqa: PLR0913 -- what is signed, by whom, and as it stood when
        self,
        quarter: Quarter,
        by: str,
        *,
        early: bool = False,
        as_of: date | None = None,
        progress: "Progress | None" = None,
        notebook: Path | None = None,
    ) -> "Rendered":
        """Freeze a quarter and make its pack, which is printed again as it is now, byte for byte.

        `by` is the name of one of the plan's people. `early` signs a quarter that still runs.
        `as_of` is a past day: the quarter is frozen as the plan stood on its evening, and cover
        and journal say that it was signed later. Nobody can decide any more what was undecided
        then, so that this keeps nothing from being signed. `notebook` is a copy of the report
        notebook, with pages of one's own.

        Raises:
            WorkbookError: nobody is called so, the quarter still runs, or something unfinished is
                neither kept, modified nor abandoned; or the quarter is signed off already, or the
                journal does not tell how the workbook stood on that day. Nothing was signed.
            RenderFailed: the pack could not be made, so that there is nothing to sign.
        """
        from workbook.insight.review.unfinished import unfinished

        plan, quarter = self.plan, self.quarter(quarter)
        who = signatory(plan, by)
        if plan.spoiled:  # a signed pack would lack it for ever
            raise DatabaseRefused(f"{next(iter(plan.spoiled.values()))} Nothing was signed off.")
        if not as_of and (why := unfinished(plan, quarter).in_the_way):
            raise WorkbookError(f"{why} Nothing was signed off.")
        if not early and (why := still_runs(quarter, as_of or date.today())):
            raise WorkbookError(f"{why} Wait until then, or sign it off early all the same.")
        then = self._unsigned_then(quarter, as_of) if as_of else plan
        return self._sign(signoff.sign(then, quarter, who), progress, notebook)

    def _unsigned_then(self, quarter: Quarter, day: date) -> Plan:
        """Return the plan as it stood on a past day, for a quarter that nobody has signed off.

        It knows the sign-offs of how it stood by then, those among them too that were made later.
        """
        if signed := self.plan.sign_off(quarter):
            raise WorkbookError(
                f"{quarter.told} was {signed.told}: it stays as it was signed. Only a quarter that "
                "nobody has signed off is signed as of a past day."
            )
        if day == self.plan.today:
            raise WorkbookError(f"{say_date(day)} is today: sign it off without a day.")
        then = self.plan_as_of(day, quarter)
        known = (each for each in self.plan.signed_off if each.stood_at <= evening(day))
        return replace(then, signed_off=tuple(known))

    def _sign(
        self, signing: SignOff, progress: "Progress | None", notebook: Path | None
    ) -> "Rendered":
        from workbook.pack import render

        quarter = self.quarter(signing.quarter)
        folder = self.pack_file(quarter).parent
        with scratch() as private:
            path = private / "signing.json"
            files.put(path, json.dumps(signoff.write(signing)))
            order = replace(
                self._order(quarter), signing=path, template=notebook, brand=self.brand(folder)
            )
            # The pack takes its place only if the sign-off was kept, and is kept only if it can.
            with render.making(order, folder, progress) as (made, there):
                self.quarter(quarter)  # refused, if the year got another beginning meanwhile
                self.store.keep(signoff.printed(signing, made.document, made.files["pdf"]))
        return there

    def report(
        self,
        quarter: Quarter | str,
        as_of: date | str | None = None,
        audience: str = "",
        numbers: str = "",
    ) -> "Report":
        """Return the pages of a quarter's pack, to be shown one by one.

        `as_of` is a past day (or a text such as 2026-06-30): they are as they stood then.
        `audience` is who reads them: owner, board, team:NAME or person:NAME. `numbers` is the
        language in which numbers are written, such as de-CH, and British English by itself.

        Raises:
            WorkbookError: there is no such audience, language of numbers or past day.
        """
        from workbook.pack.audiences import audience as for_whom
        from workbook.pack.report import Report

        asked, day = self.quarter(quarter), asked_day(as_of)
        signed = self._signed(asked, day)
        if signed:
            plan, code = signoff.frozen_plan(signed), signed.code
        else:
            plan = self.plan_as_of(day, asked) if day else self.plan
            code = signoff.draft_code(plan)
        language = numerals_of(numbers).language
        return Report(plan, asked, code, for_whom(plan, audience), language)

    @property
    def file(self) -> Path | None:
        """The workbook's file; there is none for a database on a server."""
        return None if address.is_url(self.source) else Path(self.source)

    @property
    def folder(self) -> Path:
        """The folder of the workbook's file; your home, for a database on a server."""
        return self.file.parent if self.file else Path.home()

    def neighbours(self) -> Found:
        """Return the other workbooks in the same folder, by the name of their business.

        The name is empty where there is none yet, or the file cannot be read as a workbook.

        Raises:
            StorageFailed: the folder cannot be read.
        """
        found = look_round(self.folder, but=Path(self.source))
        named = sorted(
            found.glances.items(), key=lambda item: (item[1].business or item[0].stem).casefold()
        )
        return Found(dict(named), found.more)

    def pack_file(self, quarter: Quarter, as_of: date | None = None) -> Path:
        """Return where a quarter's PDF is kept: in `packs`, under the name of the workbook.

        Its months are in the name too, where the year does not begin in January; and the day, if
        it is as of a past one.
        """
        months = "" if quarter.begins == 1 else f"-{quarter.months.replace(' ', '-')}"
        then = f"-as-of-{as_of}" if as_of else ""
        return self.folder / "packs" / f"{address.stem(self.source)}-{quarter}{months}{then}.pdf"

    def pack(self, quarter: Quarter) -> "Print":
        """Return the PDF of a quarter: as it was signed off, or else as it was made last.

        Its note is a sentence where it had to be printed again, and is other bytes than were
        signed.

        Raises:
            NotFound: none was made, or it is no longer there.
            DatabaseRefused: what was signed off is no longer what is kept.
            RenderFailed: an export left it out, and this program cannot print it again.
        """
        from workbook.pack.prints import Print, print_of

        if signed := self.store.signed_off(self.quarter(quarter)):
            return print_of(signed)
        try:
            return Print(self.pack_file(quarter).read_bytes())
        except OSError:
            raise NotFound("The file is no longer there. Make the pack again.") from None

    def render(  # noqa: PLR0913, PLR0917 -- a pack has these versions
        self,
        quarter: Quarter,
        folder: str | Path,
        progress: "Progress | None" = None,
        as_of: date | None = None,
        formats: str = "pdf",
        audience: "Audience | None" = None,
        notebook: Path | None = None,
    ) -> "Rendered":
        """Make a quarter's pack in `folder`: its files, a manifest, the notebook behind them.

        `formats` are one or more of `workbook.pack.writers.WRITERS`, with commas: `pdf,html`.
        A quarter that was signed off is printed as it was signed: no notebook is run, and other
        formats are written from the pages that were signed. With `as_of`, a past day, all is as
        it stood on its evening; signed, if it was signed by then. A version for another `audience`
        than the owner is made of the pages that concern them, with the same figures. `notebook` is
        a copy of the report notebook, with pages of one's own; see `Report.own`.

        Raises:
            WorkbookError: there is no such format or audience, the journal does not tell how the
                workbook stood on that day, or pages of one's own are asked for in a pack that is
                signed.
            RenderFailed: the text names the section, and where the failed notebook was kept.
            DatabaseRefused: what was signed off is no longer what is kept.
        """
        from workbook.pack import render, writers

        wanted = writers.formats(formats)
        if as_of:
            self.plan_as_of(as_of, quarter)  # refused at once, and not by a page of the notebook
        if audience and audience.personal:
            self.report(quarter, as_of, str(audience))  # as is one whom the plan of then lacks
        order, place = self._order(self.quarter(quarter), as_of), Path(folder)
        signed = self.store.signed_off(quarter, evening(as_of) if as_of else None)
        brand = render.kept(signed, self._brand_folder(place)) if signed else self.brand(place)
        order = replace(order, formats=wanted, template=notebook, brand=brand)
        if audience and str(audience) != "owner":
            named = f"{order.name}{audience.in_file_name}"
            order = replace(order, name=named, audience=str(audience))
        elif signed:
            if notebook:
                raise WorkbookError(
                    f"{quarter.told} is signed off, and is printed as it was signed: no page can "
                    "be added to it. Ask for it without a notebook of your own."
                )
            return render.put(render.signed(signed, order), order, place)
        with render.making(order, place, progress) as (_, there):
            return there

    def brand(self, packs: Path | None = None) -> "Brand":
        """Return how the practice has its packs, as `brand.toml` beside the workbook says.

        A database on a server has nothing beside it: there the file is looked for in the folder in
        which the packs are written, `packs` in your home unless another is named.

        Raises:
            WorkbookError: something in `brand.toml` is not to be used; the sentence says what.
            StorageFailed: it, or the logo that it names, cannot be read.
        """
        from workbook.pack.brand import brand_in

        return brand_in(self._brand_folder(packs))

    def _brand_folder(self, packs: Path | None = None) -> Path:
        return self.file.parent if self.file else packs or self.folder / "packs"

    def _order(self, quarter: Quarter, as_of: date | None = None) -> "Order":
        from workbook.pack.render import Order

        name = self.pack_file(quarter, as_of).stem
        told, day = self.store.looked_through, str(as_of or "")
        return Order(self.source, str(quarter), name, self.file, as_of=day, looked_through=told)

    def take_along(self, to: str | Path) -> Path:
        """Write everything into a new file, which is a workbook of its own; return where it is.

        Raises:
            NotFound: there is no such folder.
            WorkbookError: there is a file of that name already, or it could not be written.
        """
        with building(Path(to)) as unfinished:
            if not self.store.copy_to(unfinished):  # a database on a server: by its records
                whole = Store(database.connect(str(unfinished), create=True))
                with closing(whole):
                    whole.restore(self.store.records())
        return Path(to)

    def export(self, folder: str | Path, *, pdfs: bool = True) -> Path:
        """Write everything as plain files and return their folder.

        Without `pdfs`, those of signed quarters are left out whose pages print to the same bytes:
        they are printed again when they are asked for. The others, of an older program, are kept.
        """
        from workbook.pack.prints import lean

        records = self.store.records()
        if not pdfs:
            records["sign_off"] = [lean(row) for row in records["sign_off"]]
        exchange.write(records, Path(folder), self.file)
        return Path(folder)

    def restore(self, folder: str | Path, *, edited: bool = False) -> int:
        """Fill this workbook, while it is empty, from an export; return the number of records.

        `edited` takes an export in which somebody changed files on purpose.
        """
        self._plan = None  # an export without a journal leaves the stamp as it was
        return self.store.restore(exchange.read(Path(folder), edited=edited))


def _user() -> str:
    try:
        return getuser()
    except (KeyError, OSError):  # no user database, as in some containers
        return "unknown"
