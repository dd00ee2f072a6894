"""Looking back on a quarter and choosing what comes next."""

from datetime import date
from pathlib import Path

from tests.pack.brand.making import lay
from tests.signed import sign_off
from tests.steps.visit import add, every, form, offered, read, row, save, table, text
from tests.widgets.said import tell, typed
from workbook import Quarter, Workbook, open_workbook, pages
from workbook.insight.review.doubts import doubts
from workbook.steps.packs import PackMaker
from workbook.steps.review.signing import Signing
from workbook.steps.reviewing import Reviewing
from workbook.store import Edit
from workbook.strategy import KPI, Action, Priority, Reading, Review, Source, Win
from workbook.widgets import Page

Q2, Q3 = Quarter.parse("2025-Q2"), Quarter.parse("2025-Q3")


def visit(book: Workbook, quarter: Quarter = Q3) -> Reviewing:
    """Open the page of a quarter."""
    return pages.review(book, quarter)


def maker_of(page: Page) -> PackMaker:
    [found] = (w for w in every([page.open_chapter("pack")]) if isinstance(w, PackMaker))
    return found


def sign_off_of(page: Page) -> Signing:
    [found] = (w for w in every([page.open_chapter("pack")]) if isinstance(w, Signing))
    return found


def read_off(page: Page, value: str, start: str = "2025-07-01", kpi: str = "loaves") -> None:
    """Type what a KPI showed in a month."""
    typed(table(page, "month"), start, kpi, value)


def readings(book: Workbook) -> dict[str, float]:
    return {reading.start.isoformat(): reading.value for reading in book.plan.all(Reading)}


def test_a_monthly_kpi_has_a_row_for_each_month(started: Workbook) -> None:
    page = visit(started)
    rows = table(page, "month")
    assert [row["cells"]["period"] for row in rows.rows] == ["July", "August", "September"]
    assert [column["label"] for column in rows.columns] == ["Month", "Loaves (loaves)"]
    read_off(page, "24")
    read_off(page, "29.5", "2025-09-01")
    save(page)
    assert readings(open_workbook(started.source)) == {"2025-07-01": 24, "2025-09-01": 29.5}


def test_a_reading_can_be_corrected_and_taken_away_again(started: Workbook) -> None:
    page = visit(started)
    for value in ("24", "25"):
        read_off(page, value)
        save(page)
    assert readings(started) == {"2025-07-01": 25}
    read_off(page, "")
    save(page)
    assert readings(started) == {}
    assert page.bar.state == "saved"


def test_a_column_copied_from_a_spreadsheet_fills_the_months_of_a_kpi(started: Workbook) -> None:
    page = visit(started)
    block = [["24"], ["31"], ["29.5"], ["33"]]  # one more than there are months
    tell(table(page, "month"), "paste", id="2025-07-01", name="loaves", block=block)
    save(page)
    assert readings(started) == {"2025-07-01": 24, "2025-08-01": 31, "2025-09-01": 29.5}
    assert len(table(page, "month").rows) == 3


def test_a_block_copied_with_its_months_keeps_the_names_of_the_months(started: Workbook) -> None:
    page = visit(started)
    block = [["Jul 25", "24"], ["Aug 25", "31"]]
    tell(table(page, "month"), "paste", id="2025-07-01", name="period", block=block)
    save(page)
    assert readings(started) == {"2025-07-01": 24, "2025-08-01": 31}
    assert [row["cells"]["period"] for row in table(page, "month").rows][:2] == ["July", "August"]


def test_a_reading_that_is_no_number_is_told_so_and_not_saved(started: Workbook) -> None:
    page = visit(started)
    read_off(page, "about 30")
    save(page)
    assert page.bar.state == "problem"
    assert readings(started) == {}


def test_a_reading_that_is_too_large_is_refused_beside_its_cell(started: Workbook) -> None:
    page = visit(started)
    read_off(page, "1e300")
    read_off(page, "31", "2025-08-01")
    save(page)
    assert list(row(page, "month", "2025-07-01")["problems"]) == ["loaves"]
    assert readings(started) == {"2025-08-01": 31}


