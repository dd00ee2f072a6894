"""A serial is random, and a slip of the finger makes something that is none."""

from workbook.workshop.paper.serials import is_serial, new_serial, read_serial, spoken


def test_no_two_sheets_share_a_serial() -> None:
    assert len({new_serial() for _ in range(2000)}) == 2000


def test_a_serial_is_read_as_it_is_spoken() -> None:
    serial = new_serial()
    assert is_serial(serial)
    assert read_serial(spoken(serial).lower()) == serial


def test_every_wrong_letter_and_every_swap_of_neighbours_is_seen() -> None:
    serial = new_serial()
    for place in range(len(serial)):
        for letter in "ABCDEFGHJKMNPQRSTUVWXYZ23456789":
            wrong = serial[:place] + letter + serial[place + 1 :]
            assert is_serial(wrong) == (wrong == serial)
    for place in range(len(serial) - 1):
        two = serial[place : place + 2]
        swapped = serial[:place] + two[::-1] + serial[place + 2 :]
        assert is_serial(swapped) == (swapped == serial)
