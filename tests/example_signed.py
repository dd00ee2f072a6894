"""Signs the example's second quarter off anew: `python -m tests.example_signed`.

What is signed is printed as it was, whatever the program learns. In the example it is to be what
today's program makes, so that whoever verifies it finds that all agrees.
"""

from contextlib import closing
from datetime import date
from pathlib import Path

from workbook import Quarter
from workbook.book import Workbook
from workbook.resources import templates
from workbook.scratch import scratch
from workbook.store import Store, database, exchange
from workbook.store.upgrades import Records
from workbook.strategy.history import SIGNED

QUARTER, AS_OF, BY = Quarter.parse("2026-Q2"), date(2026, 7, 9), "Marta Lindqvist"


def unsigned(records: Records) -> Records:
    """Return an export's records without sign-offs and the journal's lines about them."""
    lines = [line for line in records["change"] if line["entity"] != SIGNED]
    return {**records, SIGNED: [], "change": lines}


def main() -> None:
    """Write the example with its quarter signed off, as the plan stood after its review."""
    example = templates() / "example"
    with scratch() as folder:
        at = str(Path(folder) / "rise-bakery.workbook")
        book = Workbook(at, Store(database.connect(at, create=True)), BY)
        with closing(book.store):
            book.store.restore(unsigned(exchange.read(example)))
            book.sign_off(QUARTER, BY, as_of=AS_OF)
            exchange.write(book.store.records(), example, Path(__file__))


if __name__ == "__main__":
    main()
