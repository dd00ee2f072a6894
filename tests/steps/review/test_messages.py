"""Who has to hear what: folded, offered from what was decided, and taken up by one click."""

from datetime import date

from tests.steps.visit import add, missing, part, row, text
from tests.widgets.said import tell
from workbook import Quarter, Workbook, pages
from workbook.steps.review.messages import Messages
from workbook.strategy import Decision, Initiative, Message
from workbook.widgets import Page

Q3 = Quarter.parse("2026-Q3")


def opened(book: Workbook) -> Page:
    page = pages.review(book, Q3)
    tell(part(page, Messages).words, "said", about="unfold", value="")
    return page


def test_messages_wait_in_a_fold_that_says_how_many_there_are(started: Workbook) -> None:
    assert part(pages.review(started, Q3), Messages).table is None
    add(opened(started), "message", name="The bakers", means="A second lead comes.")
    assert "Who has to hear what (1) …" in text(part(pages.review(started, Q3), Messages))
    [message] = started.plan.all(Message)
    assert (message.quarter, message.name) == ("2026-Q3", "The bakers")


def test_a_decision_is_offered_to_be_told_and_taken_up_by_one_click(started: Workbook) -> None:
    van = started.add(Initiative, name="Second van")
    sold = started.add(
        Decision,
        title="Sell the van",
        initiative_id=van,
        owner_id="tom",
        decided_on=date(2026, 8, 1),
    )
    page = opened(started)
    shown = part(page, Messages)
    assert "Tell the people of “Second van”" in text(shown)
    tell(shown.words, "said", about="take", value=f"decision/{sold}")
    [message] = started.plan.all(Message)
    assert (message.name, message.teller_id) == ("The people of “Second van”", "tom")
    assert row(page, "message", message.id)["cells"]["means"] == "Sell the van"
    assert "nobody is told of it yet" not in text(shown)
    tell(shown.words, "said", about="take", value=f"decision/{sold}")
    assert len(started.plan.all(Message)) == 1


def test_what_a_message_lacks_is_asked_and_blocks_nothing(started: Workbook) -> None:
    page = opened(started)
    add(page, "message", name="The bakers")
    stop = next(stop for stop in page.standing.chapters if stop.name == "next")
    assert "Say who tells “The bakers”." in [sentence for sentence, _ in stop.better]
    assert not any("The bakers" in sentence for sentence in missing(page))
