"""A room's file keeps every ballot, and cannot tell whose it is."""

import sqlite3
import sys
from pathlib import Path

import pytest

from workbook.errors import DatabaseRefused
from workbook.workshop.answers import Answer
from workbook.workshop.ballot_box import BallotBox
from workbook.workshop.messages import Refused
from workbook.workshop.questions import Kind, Option, Question
from workbook.workshop.rounds import Hidden, RoundState, new_token

SURE = Question("sure", Kind.SCALE, "How sure are you?", (Option("plan", "The plan"),))
SIGNS = Question(
    "signs", Kind.SCALE, "What do you see?", (Option("own", "Ownership"),), survey=True
)


@pytest.fixture
def box(tmp_path: Path) -> BallotBox:
    made = BallotBox(tmp_path / "bakery.room")
    made.ask([SURE, SIGNS])
    return made


def joined(box: BallotBox, people: int) -> list[str]:
    tokens = [new_token() for _ in range(people)]
    for token in tokens:
        box.admit(token)
    return tokens


def sure(value: int) -> Answer:
    return Answer({"plan": value})


def test_a_ballot_may_be_changed_until_the_round_is_closed_and_counts_once(box: BallotBox) -> None:
    [ann] = joined(box, 1)
    asked = box.open_round("sure")
    box.cast(ann, asked.id, sure(2))
    box.cast(ann, asked.id, sure(4))
    box.close_round(asked.id)
    with pytest.raises(Refused):
        box.cast(ann, asked.id, sure(5))
    assert box.answers(asked.id) == [sure(4)]
    assert box.turnout(asked.id).voted == 1


def test_nothing_is_read_before_the_close(box: BallotBox) -> None:
    [ann] = joined(box, 1)
    asked = box.open_round("sure")
    box.cast(ann, asked.id, sure(2))
    for looking in (box.answers, box.took_part, box.reveal):
        with pytest.raises(Hidden):
            looking(asked.id)
    assert box.own(ann, asked.id) == sure(2)


def test_a_survey_stays_hidden_under_five_and_a_vote_does_not(box: BallotBox) -> None:
    tokens = joined(box, 5)
    survey, vote = box.open_round("signs"), box.open_round("sure")
    for token in tokens[:4]:
        box.cast(token, survey.id, Answer({"own": 3}))
        box.cast(token, vote.id, sure(3))
    box.cast(tokens[4], survey.id, Answer(abstains=True))
    box.close_round(survey.id)
    box.close_round(vote.id)
    with pytest.raises(Hidden, match="Fewer than 5"):
        box.answers(survey.id)
    assert len(box.answers(vote.id)) == 4


def test_who_took_part_is_told_after_the_close_and_with_a_quorum(box: BallotBox) -> None:
    asked = box.open_round("sure")
    for name in ("Mia", "Ann", "Leo", "Tom", ""):
        token = new_token()
        box.admit(token, name)
        box.cast(token, asked.id, sure(3))
    box.close_round(asked.id)
    assert box.took_part(asked.id) == ("Ann", "Leo", "Mia", "Tom")
    with pytest.raises(Hidden):
        box.took_part(asked.id, quorum=6)


def test_nobody_can_tell_from_the_file_whose_a_ballot_is(box: BallotBox) -> None:
    tokens = joined(box, 6)
    asked = box.open_round("sure")
    for place, token in enumerate(tokens):
        box.cast(token, asked.id, sure(1 + place % 5))
    held = box.path.read_bytes()
    assert not any(token.encode() in held for token in tokens)
    database = sqlite3.connect(box.path)
    voters = {id for (id,) in database.execute("SELECT id FROM voter")}
    ballots = database.execute("SELECT * FROM ballot").fetchall()
    assert not any(voter in str(ballot) for voter in voters for ballot in ballots)
    columns = {c for _, c, *_ in database.execute("PRAGMA table_info(ballot)")}
    assert columns == {"round", "key", "answer"}
    keys = [key for _, key, _ in ballots]
    assert keys == sorted(keys)


