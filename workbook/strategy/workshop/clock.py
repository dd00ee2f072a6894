"""A time of day as a record holds it: 9:30 as people write it, 09:30 as it is kept."""

from workbook.written.clocks import clock

__all__ = ["clock_text", "minute_of"]


def minute_of(written: str) -> int | None:
    """Return the minutes since midnight; None where no time is written.

    >>> minute_of("09:30"), minute_of("")
    (570, None)
    """
    found = clock(written)
    return found.minutes if found else None


def clock_text(written: str) -> str:
    """Return a time of day as it is kept.

    >>> clock_text("9:30"), clock_text("1 pm"), clock_text("")
    ('09:30', '13:00', '')

    Raises:
        ValueError: it is no time of day.
    """
    if not written:
        return ""
    minute = minute_of(written)
    if minute is None or minute >= 24 * 60:
        raise ValueError("Write a time of day, such as 9:30.")
    return f"{minute // 60:02}:{minute % 60:02}"