def test_two_people_who_type_the_same_reading_choose_between_both(started: Workbook) -> None:
    hers, his = visit(started), visit(open_workbook(started.source))
    read_off(hers, "24")
    read_off(hers, "31", "2025-08-01")
    save(hers)
    read_off(his, "42")
    save(his)
    [contest] = his.bar.contests
    assert contest["title"] == "“July”"
    assert [(f["label"], f["mine"], f["theirs"]) for f in contest["fields"]] == [
        ("Loaves (loaves)", "42", "24")
    ]
    assert readings(started)["2025-07-01"] == 24
    tell(his.bar, "resolve", id=contest["id"], name="loaves", side="mine")
    assert readings(started) == {"2025-07-01": 42, "2025-08-01": 31}


def test_two_people_who_type_different_kpis_of_a_month_are_both_kept(started: Workbook) -> None:
    started.save([Edit(KPI, "rolls", {"name": "Rolls", "position": 1})])
    hers, his = visit(started), visit(open_workbook(started.source))
    read_off(hers, "24")
    save(hers)
    read_off(his, "80", kpi="rolls")
    save(his)
    assert his.bar.contests == []
    found = {(r.kpi_id, r.value) for r in started.plan.all(Reading)}
    assert found == {("loaves", 24), ("rolls", 80)}


def test_a_reading_that_is_missing_leads_to_its_cell(started: Workbook) -> None:
    started.save([Edit(KPI, "rolls", {"name": "Rolls", "position": 1})])
    page = visit(started)
    read_off(page, "24")
    save(page)
    stop = next(stop for stop in page.standing.chapters if stop.name == "readings")
    [(_, address)] = stop.missing
    *_, period, kpi = address.split("/")
    assert row(page, "month", period)["cells"][kpi] == ""
    assert (period, kpi) == ("2025-07-01", "rolls")


def test_a_kpi_added_in_another_tab_has_its_column_at_once(started: Workbook) -> None:
    page = visit(started)
    read_off(page, "24")
    save(page)
    open_workbook(started.source).save([Edit(KPI, "rolls", {"name": "Rolls", "position": 1})])
    tell(page.bar, "check")
    labels = [column["label"] for column in table(page, "month").columns]
    assert labels == ["Month", "Loaves (loaves)", "Rolls"]
    assert row(page, "month", "2025-07-01")["cells"]["loaves"] == "24"
    read_off(page, "80", kpi="rolls")
    save(page)
    assert len(started.plan.all(Reading)) == 2


def test_what_is_being_typed_is_kept_when_a_column_comes(started: Workbook) -> None:
    page = visit(started)
    read_off(page, "24")
    open_workbook(started.source).save([Edit(KPI, "rolls", {"name": "Rolls", "position": 1})])
    tell(page.bar, "check")
    assert row(page, "month", "2025-07-01")["cells"]["loaves"] == "24"
    save(page)
    assert readings(started) == {"2025-07-01": 24}


def test_nothing_is_typed_over_unseen_when_a_column_comes(started: Workbook) -> None:
    page, other = visit(started), visit(open_workbook(started.source))
    read_off(page, "42")
    read_off(other, "24")
    save(other)
    started.save([Edit(KPI, "rolls", {"name": "Rolls", "position": 1})])
    tell(page.bar, "check")
    save(page)
    [contest] = page.bar.contests
    assert [(f["mine"], f["theirs"]) for f in contest["fields"]] == [("42", "24")]
    assert readings(started) == {"2025-07-01": 24}


TILL = {"name": "till.csv", "imported_at": "2025-10-01T08:00:00Z"}


def given(started: Workbook, *starts: str) -> None:
    """Take readings of the loaves from a file."""
    taken = [{"kpi_id": "loaves", "start": s, "value": 24, "source_id": "till"} for s in starts]
    edits = [Edit(Reading, f"r{n}", fields) for n, fields in enumerate(taken)]
    started.save([Edit(Source, "till", TILL), *edits])


def test_readings_from_a_file_are_shown_and_not_typed_over(started: Workbook) -> None:
    started.save([Edit(KPI, "rolls", {"name": "Rolls", "position": 1})])
    given(started, "2025-07-01")
    page = visit(started)
    july, august, _ = table(page, "month").rows
    assert (july["cells"]["loaves"], july["fixed"], august["fixed"]) == ("24", ["loaves"], [])
    assert "Loaves 1 24 loaves (July 2025) till.csv" in text(page)
    read_off(page, "99")
    save(page)
    assert readings(started) == {"2025-07-01": 24}