@pytest.mark.parametrize("when", ["named", "closed", "killed"])
def test_nor_does_it_tell_by_where_rows_lie_beside_which_other_one_they_came(
    box: BallotBox, when: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = [new_token() for _ in range(12)]
    for number, token in enumerate(people):
        box.admit(token, "" if when == "closed" else f"Person {number}")
    asked = box.open_round("sure")
    if when == "killed":
        monkeypatch.setattr(BallotBox, "shuffle", lambda box: None)
    for number, token in enumerate(people):
        box.cast(token, asked.id, Answer({"plan": 3}, {"plan": f"reason-{number:02}"}))
    if when == "closed":  # whoever has no name is told by nothing but the same mark elsewhere
        box.close_round(asked.id)
    if when == "killed":
        monkeypatch.undo()
        box.close()
        box = BallotBox(box.path)
    file = box.path.read_bytes()
    came = [f"reason-{number:02}".encode() for number in range(len(people))]
    assert sorted(came, key=file.rindex) not in (came, came[::-1])
    marks = box.database.execute("SELECT voter FROM turnout ORDER BY voter").fetchall()
    lie = sorted((mark for (mark,) in marks), key=lambda mark: file.rindex(mark.encode()))
    assert lie in (sorted(lie), sorted(lie, reverse=True))


def test_what_was_changed_is_not_to_be_found_in_the_file(box: BallotBox) -> None:
    [ann] = joined(box, 1)
    asked = box.open_round("sure")
    box.cast(ann, asked.id, Answer({"plan": 1}, {"plan": "Because of Leo"}))
    assert b"Because of Leo" in box.path.read_bytes()
    box.cast(ann, asked.id, sure(5))
    assert b"Because of Leo" not in box.path.read_bytes()


def test_a_later_round_keeps_the_earlier_and_shows_ones_own(box: BallotBox) -> None:
    [ann] = joined(box, 1)
    first = box.open_round("sure")
    with pytest.raises(Hidden):
        box.open_round("sure")
    box.cast(ann, first.id, sure(1))
    box.close_round(first.id)
    box.reveal(first.id)
    second = box.open_round("sure")
    box.cast(ann, second.id, sure(4))
    box.close_round(second.id)
    assert [r.number for r in box.rounds("sure")] == [1, 2]
    assert box.round(first.id).state == RoundState.REVEALED
    assert (box.own(ann, first.id), box.own(ann, second.id)) == (sure(1), sure(4))
    assert box.answers(first.id) == [sure(1)]


def test_paper_counts_in_the_turnout_and_a_serial_once(box: BallotBox) -> None:
    joined(box, 2)
    asked = box.open_round("sure")
    assert box.cast_paper("A7K2", asked.id, sure(2))
    assert not box.cast_paper("A7K2", asked.id, sure(3))
    turnout = box.turnout(asked.id)
    assert (turnout.here, turnout.voted, turnout.paper) == (3, 1, 1)
    box.close_round(asked.id)
    assert box.answers(asked.id) == [sure(3)]


def test_ready_is_a_flag_of_its_own(box: BallotBox) -> None:
    [ann] = joined(box, 1)
    asked = box.open_round("sure")
    box.set_ready(ann, asked.id)
    assert box.is_ready(ann, asked.id)
    assert (box.turnout(asked.id).ready, box.turnout(asked.id).voted) == (1, 0)
    box.cast(ann, asked.id, sure(2))
    assert box.is_ready(ann, asked.id)


def test_a_person_may_claim_a_ballot_later_by_the_code_of_their_slip(box: BallotBox) -> None:
    ann, leo = joined(box, 2)
    asked = box.open_round("sure")
    box.cast(ann, asked.id, Answer({"plan": 1}, {"plan": "Too dear"}))
    box.cast(leo, asked.id, sure(5))
    slip = box.slip(ann, asked.id)
    with pytest.raises(Hidden):
        box.claimed(slip, asked.id)
    box.close_round(asked.id)
    claimed = box.claimed(slip.lower(), asked.id)
    assert claimed and claimed.reasons == {"plan": "Too dear"}
    assert box.claimed("00000000", asked.id) is None


def test_a_stranger_is_refused_and_a_question_stays_once_it_was_asked(box: BallotBox) -> None:
    asked = box.open_round("sure")
    with pytest.raises(Refused, match="not known"):
        box.cast(new_token(), asked.id, sure(1))
    with pytest.raises(Hidden, match="stays as it was"):
        box.ask([Question("sure", Kind.SCALE, "Another?", SURE.options)])
    box.ask([SURE])


def test_all_is_there_after_a_restart(box: BallotBox) -> None:
    [ann] = joined(box, 1)
    asked = box.open_round("sure")
    box.cast(ann, asked.id, sure(2))
    box.keep(block=3, parked=["A van?"])
    box.close()
    again = BallotBox(box.path)
    assert again.own(ann, asked.id) == sure(2)
    assert (again.fact("block"), again.fact("parked"), again.fact("none", 7)) == (3, ["A van?"], 7)
    assert again.round(asked.id).state == RoundState.OPEN


def test_another_file_is_refused_untouched(tmp_path: Path) -> None:
    text, other = tmp_path / "a.room", tmp_path / "b.room"
    text.write_bytes(b"Dear all, this is a letter." * 100)
    with sqlite3.connect(other) as database:
        database.execute("CREATE TABLE letters (text)")
    database.close()
    for path in (text, other):
        before = path.read_bytes()
        with pytest.raises(DatabaseRefused):
            BallotBox(path)
        assert path.read_bytes() == before


@pytest.mark.parametrize(
    "change",
    [
        "CREATE TRIGGER spy AFTER INSERT ON ballot BEGIN "
        "INSERT OR REPLACE INTO fact VALUES (new.key, '1'); END",
        "CREATE VIEW spy AS SELECT * FROM ballot",
        "CREATE TABLE spy (who, what)",
        "DROP TABLE ballot",
    ],
)
def test_a_file_in_which_somebody_laid_something_else_is_refused(
    box: BallotBox, change: str
) -> None:
    box.close()
    with sqlite3.connect(box.path) as database:
        database.execute(change)
    database.close()
    with pytest.raises(DatabaseRefused):
        BallotBox(box.path)


def test_a_file_is_damaged_from_the_start_and_not_first_when_people_vote(box: BallotBox) -> None:
    box.close()
    held = bytearray(box.path.read_bytes())
    held[3 * 4096 : 4 * 4096] = b"\xff" * 4096
    box.path.write_bytes(held)
    with pytest.raises(DatabaseRefused, match="damaged"):
        BallotBox(box.path)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights in another way")
def test_a_file_that_was_copied_is_private_again_once_it_is_opened(box: BallotBox) -> None:
    box.close()
    box.path.chmod(0o644)
    BallotBox(box.path).close()
    assert box.path.stat().st_mode & 0o777 == 0o600
