"""Looking back on a quarter and choosing what comes next."""

from datetime import date
from pathlib import Path

from tests.signed import sign_off
from tests.steps.visit import add, every, form, offered, read, row, save, table, text
from tests.widgets.said import typed
from workbook import Quarter, Workbook, open_workbook, pages
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


def readings(book: Workbook) -> dict[str, float]:
    return {reading.start.isoformat(): reading.value for reading in book.plan.all(Reading)}


def test_a_monthly_kpi_has_a_field_for_each_month(started: Workbook) -> None:
    page = visit(started)
    fields = form(page, "2025-07-01").fields
    assert [field.description for field in fields.values()] == ["July", "August", "September"]
    fields["2025-07-01"].value = "24"
    fields["2025-09-01"].value = "29.5"
    save(page)
    assert readings(open_workbook(started.source)) == {"2025-07-01": 24, "2025-09-01": 29.5}


def test_a_reading_can_be_corrected_and_taken_away_again(started: Workbook) -> None:
    page = visit(started)
    fields = form(page, "2025-07-01").fields
    for value in ("24", "25"):
        fields["2025-07-01"].value = value
        save(page)
    assert readings(started) == {"2025-07-01": 25}
    fields["2025-07-01"].value = ""
    save(page)
    assert readings(started) == {}
    assert page.bar.state == "saved"


def test_a_reading_that_is_no_number_is_told_so_and_not_saved(started: Workbook) -> None:
    page = visit(started)
    form(page, "2025-07-01").fields["2025-07-01"].value = "about 30"
    save(page)
    assert page.bar.state == "problem"
    assert readings(started) == {}


def test_two_people_who_type_the_same_reading_choose_between_both(started: Workbook) -> None:
    hers, his = visit(started), visit(open_workbook(started.source))
    form(hers, "2025-07-01").fields["2025-07-01"].value = "24"
    form(hers, "2025-07-01").fields["2025-08-01"].value = "31"
    save(hers)
    form(his, "2025-07-01").fields["2025-07-01"].value = "42"
    save(his)
    [contest] = his.bar.contests
    assert [(f["label"], f["mine"], f["theirs"]) for f in contest["fields"]] == [
        ("July", "42", "24")
    ]
    assert readings(started)["2025-07-01"] == 24
    his.bar._handle_custom_msg(
        {"type": "resolve", "id": contest["id"], "name": "2025-07-01", "side": "mine"}, []
    )
    assert readings(started) == {"2025-07-01": 42, "2025-08-01": 31}


def test_readings_from_a_file_are_shown_and_not_typed_over(started: Workbook) -> None:
    file = {"name": "till.csv", "imported_at": "2025-10-01T08:00:00Z"}
    taken = {"kpi_id": "loaves", "start": "2025-07-01", "value": 24, "source_id": "till"}
    started.save([Edit(Source, "till", file), Edit(Reading, "july", taken)])
    page = visit(started)
    assert list(form(page, "2025-08-01").fields) == ["2025-08-01", "2025-09-01"]
    assert "1 reading from till.csv" in text(page)
    assert "July 2025 24 loaves till.csv" in text(page)


def test_names_are_shown_as_people_typed_them(started: Workbook) -> None:
    kept = started.plan.all(KPI)[0]
    started.save([Edit(KPI, kept.id, {"name": "<b>Loaves</b> & more"}, kept.version)])
    assert "&lt;b&gt;Loaves&lt;/b&gt; &amp; more" in text(visit(started))


def test_a_period_is_asked_for_once_it_is_over(started: Workbook) -> None:
    running = Quarter.of(date.today()).next
    page = visit(started, running)
    assert all(running.start.isoformat() not in getattr(e, "fields", {}) for e in page.bar.editors)
    assert "when its period is over" in text(page)


def test_a_daily_kpi_is_a_list_of_days(book: Workbook) -> None:
    book.save([Edit(KPI, "till", {"name": "Tickets", "frequency": "day"})])
    page = visit(book)
    assert table(page, "day").label == "Tickets"
    add(page, "day", start="2025-07-03", value="120")
    assert readings(book) == {"2025-07-03": 120}


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
    form(frame, "2025-07-01").fields["2025-07-01"].value = "about 30"
    frame.chooser.value = str(Q2)
    assert form(frame, "2025-04-01").fields["2025-04-01"].value == ""
    assert "What you agreed in 2025-Q1" in read(frame)
    frame.chooser.value = str(Q3)
    assert form(frame, "2025-07-01").fields["2025-07-01"].value == "about 30"


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
    assert started.pack(Q3) == started.pack_file(Q3).read_bytes()


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
    assert started.pack(Q3) == b"%PDF-signed"


def _review(book: Workbook, headline: str) -> tuple[str, dict[str, str], int]:
    kept = book.plan.all(Review)[0]
    return kept.id, {"headline": headline}, kept.version


def test_nothing_is_signed_off_while_something_is_not_saved(started: Workbook) -> None:
    page = visit(started)
    form(page, "2025-07-01").fields["2025-07-01"].value = "about 30"
    sign_off_of(page).button.click()
    assert started.plan.sign_off(Q3) is None
    assert "Not signed off yet." in text(sign_off_of(page))


def test_no_pack_is_made_while_an_answer_is_refused_and_it_says_which(started: Workbook) -> None:
    page = visit(started)
    form(page, "2025-07-01").fields["2025-07-01"].value = "about 30"
    maker = maker_of(page)
    maker.button.click()
    assert "Not made yet. “July” of “Loaves” needs another look" in text(maker)
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
    assert "could not be made" in text(maker)
    assert maker.button.disabled is False


def test_a_pack_made_before_can_be_opened(started: Workbook) -> None:
    path = Path(started.source).parent / "packs" / "rise-bakery-2025-Q3.pdf"
    path.parent.mkdir()
    path.write_bytes(b"%PDF-made before")
    maker = maker_of(visit(started))
    [link] = [child for child in maker.children if hasattr(child, "label")]
    sent: list[tuple[object, list[bytes]]] = []
    link.send = lambda content, buffers: sent.append((content, buffers))
    link._handle_custom_msg({"type": "hello"}, [])
    assert sent == [({"type": "file"}, [b"%PDF-made before"])]
    assert link.name == "rise-bakery-2025-Q3.pdf"


def test_a_page_opens_on_the_quarter_to_review_now(started: Workbook) -> None:
    started.add(Review, quarter="2025-Q1", headline="Cold.")
    assert pages.review(started).chooser.value == "2025-Q1"


def test_the_same_day_twice_is_told_so(book: Workbook) -> None:
    book.save([Edit(KPI, "till", {"name": "Tickets", "frequency": "day"})])
    page = visit(book)
    add(page, "day", start="2025-07-03", value="120")
    again = add(page, "day", start="2025-07-03", value="130")
    problem = row(page, "day", again)["problems"]["start"]
    assert problem.startswith("This KPI has a reading for that period already.")
    assert readings(book) == {"2025-07-03": 120}