def test_what_files_fill_for_every_kpi_is_not_asked_for(started: Workbook) -> None:
    given(started, "2025-07-01")
    months = [row["cells"]["period"] for row in table(visit(started), "month").rows]
    assert months == ["August", "September"]


def test_a_kpi_that_files_fill_has_no_column(started: Workbook) -> None:
    started.save([Edit(KPI, "rolls", {"name": "Rolls", "position": 1})])
    given(started, "2025-07-01", "2025-08-01", "2025-09-01")
    columns = [column["name"] for column in table(visit(started), "month").columns]
    assert columns == ["period", "rolls"]


def test_a_day_before_the_last_one_of_a_file_was_a_closed_one(book: Workbook) -> None:
    taken = {"kpi_id": "till", "start": "2025-09-28", "value": 120, "source_id": "till.csv"}
    book.save([Edit(KPI, "till", {"name": "Tickets", "frequency": "day"})])
    book.save([Edit(Source, "till.csv", TILL), Edit(Reading, "day", taken)])
    days = [row["cells"]["period"] for row in table(visit(book), "day").rows]
    assert days == ["29 September", "30 September"]


def test_a_file_that_came_while_somebody_typed_is_not_typed_over(started: Workbook) -> None:
    page = visit(started)
    read_off(page, "42")
    given(open_workbook(started.source), "2025-07-01")
    save(page)
    assert readings(started) == {"2025-07-01": 24}
    assert page.bar.state != "saved"


def test_names_are_shown_as_people_typed_them(started: Workbook) -> None:
    kept = started.plan.all(KPI)[0]
    started.save([Edit(KPI, kept.id, {"name": "<b>Loaves</b> & more"}, kept.version)])
    given(started, "2025-07-01")
    assert "&lt;b&gt;Loaves&lt;/b&gt; &amp; more" in read(visit(started))


def test_a_period_is_asked_for_once_it_is_over(started: Workbook) -> None:
    running = Quarter.of(date.today()).next
    page = visit(started, running)
    assert table(page, "month").rows == []
    assert "can be given on" in text(page)


def test_a_daily_kpi_has_a_row_for_each_day_with_room_for_a_note(book: Workbook) -> None:
    book.save([Edit(KPI, "till", {"name": "Tickets", "frequency": "day"})])
    page = visit(book)
    days = table(page, "day")
    assert len(days.rows) == 92
    typed(days, "2025-07-03", "till", "120")
    typed(days, "2025-07-03", "till.note", "Street fair")
    save(page)
    [kept] = book.plan.all(Reading)
    assert (kept.start, kept.value, kept.note) == (date(2025, 7, 3), 120, "Street fair")


def test_a_workbook_without_kpis_says_where_to_add_one(book: Workbook) -> None:
    assert "There is no KPI yet." in text(visit(book))


def test_what_was_agreed_last_quarter_gets_its_outcome(started: Workbook) -> None:
    agreed = {"quarter": str(Q2), "name": "Sign the lease", "owner_id": "maya"}
    started.save([Edit(Action, "lease", agreed)])
    page = visit(started)
    actions = table(page, "action")
    assert [r["cells"]["name"] for r in actions.rows] == ["Sign the lease"]
    typed(actions, "lease", "status", "done")
    typed(actions, "lease", "result", "Signed on 3 August")
    save(page)
    kept = started.plan.all(Action)[0]
    assert (kept.status, kept.result, kept.quarter) == ("done", "Signed on 3 August", "2025-Q2")


def test_words_wins_priorities_and_actions_belong_to_the_quarter(started: Workbook) -> None:
    page = visit(started)
    form(page, "headline").fields["headline"].value = "Cafés doubled."
    add(page, "win", name="No bread thrown away", person_id="tom")
    add(page, "priority", name="Get the oven baking")
    assert offered(page, "action", "priority_id") == ["Get the oven baking"]
    add(page, "action", name="Sign the lease", due="2025-12-01", owner_id="maya")
    plan = open_workbook(started.source).plan
    assert plan.only(Review, Q3).headline == "Cafés doubled."  # type: ignore[union-attr]
    for entity in (Win, Priority, Action):
        assert [record.quarter for record in plan.all(entity)] == ["2025-Q3"]


