"""The pack as one file of HTML: it asks nobody for anything, and each code opens its figure."""

import re
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from tests.conftest import PHONE
from tests.pack.paper import chart, document, section
from workbook.errors import RenderFailed
from workbook.pack.blocks import Callout, Prose
from workbook.pack.drawing import inline
from workbook.pack.writers.html import write

NASTY = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def html(pack: dict[str, Any]) -> str:
    return write(pack).decode()


def test_the_same_pack_gives_the_same_bytes(pack: dict[str, Any], html: str) -> None:
    assert write(pack).decode() == html


def test_it_has_no_script_and_asks_for_nothing(html: str) -> None:
    assert "<script" not in html
    assert "default-src 'none'" in html
    addresses = set(re.findall(r'(?:src|href)="([^"]*)"', html))
    assert addresses
    assert all(each.startswith("#") for each in addresses)


def test_no_two_parts_of_the_page_have_the_same_id(html: str) -> None:
    ids = re.findall(r'\sid="([^"]*)"', html)
    assert len(ids) == len(set(ids))
    for to in set(re.findall(r'(?:href="#|popovertarget="|url\(#)([\w-]+)', html)):
        assert to in ids


def test_what_a_code_opens_has_the_method_and_every_source(html: str) -> None:
    opened = html[html.index('id="about-68y3"') :].partition("</div>")[0]
    assert "Count of agreed actions that are marked as done." in opened
    assert opened.count("<li>action ") == 3


def test_a_code_in_a_sentence_opens_its_figure_too(html: str) -> None:
    assert re.search(r'this quarter ·\s+<button [^>]*popovertarget="about-h6mk"', html)


def test_a_page_of_ones_own_needs_no_figures_and_types_no_markup() -> None:
    own = section(Prose(f"{NASTY} · qqqq"), chart(words="a &lt; b"), title=NASTY)
    text = write(document(own)).decode()
    assert "<script" not in text
    assert "popovertarget" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; · qqqq" in text
    assert "a &lt; b" in text


def test_the_guided_pages_are_named_and_not_linked_from_elsewhere() -> None:
    box = Callout("missing", "No vision", place="Vision", address="01.ipynb#vision")
    text = write(document(section(box))).decode()
    assert "Vision" in text
    assert "01.ipynb" not in text


def test_a_drawing_keeps_what_draws_and_nothing_that_acts_or_asks() -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink" '
        'onload="a()"><style>@import "http://a/";</style><a x:href="http://a/"><path/></a>'
        '<foreignObject/><image href="http://a/b.png"/><rect fill="url(http://a/)" id="r"/>'
        '<clipPath id="c"/><g clip-path="url(#c)"/><use x:href="#r"/></svg>'
    )
    drawn = inline(svg, "Sales")
    assert not re.search("on(load)|@import|http://a/|foreignObject|<a", drawn)
    [own] = set(re.findall(r'id="(\w+-)[rc]"', drawn))
    assert f"url(#{own}c)" in drawn
    assert f'href="#{own}r"' in drawn
    assert own not in inline(svg, "Other sales")


def test_a_damaged_drawing_is_named_by_its_words() -> None:
    with pytest.raises(RenderFailed, match="“Sales rose”"):
        inline("<svg", "Sales rose")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_a_browser_a_code_opens_by_keyboard_and_the_page_is_accessible(
    chromium: Browser, html: str, tmp_path: Path, scheme: Any
) -> None:
    file = tmp_path / "pack.html"
    file.write_text(html, encoding="utf-8")
    # Axe is a script, which the page's own rules would keep out.
    context = chromium.new_context(color_scheme=scheme, viewport=PHONE, bypass_csp=True)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    assert asked == [file.as_uri()]
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    panels = page.locator(".pack-grid .pack-panel").evaluate_all(
        "all => all.map(p => p.offsetLeft)"
    )
    assert len(set(panels)) == 1, "Each box has the whole width of a telephone."
    code = page.get_by_role("button", name="68y3").first
    code.press("Enter")
    origin = page.get_by_role("dialog", name="Agreed actions done")
    expect(origin).to_be_visible()
    expect(origin.get_by_role("button", name="Close")).to_be_focused()
    assert Axe().run(page).response["violations"] == []
    page.keyboard.press("Escape")
    expect(origin).to_be_hidden()
    expect(code).to_be_focused()
    assert Axe().run(page).response["violations"] == []
    context.close()


def test_under_its_own_rules_a_code_opens_without_a_word_of_complaint(
    chromium: Browser, html: str, tmp_path: Path
) -> None:
    file = tmp_path / "pack.html"
    file.write_text(html, encoding="utf-8")
    page = chromium.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(file.as_uri())
    page.get_by_role("button", name="68y3").first.click()
    expect(page.get_by_role("dialog", name="Agreed actions done")).to_be_visible()
    assert complaints == []
    page.close()
