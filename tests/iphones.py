"""A phone with WebKit, as all iPhones have: Debian's, driven by Selenium, on no screen."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from glob import glob

import pytest
from selenium import webdriver
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

__all__ = ["iphone"]

_WIDTH, _HEIGHT = 390, 844
_BROWSERS = "/usr/lib/*/webkit2gtk-4.*/MiniBrowser"


@contextmanager
def iphone() -> Iterator[webdriver.WebKitGTK]:
    """Start a browser of its own; where none can be had, the test is skipped, but never in CI."""
    driver, screen, browsers = map(_found, ("WebKitWebDriver", "Xvfb", _BROWSERS))
    if not (driver and screen and browsers):
        if os.environ.get("CI") == "true":
            pytest.fail("CI needs Debian's webkit2gtk-driver and xvfb.")
        pytest.skip("There is no WebKit here: Debian's webkit2gtk-driver and xvfb bring it.")
    with _screen(screen) as display:
        options = Options()
        options.binary_location = browsers
        options.add_argument("--automation")
        service = Service(driver, env={**os.environ, "DISPLAY": display, "GDK_BACKEND": "x11"})
        browser = webdriver.WebKitGTK(options=options, service=service)
        try:
            browser.set_window_size(_WIDTH, _HEIGHT)
            yield browser
        finally:
            browser.quit()


def _found(name: str) -> str:
    if "*" in name:
        return next(iter(sorted(glob(name), reverse=True)), "")  # noqa: PTH207  anchored at the root
    return shutil.which(name) or ""


@contextmanager
def _screen(command: str) -> Iterator[str]:
    """Run a screen that nobody sees; yield its display."""
    reading, writing = os.pipe()
    process = subprocess.Popen(
        [command, "-displayfd", str(writing), "-screen", "0", "800x1000x24", "-nolisten", "tcp"],
        pass_fds=[writing], stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        yield f":{number}"
    finally:
        process.terminate()
        process.wait(10)