def test_only_priorities_of_this_review_are_offered(started: Workbook) -> None:
    started.add(Priority, quarter=str(Q2), name="Last quarter's")
    assert offered(visit(started), "action", "priority_id") == []


def test_another_quarter_keeps_what_is_typed_but_not_saved(started: Workbook) -> None:
    started.add(Review, quarter="2025-Q1", headline="Cold.")
    frame = pages.review(started, Q3)
    read_off(frame, "about 30")
    frame.chooser.value = str(Q2)
    assert row(frame, "month", "2025-04-01")["cells"]["loaves"] == ""
    assert "What you agreed in 2025-Q1" in read(frame)
    frame.chooser.value = str(Q3)
    assert row(frame, "month", "2025-07-01")["cells"]["loaves"] == "about 30"


def test_leaving_a_quarter_saves_what_can_be_saved(started: Workbook) -> None:
    started.add(Review, quarter="2025-Q1", headline="Cold.")
    frame = pages.review(started, Q3)
    form(frame, "headline").fields["headline"].value = "Cafés doubled."
    frame.chooser.value = str(Q2)
    assert started.plan.only(Review, Q3).headline == "Cafés doubled."  # type: ignore[union-attr]


def test_a_sign_off_freezes_the_quarter_and_the_page_says_so(started: Workbook) -> None:
    page = visit(started)
    form(page, "headline").fields["headline"].value = "Cafés doubled."
    signing = sign_off_of(page)
    signing.button.click()
    assert signing.who.options == ("Choose a name", "Maya", "Tom")
    signing.confirm.click()
    assert "Not signed off yet. Choose who signs." in text(signing)
    signing.sign("Maya")
    assert "Signed off on" in text(signing)
    assert "by Maya." in text(signing)
    assert "stays as it was" in text(page)
    started.save([Edit(Review, *_review(started, "Something else"))])
    assert started.plan_for(Q3).only(Review, Q3).headline == "Cafés doubled."  # type: ignore[union-attr]
    assert started.pack(Q3).pdf == started.pack_file(Q3).read_bytes()


def test_a_quarter_that_still_runs_is_asked_about_before_it_is_signed(started: Workbook) -> None:
    running = Quarter.of(date.today())
    signing = sign_off_of(visit(started, running))
    signing.button.click()
    assert f"{running} runs until" in text(signing)
    signing.leave.click()
    assert started.plan.sign_off(running) is None


def test_the_link_opens_what_was_signed_whatever_lies_in_the_folder(started: Workbook) -> None:
    sign_off(started, Q3)
    path = started.pack_file(Q3)
    path.parent.mkdir()
    path.write_bytes(b"%PDF-a draft of somebody")
    assert started.pack(Q3).pdf == b"%PDF-signed"


def _review(book: Workbook, headline: str) -> tuple[str, dict[str, str], int]:
    kept = book.plan.all(Review)[0]
    return kept.id, {"headline": headline}, kept.version


def test_nothing_is_signed_off_while_something_is_not_saved(started: Workbook) -> None:
    page = visit(started)
    read_off(page, "about 30")
    sign_off_of(page).button.click()
    assert started.plan.sign_off(Q3) is None
    assert "Not signed off yet." in text(sign_off_of(page))


def test_no_pack_is_made_while_an_answer_is_refused_and_it_says_which(started: Workbook) -> None:
    page = visit(started)
    read_off(page, "about 30")
    maker = maker_of(page)
    maker.button.click()
    assert "Not made yet. “Loaves” of “Each month” needs another look" in text(maker)
    assert not maker.path.exists()
    assert maker.button.disabled is False


def test_no_pack_is_made_while_two_versions_wait_for_a_choice(started: Workbook) -> None:
    hers_and_his = visit(started), visit(started)
    for page in hers_and_his:
        page.open_chapter("lessons")
    for page, words in zip(hers_and_his, ("Cafés doubled.", "A quiet quarter."), strict=True):
        form(page, "headline").fields["headline"].value = words
        save(page)
    maker = maker_of(hers_and_his[1])
    maker.button.click()
    assert "Not made yet. Somebody else changed “A quiet quarter.” too: “Headline”." in text(maker)
    assert not maker.path.exists()


