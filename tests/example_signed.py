"""Signs the example's earlier quarters off anew: `python -m tests.example_signed`.

What is signed is printed as it was, whatever the program learns. In the example it is to be what
today's program makes, so that whoever verifies it finds that all agrees. The PDFs are left out:
today's program prints them again from the pages that were signed, byte for byte.
"""

from contextlib import closing
from datetime import date
from pathlib import Path

from workbook import Quarter
from workbook.book import Workbook
from workbook.pack.prints import lean
from workbook.resources import templates
from workbook.scratch import scratch
from workbook.store import Store, database, exchange
from workbook.store.upgrades import Records
from workbook.strategy.history import SIGNED

BY = "Marta Lindqvist"

# The evening of each quarter's review. The workbook was begun in April 2025: nobody knows how
# things stood for a review before that.
SIGNINGS = {
    "2025-Q2": date(2025, 7, 10),
    "2025-Q3": date(2025, 10, 9),
    "2025-Q4": date(2026, 1, 8),
    "2026-Q1": date(2026, 4, 9),
    "2026-Q2": date(2026, 7, 9),
}


def unsigned(records: Records) -> Records:
    """Return an export's records without sign-offs and the journal's lines about them."""
    lines = [line for line in records["change"] if line["entity"] != SIGNED]
    return {**records, SIGNED: [], "change": lines}


def main() -> None:
    """Write the example with its quarters signed off, each as the plan stood after its review."""
    example = templates() / "example"
    with scratch() as folder:
        at = str(Path(folder) / "rise-bakery.workbook")
        book = Workbook(at, Store(database.connect(at, create=True)), BY)
        with closing(book.store):
            book.store.restore(unsigned(exchange.read(example)))
            for quarter, day in SIGNINGS.items():
                book.sign_off(Quarter.parse(quarter), BY, as_of=day)
            records = book.store.records()
            records[SIGNED] = [lean(row) for row in records[SIGNED]]
            exchange.write(records, example, Path(__file__))


if __name__ == "__main__":
    main()
