"""A printed pack proves itself, and whatever was changed in it is named."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from tests.insight.kpis import CALM, Q1, ending, kpi
from tests.insight.small import make, plan
from workbook import Quarter, Workbook, create_workbook
from workbook.cli import main
from workbook.errors import RenderFailed
from workbook.pack.brand.look import Look
from workbook.pack.gather import composed
from workbook.pack.pages import PAGES
from workbook.pack.printing.typeset import print_again, taken_apart, typeset
from workbook.pack.proof import apart
from workbook.pack.proof.examine import examine
from workbook.pack.proof.reader import read
from workbook.pack.report import Report
from workbook.store import Edit, signoff
from workbook.strategy import KPI, Business, Objective, Person, Plan, Reading
from workbook.typefaces import face_of, family

Q3 = Quarter.parse("2026-Q3")


def document(of: Plan, quarter: Quarter = Q1, numbers: str = "") -> dict[str, object]:
    report = Report(of, quarter, signoff.draft_code(of), numbers=numbers)
    parts = [report.cover(), *(getattr(report, name)() for name in PAGES)]
    return composed([part.to_json() for part in parts])


TICKETS = kpi("Tickets", unit="tickets", target=60, baseline=45)
PLAN = plan(make(Business, name="Corner Café"), TICKETS, *ending(TICKETS, *CALM, *CALM, 58))
DOCUMENT = document(PLAN)
DEARER = plan(
    make(Business, name="Corner Café"),
    SALES := kpi("Sales", unit="EUR", target=1_500_000, baseline=980_000.5),
    *ending(SALES, *(20_000.5 * each for each in (*CALM, *CALM, 58))),
)
PDF = typeset(DOCUMENT)


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Workbook, Path]]:
    book = create_workbook("Rise Bakery", tmp_path_factory.mktemp("signed"))
    book.save(
        [
            Edit(Person, "marta", {"name": "Marta"}),
            Edit(Objective, "cafes", {"name": "Sell to 24 cafés", "owner_id": "marta"}),
            Edit(KPI, "loaves", {"name": "Loaves", "objective_id": "cafes", "unit": "loaves"}),
            Edit(Reading, "r", {"kpi_id": "loaves", "start": date(2026, 7, 1), "value": 61}),
        ]
    )
    yield book, book.sign_off(Q3, "Marta").pdf
    book.store.close()


def changed(change: Callable[[pikepdf.Pdf], object], pdf: bytes = PDF) -> bytes:
    saved = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as opened:
        change(opened)
        opened.save(saved)
    return saved.getvalue()


def attach(name: str, text: str) -> Callable[[pikepdf.Pdf], object]:
    def change(pdf: pikepdf.Pdf) -> None:
        del pdf.attachments[name]
        pdf.attachments[name] = pikepdf.AttachedFileSpec(pdf, text.encode(), filename=name)

    return change


def carried(name: str) -> str:
    with pikepdf.open(BytesIO(PDF)) as opened:
        return opened.attachments[name].get_file().read_bytes().decode()


def test_a_pack_agrees_with_itself() -> None:
    found = examine(PDF)
    assert found.troubles == found.notes == ()
    assert found.figures == found.agreeing > 20
    assert (found.quarter, found.code) == ("2017-Q1", signoff.draft_code(PLAN))


@pytest.mark.parametrize("language", ["de-DE", "fr-FR", "de-CH", "en-IN", "ar"])
def test_a_pack_agrees_with_itself_in_any_language_of_numbers(language: str) -> None:
    found = examine(typeset(document(DEARER, numbers=language)))
    assert found.troubles == found.notes == ()
    assert found.figures == found.agreeing > 20


@pytest.mark.parametrize("language", ["de-DE", "nonsense"])
def test_a_language_of_numbers_that_was_swapped_is_found(language: str) -> None:
    pages, files = taken_apart(document(DEARER))
    forged = print_again(pages.replace('"numbers": ""', f'"numbers": "{language}"'), files)
    assert examine(forged).troubles


def branded(font: str, face: str) -> bytes:
    return typeset({**DOCUMENT, "look": Look("#7a1f4d", font, face, "Keller Advisers").to_json()})


@pytest.mark.parametrize("foot", [1, 2], ids=["plain", "branded"])
def test_a_line_of_the_sources_that_runs_on_over_the_end_of_a_page_agrees(
    monkeypatch: pytest.MonkeyPatch, foot: int
) -> None:
    pdf = PDF if foot == 1 else branded("", "")
    whole = read(pdf)
    figures = json.loads(whole.files["findings.json"][0])["figures"]
    *_, (place, page) = enumerate(whole.pages)
    code = next(each["code"] for each in figures if f" {each['code']} " in page)
    head, feet = page.splitlines()[0], "\n".join(page.splitlines()[-foot:])
    begun, ended = page.split(f" {code} ", 1)
    broken = (f"{begun} {code}\n{feet}", f"{head}\n{ended}")
    pages = replace(
        whole,
        pages=(*whole.pages[:place], *broken, *whole.pages[place + 1 :]),
        drawn=(*whole.drawn, ""),
    )
    monkeypatch.setattr("workbook.pack.proof.examine.read", lambda _: pages)
    found = examine(pdf)
    assert found.agreeing == found.figures > 0


def test_a_pack_in_a_brand_agrees_with_itself() -> None:
    found = family("DejaVu Sans")
    assert found
    assert examine(branded("DejaVu Sans", face_of(found))).troubles == ()
    assert examine(branded("", "")).troubles == ()


@pytest.mark.parametrize(
    ("font", "has"), [("Keller Sans", "no such font"), ("DejaVu Sans", "another version of it")]
)
def test_pages_in_a_font_that_is_not_here_are_not_said_to_agree(font: str, has: str) -> None:
    found = examine(branded(font, "0" * 16))
    [told] = found.troubles
    assert f"set in “{font}”, and this computer has {has}" in told
    assert found.figures == found.agreeing


def test_a_pack_that_another_program_saved_still_agrees() -> None:
    assert examine(changed(lambda pdf: None)).troubles == ()


def test_a_digit_that_was_changed_on_a_page_is_named_with_its_page() -> None:
    pages, files = taken_apart(DOCUMENT)
    assert '"58"' in pages
    forged = print_again(pages.replace('"58"', '"85"'), files)
    (said, *_) = examine(changed(attach("pages.json", pages), forged)).troubles
    assert "“85” is printed, and its data say “58”" in said
    assert said.startswith("Page ")


def test_letters_that_were_swapped_in_a_content_stream_are_found() -> None:
    def swap(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[1]
        parsed = pikepdf.parse_content_stream(page)
        words = next(
            (shown, place, bytes(part))
            for each in parsed
            if str(each.operator) == "TJ"
            for shown in each.operands
            for place, part in enumerate(shown)
            if isinstance(part, pikepdf.String) and bytes(part)[:2] != bytes(part)[2:4] != b""
        )
        shown, place, glyphs = words
        shown[place] = pikepdf.String(glyphs[2:4] + glyphs[:2] + glyphs[4:])
        page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(parsed))

    troubles = examine(changed(swap)).troubles
    assert troubles
    assert all(said.startswith("Page 2") for said in troubles)


def test_a_page_that_was_taken_out_is_named() -> None:
    def take(pdf: pikepdf.Pdf) -> None:
        del pdf.pages[2]

    (said,) = examine(changed(take)).troubles
    assert said.startswith("A page is missing, page 3 of the pack.")


def test_a_page_that_was_put_in_is_named() -> None:
    def put(pdf: pikepdf.Pdf) -> None:
        pdf.add_blank_page()

    (said,) = examine(changed(put)).troubles
    assert "was added" in said


def test_a_chart_that_was_changed_is_found_although_no_word_was() -> None:
    def move(pdf: pikepdf.Pdf) -> None:
        # Only drawings are clipped.
        page = next(page for page in pdf.pages if b"\nW" in page.Contents.read_bytes())
        parsed = pikepdf.parse_content_stream(page)
        line = next(each for each in reversed(parsed) if str(each.operator) == "l")
        line.operands[1] = float(line.operands[1]) + 10
        page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(parsed))

    (said,) = examine(changed(move)).troubles
    assert "is drawn otherwise than its data are, though its words agree" in said


@pytest.mark.parametrize(
    "name", ["findings.json", "readings.csv", "plan.json", "ro-crate-metadata.json", "pages.json"]
)
def test_a_file_that_was_taken_out_is_named(name: str) -> None:
    def take(pdf: pikepdf.Pdf) -> None:
        del pdf.attachments[name]

    assert f"It lacks the file {name}, which every pack carries." in examine(changed(take)).troubles


def test_a_figure_that_was_changed_in_the_list_is_named_and_not_counted() -> None:
    found = json.loads(carried("findings.json"))
    figure = next(each for each in found["figures"] if each["id"] == "kpi.tickets.target")
    figure.update(value=50.0, printed="50 tickets")
    account = examine(changed(attach("findings.json", json.dumps(found))))
    assert account.agreeing == account.figures - 1
    assert (
        f"{figure['code']}, Tickets: target: attached is 50 tickets, the plan gives 60 tickets."
        in (account.troubles)
    )


def test_the_plan_of_another_pack_in_its_place_is_found() -> None:
    other = plan(make(Business, name="Corner Café"), TICKETS, *ending(TICKETS, *CALM, *CALM, 59))
    files = taken_apart(document(other))[1]
    troubles = examine(changed(attach("plan.json", files["plan.json"]))).troubles
    assert any("the plan gives" in said for said in troubles)
    assert any(said.startswith("readings.csv is not what the plan gives") for said in troubles)


def test_a_reading_that_was_changed_is_named_with_its_line() -> None:
    readings = carried("readings.csv").replace(",58.0,", ",85.0,")
    (said,) = examine(changed(attach("readings.csv", readings))).troubles
    assert "readings.csv is not what the plan gives" in said
    assert "85.0" in said


def test_a_page_and_its_data_that_were_forged_together_are_found() -> None:
    pages, files = taken_apart(DOCUMENT)
    forged = print_again(pages.replace('"58"', '"85"'), files)
    assert (
        "The data of the page “Scorecard” are not what the plan gives." in examine(forged).troubles
    )


def test_a_page_of_ones_own_and_one_left_out_are_told_and_are_no_fault() -> None:
    own = Report(PLAN, Q1).own("Footfall", "Counted at the door.").to_json()
    kept = [section for section in DOCUMENT["sections"] if section["name"] != "roadmap"]
    found = examine(typeset({**DOCUMENT, "sections": [*kept[:2], own, *kept[2:]]}))
    assert found.troubles == ()
    assert "Not computed by the program, but added to the report: “Footfall”." in found.notes
    assert "“Roadmap” was left out of this pack." in found.notes


def test_names_from_right_to_left_agree_too() -> None:
    loaves = kpi("כיכרות לחם", unit="خبز", target=60)
    found = examine(typeset(document(plan(loaves, *ending(loaves, *CALM, *CALM, 58)))))
    assert found.troubles == ()
    assert found.agreeing == found.figures


def test_a_workbook_with_nothing_in_it_agrees() -> None:
    found = examine(typeset(document(plan())))
    assert found.troubles == ()
    assert found.agreeing == found.figures


def test_forty_kpis_read_daily_for_two_years_agree() -> None:
    many = [kpi(f"Till {place}", frequency="day") for place in range(40)]
    days = [Q1.end - timedelta(days=back) for back in range(730)]
    readings = [
        make(Reading, kpi_id=each.id, start=day, value=50 + (day.toordinal() * 7 + n) % 9)
        for n, each in enumerate(many)
        for day in days
    ]
    found = examine(typeset(document(plan(*many, *readings))))
    assert found.troubles == ()
    assert found.agreeing == found.figures > 300


def test_the_command_says_who_signed_and_that_it_is_what_was_signed(
    signed: tuple[Workbook, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    book, pdf = signed
    assert main(["verify", str(pdf), book.source]) == 0
    said = capsys.readouterr().out
    assert "figures agree; signed off on " in said
    assert f"It is the pack that Marta signed off in {book.source}, byte for byte." in said


def test_a_signed_pack_carries_exactly_the_plan_that_was_signed(
    signed: tuple[Workbook, Path],
) -> None:
    book, pdf = signed
    kept = book.store.signed_off(Q3)
    assert kept is not None
    assert examine(pdf.read_bytes()).plan == kept.hashes["plan"]


def test_another_name_under_a_signed_pack_does_not_fit_its_code(
    signed: tuple[Workbook, Path],
) -> None:
    pdf = signed[1].read_bytes()
    with pikepdf.open(BytesIO(pdf)) as opened:
        text = opened.attachments["findings.json"].get_file().read_bytes().decode()
    forged = changed(attach("findings.json", text.replace('"who": "Marta"', '"who": "Ana"')), pdf)
    assert any("is not that of this plan" in said for said in examine(forged).troubles)


def test_the_pack_of_another_day_is_not_the_signed_one(
    signed: tuple[Workbook, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book, _ = signed
    draft = tmp_path / "draft.pdf"
    draft.write_bytes(typeset(document(replace(book.plan, signed_off=()), Q3)))
    assert main(["verify", str(draft), book.source]) == 1
    assert "It is not the pack that was signed off" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"Dear board", "it is no PDF"),
        (b"%PDF-1.7\n" + b"1 0 obj <<>> endobj\n" * 9, "damaged"),
        (b"%PDF-1.7" + bytes(61_000_000), "it has 61 MB, of which 60 are read"),
    ],
)
def test_what_is_no_pack_is_refused_in_a_sentence(
    content: bytes, why: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "pack.pdf"
    path.write_bytes(content)
    assert main(["verify", str(path)]) == 2
    assert why in capsys.readouterr().err


def test_a_pdf_of_something_else_is_no_pack() -> None:
    with pytest.raises(RenderFailed, match="no pack of this program"):
        examine(changed(lambda pdf: pdf, _blank()))


def test_a_pdf_that_takes_for_ever_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "_SECONDS", 0.01)
    with pytest.raises(RenderFailed, match="takes longer than"):
        apart.verify(PDF)


def test_a_pdf_with_more_files_than_any_pack_is_refused() -> None:
    def fill(pdf: pikepdf.Pdf) -> None:
        for place in range(30):
            name = f"more-{place}.txt"
            pdf.attachments[name] = pikepdf.AttachedFileSpec(pdf, b"a", filename=name)

    with pytest.raises(RenderFailed, match="files, of which 20 are read"):
        examine(changed(fill))


def _blank() -> bytes:
    saved = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(saved)
    return saved.getvalue()