def test_a_pack_that_cannot_be_made_says_so_and_can_be_tried_again(started: Workbook) -> None:
    in_the_way = Path(started.source).parent / "packs"
    in_the_way.write_text("not a folder")
    maker = maker_of(visit(started))
    maker.make()
    assert "is a file where a folder has to be" in text(maker)
    assert maker.button.disabled is False


def test_the_brand_that_a_pack_is_made_in_is_told_beside_the_button(started: Workbook) -> None:
    assert "brand" not in text(maker_of(visit(started)))
    lay(started.folder, 'accent = "#7a1f4d"', 'numbers = "de-CH"')
    told = "In your brand: the colour #7a1f4d and numbers as in de-CH."
    assert told in text(maker_of(visit(started)))


def test_a_brand_that_cannot_be_used_is_told_before_and_after_the_button(started: Workbook) -> None:
    lay(started.folder, 'logo = "gone.png"')
    maker = maker_of(visit(started))
    assert "there is no file gone.png beside it" in text(maker)
    maker.make()
    assert text(maker).count("there is no file gone.png beside it") == 1
    assert not maker.path.exists()


def test_a_pack_made_before_can_be_opened(started: Workbook) -> None:
    path = Path(started.source).parent / "packs" / "rise-bakery-2025-Q3.pdf"
    path.parent.mkdir()
    path.write_bytes(b"%PDF-made before")
    maker = maker_of(visit(started))
    [link] = [child for child in maker.children if hasattr(child, "label")]
    sent: list[tuple[object, list[bytes]]] = []
    link.send = lambda content, buffers: sent.append((content, buffers))
    link._handle_custom_msg({"type": "hello"}, [])
    assert sent == [({"type": "file", "sentence": ""}, [b"%PDF-made before"])]
    assert link.name == "rise-bakery-2025-Q3.pdf"


def test_a_page_opens_on_the_quarter_to_review_now(started: Workbook) -> None:
    started.add(Review, quarter="2025-Q1", headline="Cold.")
    assert pages.review(started).chooser.value == "2025-Q1"


def asked_again(page: Page) -> list[str]:
    """Return what the page asks about readings that look like a slip."""
    return [entry["cells"]["asked"] for entry in table(page, "reading").rows]


def test_a_reading_that_looks_like_a_slip_is_kept_and_asked_about_once(started: Workbook) -> None:
    page = visit(started)
    read_off(page, "74", "2025-07-01")
    save(page)
    assert asked_again(page) == []
    read_off(page, "740", "2025-08-01")
    save(page)
    assert readings(started) == {"2025-07-01": 74, "2025-08-01": 740}
    told = "Loaves reads 740 loaves for August 2025, and before it 74 loaves."
    assert asked_again(page) == [told]
    again = table(page, "reading")
    typed(again, again.rows[0]["id"], "note", "The fair was in town.")
    save(page)
    [answered] = again.rows
    assert (answered["cells"]["note"], page.bar.state) == ("The fair was in town.", "saved")
    assert readings(started)["2025-08-01"] == 740
    assert doubts(started.plan, Q3, started.plan.all(KPI)[0]) == ()


def test_a_slip_that_is_put_right_is_asked_about_no_more(started: Workbook) -> None:
    page = visit(started)
    read_off(page, "74", "2025-07-01")
    save(page)
    read_off(page, "740", "2025-08-01")
    save(page)
    read_off(page, "74", "2025-08-01")
    save(page)
    assert asked_again(page) == []


def test_the_last_value_stands_beside_the_name_of_a_kpi(started: Workbook) -> None:
    started.add(Reading, kpi_id="loaves", start="2025-06-01", value=71)
    columns = {column["name"]: column for column in table(visit(started), "month").columns}
    assert columns["loaves"]["help"].startswith("Last 71 loaves")


def test_a_fourth_priority_is_warned_of_beside_the_table(started: Workbook) -> None:
    page = visit(started)
    for name in ("Rye", "Rolls", "Cafés"):
        add(page, "priority", name=name)
    assert "wish list" not in text(page.open_chapter("next"))
    add(page, "priority", name="A second shop")
    assert "Four priorities: more than three of anything is a wish list." in text(
        page.open_chapter("next")
    )
