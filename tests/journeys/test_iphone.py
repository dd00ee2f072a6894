"""The participants' pages in WebKit, as iPhones have it: joining, every ballot, following."""

from collections.abc import Iterator, Sequence

import pytest
from selenium.webdriver import WebKitGTK
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

from tests.iphones import iphone
from tests.workshop.server.served import Served, served
from workbook.workshop.ballot_box import BallotBox
from workbook.workshop.questions import Kind, Option, Question

OVEN, SHOP = Option("oven", "A second oven"), Option("shop", "A shop in the station")
PRICED = (Option("oven", "A second oven", cost=20_000), Option("shop", "A shop", cost=35_000))
GAIN = Option("gain", "What it brings")


class Pocket:
    """A person with an iPhone."""

    def __init__(self, browser: WebKitGTK, room: Served) -> None:
        self.browser = browser
        self.room = room

    def see(self, text: str) -> None:
        """Wait until the page says it."""
        WebDriverWait(self.browser, 20).until(lambda _: text in self.text, f"not shown: {text}")

    @property
    def text(self) -> str:
        """What the page says, or nothing while it turns."""
        found = self.browser.execute_script("return document.body?.innerText ?? ''")
        return str(found)

    def join(self, code: str) -> None:
        """Open the address with the code, and go in."""
        self.browser.get(f"http://127.0.0.1:{self.room.port}/j/{code}")
        self.press("main button")

    def press(self, css: str) -> None:
        """Press what is found by CSS, where a finger can reach it."""
        button = self.browser.find_element(By.CSS_SELECTOR, css)
        self.browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", button)
        button.click()

    def fill(self, entry: str) -> None:
        """Type into a field (“name=text”), or touch one of its tiles (“name value”)."""
        if "=" in entry:
            self.type(*entry.split("=", 1))
            return
        name, value = entry.split()
        tile = f'input[name="{name}"][value="{value}"]'
        self.press(f"label:has({tile}), {tile}[type=checkbox]")

    def type(self, name: str, text: str) -> None:
        """Type into a field."""
        self.browser.find_element(By.NAME, name).send_keys(text)

    def send(self) -> None:
        """Send the ballot."""
        self.press("#ballot button:not([name])")


# What is asked, what is typed (“=”) or touched in which field, and what has to be kept of it.
BALLOTS: dict[str, tuple[Question, Sequence[str], dict[str, object]]] = {
    "list": (
        Question("list", Kind.LIST, "What comes first?", (OVEN,)),
        ["a.oven.1=Bread", "a.oven.2=People"], {"oven": ["Bread", "People"]},
    ),
    "scale": (
        Question("scale", Kind.SCALE, "How sure are you?", (OVEN, SHOP)),
        ["a.oven 4"], {"oven": 4},
    ),
    "matrix": (
        Question("matrix", Kind.MATRIX, "How good is it?", (OVEN, SHOP), criteria=(GAIN,)),
        ["a.shop.gain 2"], {"shop": {"gain": 2}},
    ),
    "points": (
        Question("points", Kind.POINTS, "Share ten points.", (OVEN, SHOP), most=10),
        ["a.oven=7", "a.shop=3"], {"oven": 7, "shop": 3},
    ),
    "budget": (
        Question("budget", Kind.POINTS, "What do we buy?", PRICED, most=40_000),
        ["a.shop 1"], {"shop": 1},
    ),
    "ranking": (
        Question("ranking", Kind.RANKING, "Which comes first?", (OVEN, SHOP)),
        ["a.oven=2", "a.shop=1"], {"oven": 2, "shop": 1},
    ),
    "estimate": (
        Question("estimate", Kind.ESTIMATE, "What will it cost?", (OVEN,), unit="€"),
        ["a.oven.low=900", "a.oven.high=1500.5"], {"oven": [900.0, 1500.5]},
    ),
    "consent": (
        Question("consent", Kind.CONSENT, "Shall we?", (OVEN,)),
        ["a.oven no_objection"], {"oven": "no_objection"},
    ),
    "writing": (
        Question("writing", Kind.WRITING, "What may go wrong?", (OVEN,)),
        ["a.oven=<i>It burns</i>"], {"oven": "<i>It burns</i>"},
    ),
    "response": (
        Question("response", Kind.RESPONSE, "They open by five.", (OVEN,)),
        ["a.oven.would=Bake at four", "a.oven.holds half"],
        {"oven": {"would": "Bake at four", "holds": "half"}},
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A room that can be asked everything."""
    path = tmp_path_factory.mktemp("room") / "bakery.room"
    with served(path, *(question for question, _, _ in BALLOTS.values())) as made:
        yield made


@pytest.fixture(scope="module")
def me(room: Served) -> Iterator[Pocket]:
    """Somebody who has joined with an iPhone."""
    with iphone() as browser:
        pocket = Pocket(browser, room)
        pocket.join(room.do("state")["state"]["code"])
        yield pocket


@pytest.mark.parametrize("kind", BALLOTS)
def test_a_ballot_is_filled_in_and_kept(me: Pocket, kind: str) -> None:
    question, entries, values = BALLOTS[kind]
    asked = me.room.opened(question.id)
    me.see("I abstain")
    me.see(question.ask)
    for entry in entries:
        me.fill(entry)
    me.send()
    me.see("Your answer is in")
    assert me.room.do("close")["state"]["turnout"]["voted"] == 1
    me.see("The round is closed")
    assert kept(me.room, asked) == [values]


def kept(room: Served, round: str) -> list[object]:
    """Return what a closed round holds."""
    box = BallotBox(room.path)
    answers = [answer.values for answer in box.answers(round)]
    box.close()
    return [*answers]


def test_nothing_is_wider_than_the_phone(me: Pocket) -> None:
    me.room.opened("matrix")
    me.see("How good is it?")
    wide = me.browser.execute_script(
        "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    me.room.do("close")
    assert wide <= 0


def test_what_is_typed_survives_a_reload_and_the_back_button_votes_no_second_time(
    me: Pocket,
) -> None:
    me.room.opened("writing")
    me.see("What may go wrong?")
    me.type("a.oven", " and it is late")
    typed = me.browser.find_element(By.NAME, "a.oven").get_attribute("value")
    me.browser.refresh()
    assert me.browser.find_element(By.NAME, "a.oven").get_attribute("value") == typed
    me.send()
    me.see("Your answer is in")
    me.browser.back()
    me.browser.forward()
    me.see("Your answer is in")
    assert me.room.do("state")["state"]["turnout"]["voted"] == 1
    me.room.do("close")
    me.room.do("reveal")
    me.see("and it is late")
