"""A person votes from a phone without a script: sees what is asked, sends, changes, abstains."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.workshop.server.served import Phone, Served, served
from workbook.workshop.answers import Answer, read_answer
from workbook.workshop.ballot_box import BallotBox
from workbook.workshop.questions import Kind, Option, Question
from workbook.workshop.server.own import typed

TWO = (Option("bread", "Sell 60 loaves a day"), Option("oven", "A second oven"))
PRICED = (Option("oven", "A second oven", cost=18000), Option("sun", "Open on Sundays", cost=4500))
EFFORT = (Option("effect", "Effect"), Option("ease", "Ease"))
NINE = {
    Kind.LIST: Question("list", Kind.LIST, "What are our aims?", TWO[:1], most=3),
    Kind.SCALE: Question("scale", Kind.SCALE, "How sure are you?", TWO, reasons=True),
    Kind.MATRIX: Question("matrix", Kind.MATRIX, "How does each do?", TWO, criteria=EFFORT),
    Kind.POINTS: Question("points", Kind.POINTS, "Where do your points go?", TWO, most=10),
    Kind.RANKING: Question("ranking", Kind.RANKING, "In which order?", TWO),
    Kind.ESTIMATE: Question("estimate", Kind.ESTIMATE, "How much?", TWO[:1], unit="€"),
    Kind.CONSENT: Question("consent", Kind.CONSENT, "Shall we?", TWO),
    Kind.WRITING: Question("writing", Kind.WRITING, "What is in our way?", TWO[:1]),
    Kind.RESPONSE: Question("response", Kind.RESPONSE, "And if they move?", TWO[:1]),
}
BUDGET = Question("budget", Kind.POINTS, "What would you buy?", PRICED, most=20000, unit="EUR")
FILLED = {
    Kind.LIST: ({"a.bread.1": "Bread", "a.bread.2": "Cafés"}, ["Bread", "Cafés"]),
    Kind.SCALE: ({"a.oven": "4", "why.oven": "It is old"}, ["4", "Because: It is old"]),
    Kind.MATRIX: ({"a.oven.effect": "5", "a.oven.ease": "2"}, ["Effect: 5", "Ease: 2"]),
    Kind.POINTS: ({"a.bread": "7", "a.oven": "3"}, ["7", "3"]),
    Kind.RANKING: ({"a.bread": "2", "a.oven": "1"}, ["Place 2", "Place 1"]),
    Kind.ESTIMATE: ({"a.bread.low": "12000", "a.bread.high": "15500"}, ["12,000 to 15,500 €"]),
    Kind.CONSENT: ({"a.bread": "no_objection", "a.oven": "no"}, ["No objection", "No"]),
    Kind.WRITING: ({"a.bread": "Too few hands"}, ["Too few hands"]),
    Kind.RESPONSE: (
        {"a.bread.would": "Bake earlier", "a.bread.holds": "half"}, ["Bake earlier", "Partly"],
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    path = tmp_path_factory.mktemp("room") / "bakery.room"
    with served(path, *NINE.values(), BUDGET) as room:
        yield room


def said(page: str) -> list[str]:
    """Return what a page tells back of an answer."""
    return re.findall(r"<dd>(.*?)</dd>", page)


@pytest.mark.parametrize("kind", list(Kind))
def test_each_kind_of_ballot_is_sent_told_back_and_stands_in_its_form_again(
    room: Served, kind: Kind
) -> None:
    form, told = FILLED[kind]
    phone, id = room.phone(), room.opened(NINE[kind].id)
    page = phone.get()
    assert all(f'name="{name}"' in page.text for name in form)
    assert phone.send(page, **{n.replace(".", "__"): v for n, v in form.items()}).status == 303
    assert said(phone.get().text) == told
    again = phone.get(f"{phone.own}?change={id}")
    assert kept(again.text) == form
    room.do("close")


def kept(page: str) -> dict[str, str]:
    """Return what stands in the fields of a form, as a browser would send it, without the empty."""
    found = re.findall(r'<textarea id="([^"]+)"[^>]*>([^<]+)</textarea>', page)
    found += re.findall(r'<input type="radio" name="([^"]+)" value="([^"]+)" checked', page)
    found += re.findall(r'<input id="([^"]+)"[^>]*? value="([^"]+)"', page)
    for name, select in re.findall(r'<select id="([^"]+)"(.*?)</select>', page, re.DOTALL):
        found += [(name, each) for each in re.findall(r"<option selected>(\d+)<", select)]
    return dict(found)


@pytest.mark.parametrize("low, high", [(1.234, 12.345), (-3.125, 0.5), (1e-07, 1e21), (0, 0)])
def test_a_figure_that_was_kept_is_read_again_as_the_same(low: float, high: float) -> None:
    asked = NINE[Kind.ESTIMATE]
    form = typed(asked, Answer({"bread": [low, high]}))
    read = read_answer(asked, {name: [value] for name, value in form.items()})
    assert read.values["bread"] == [low, high]


def test_what_would_cost_more_than_there_is_comes_back_with_what_was_ticked(room: Served) -> None:
    phone = room.phone()
    room.opened("budget")
    answer = phone.vote(a__oven="1", a__sun="1")
    assert answer.status == 400
    assert "That is 2500 more than there is" in answer.text
    assert answer.text.count(" checked>") == 2
    assert phone.vote(a__sun="1").status == 303
    assert "Bought" in said(phone.get().text)


def test_what_things_cost_is_said_in_the_currency(room: Served) -> None:
    phone = room.phone()
    room.opened("budget")
    assert "costs 4,500 EUR" in phone.get().text
    assert "There are 20,000 EUR to spend." in phone.get().text


def test_a_wrong_number_is_said_beside_its_field_and_nothing_is_kept(room: Served) -> None:
    phone = room.phone()
    room.opened("estimate")
    answer = phone.vote(a__bread__low="many", a__bread__high="15500")
    assert answer.status == 400
    assert "Write a number, such as 1200." in answer.text
    assert 'value="many"' in answer.text and 'aria-invalid="true"' in answer.text
    assert "How much?" in phone.get().text
    assert "Your answer is in" not in phone.get().text


def test_an_answer_is_changed_until_the_close_and_not_after(room: Served) -> None:
    phone = room.phone()
    id = room.opened("writing")
    phone.vote(a__bread="Too few hands")
    form = phone.get(f"{phone.own}?change={id}")
    assert phone.send(form, a__bread="Too little light").status == 303
    late = phone.get(f"{phone.own}?change={id}")
    room.do("close")
    answer = phone.send(late, a__bread="Nothing at all")
    assert answer.status == 400
    assert "This round is closed. What you had sent before counts" in answer.text
    assert said(answer.text) == ["Nothing at all", "Too little light"]


def test_whoever_abstains_has_voted(room: Served) -> None:
    phone = room.phone()
    room.opened("scale")
    phone.vote(abstain="1")
    assert said(phone.get().text) == ["You abstained."]
    assert room.do("state")["state"]["turnout"]["voted"] == 1
    room.do("close")


def test_whoever_has_voted_may_still_be_thinking(room: Served) -> None:
    phone = room.phone()
    id = room.opened("scale")
    phone.vote(a__oven="3")
    phone.post(f"{phone.own}/{id}", {"only": "ready", "ready": "0"})
    turnout = room.do("state")["state"]["turnout"]
    assert (turnout["voted"], turnout["ready"]) == (1, 0)
    phone.post(f"{phone.own}/{id}", {"only": "ready", "ready": "1"})
    assert room.do("state")["state"]["turnout"]["ready"] == 1
    room.do("close")


def test_a_double_tap_and_the_back_button_count_once(room: Served) -> None:
    phone = room.phone()
    id = room.opened("scale")
    form = phone.get()
    for _ in range(3):
        assert phone.send(form, a__oven="3").status == 303
    assert room.do("state")["state"]["turnout"]["voted"] == 1
    room.do("close")
    assert len(ballots(room.path, id)) == 1


def test_a_form_that_lay_in_another_window_asks_which_answer_counts(room: Served) -> None:
    phone = room.phone()
    room.opened("scale")
    old = phone.get()
    phone.vote(a__oven="3")
    asked = phone.send(old, a__oven="5")
    assert asked.status == 409
    assert "Which answer counts?" in asked.text and said(asked.text) == ["3", "5"]
    assert said(phone.get().text) == ["3"]
    action = re.search(r'action="([^"]+)"', asked.text)
    fields = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', asked.text)
    assert action and phone.post(action[1], dict(fields)).status == 303
    assert said(phone.get().text) == ["5"]
    room.do("close")


def test_in_the_second_round_the_own_answer_and_the_middle_of_the_room_are_in_sight(
    room: Served,
) -> None:
    phones = [room.phone() for _ in range(5)]
    room.opened("scale")
    for phone, value in zip(phones, "22345", strict=True):
        phone.vote(a__oven=value)
    room.do("close")
    room.do("reveal")
    room.do("open")
    page = phones[0].get().text
    assert "Last round you said: 2" in page
    assert "in the middle 3; half of all from 2 to 4" in page
    room.do("close")


def test_the_page_says_before_the_first_letter_what_is_kept_and_that_few_are_here(
    tmp_path: Path,
) -> None:
    with served(tmp_path / "few.room", NINE[Kind.SCALE]) as room:
        phone = room.phone()
        room.opened("scale")
        page = phone.get().text
        form = page.index("<form method")
        assert 0 < page.index("Nobody sees whose answer this is; the file keeps none.") < form
        assert 0 < page.index("Fewer than five are here") < form
        for _ in range(4):
            room.phone()
        assert "Fewer than five are here" not in phone.get().text


def test_a_second_device_goes_on_where_the_first_was(room: Served) -> None:
    phone = room.phone()
    room.opened("scale")
    phone.vote(a__oven="3")
    page = phone.get(f"{phone.own}/elsewhere").text
    assert f"http://{phone.address}:{room.port}{phone.own}" in page and "<svg" in page
    other = Phone(room, phone.own)
    assert said(other.get().text) == ["3"]
    assert room.do("state")["state"]["turnout"]["voted"] == 1
    room.do("close")


def ballots(path: Path, round: str) -> list[Answer]:
    box = BallotBox(path)
    try:
        return box.answers(round)
    finally:
        box.close()
