"""What every journey through the guided pages does: wait for saves, end kernels, take packs."""

import re
import signal
from pathlib import Path

import psutil
from playwright.sync_api import Download, Page, expect

from tests.conftest import Served

SAVED = re.compile(r"Saved \d\d:\d\d")
LOST = "Connection lost – changes are NOT being saved."


def open_step(page: Page, address: str) -> None:
    """Open a guided page, and wait until its forms are there."""
    page.goto(address)
    expect(page.get_by_text("Everything is saved.")).to_be_visible()


def see_chapter(page: Page, title: str) -> None:
    """Wait until this chapter is open."""
    heading = page.get_by_role("heading", name=title, exact=True, level=1)
    expect(heading.filter(visible=True)).to_be_visible()


def see_ready(page: Page) -> None:
    """Wait until the bar says that nothing keeps this step from a first pack."""
    step = page.get_by_role("navigation", name="Steps").locator("[aria-current=step]")
    expect(step).to_contain_text("Ready")


def open_chapter(page: Page, title: str) -> None:
    """Choose a chapter from the list."""
    chapters = page.get_by_role("navigation", name="Chapters").filter(visible=True)
    chapters.get_by_role("link", name=title).click()
    see_chapter(page, title)


def see_saved(page: Page) -> None:
    """Wait until the page says that everything typed is saved."""
    expect(page.locator(".wb-savebar").get_by_text(SAVED)).to_be_visible()


def end_kernels(server: Served) -> None:
    """End the server's kernels as a crash would."""
    for process in psutil.Process(server.process.pid).children(recursive=True):
        if "ipykernel_launcher" in " ".join(process.cmdline()):
            process.send_signal(signal.SIGKILL)


def make_pack(page: Page) -> Download:
    """Press the button, wait for the pack, and take a copy."""
    page.get_by_role("button", name="Make the review pack").click()
    copy = page.get_by_role("link", name="Save a copy")
    expect(copy).to_be_visible(timeout=120_000)
    with page.expect_download() as taken:
        copy.click()
    return taken.value


def keep(download: Download, folder: Path) -> Path:
    """Save a downloaded file under the name that it was given."""
    path = folder / download.suggested_filename
    download.save_as(path)
    return path
