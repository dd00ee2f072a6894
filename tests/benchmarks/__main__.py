"""`python -m tests.benchmarks`: measure, print the ratios, and fail if a promise is not kept."""

import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from tests.benchmarks import (
    bench_acceptability,
    bench_choose,
    bench_growth,
    bench_import,
    bench_methods,
    bench_page,
    bench_render,
    bench_room,
    bench_save,
    bench_worlds,
)
from tests.benchmarks.compare import Comparison
from tests.benchmarks.large import example, large
from workbook.strategy.quarters import newest_quarter

ROW = "{:<34}{:<36}{:>10}{:>10}{:>7}{:>9}  {}"


def main() -> int:
    """Return 0 if every promise that could be measured is kept."""
    with TemporaryDirectory() as scratch:
        folder = Path(scratch)
        book = example(folder / "example.workbook")
        quarter = str(newest_quarter(book.plan))
        print("Measuring, each way in turns: some ten minutes …", flush=True)
        saved = bench_save.measure(book, folder)
        book.store.close()
        rendered = [*bench_render.measure(Path(book.source), quarter, folder)]
        opened = bench_page.measure(Path(book.source), folder)
        grown = bench_growth.measure(large(folder / "large.workbook"), book, quarter, folder)
        taken = bench_import.measure(folder)
    ranked, chosen = bench_acceptability.measure(), bench_choose.measure()
    worlds = bench_worlds.measure()
    if not rendered or opened is None:
        print("Rendering and opening a page were not measured, because there is no Chromium.")
    done = [
        comparison
        for comparison in (*rendered, opened, saved, ranked, chosen, worlds)
        if comparison
    ]
    done += [*bench_methods.measure(), *grown, *taken, *bench_room.measure()]
    show(done)
    return 0 if all(comparison.kept for comparison in done) else 1


def show(comparisons: list[Comparison]) -> None:
    """Print one line a comparison; times are medians."""
    print(ROW.format("What", "Plain way", "ours", "plain", "ratio", "at most", ""))
    for each in comparisons:
        ours, plain = (each.promise.say(median(times)) for times in (each.ours, each.plain))
        ratio, most = f"{each.ratio:.2f}", f"{each.promise.target:g}"
        verdict = "kept" if each.kept else "MISSED"
        if each.promise.limit is not None:
            verdict += f" (at most {each.promise.say(each.promise.limit)} besides)"
        name, plain_way = each.promise.name, each.promise.plain_way
        print(ROW.format(name, plain_way, ours, plain, ratio, most, verdict))


if __name__ == "__main__":
    sys.exit(main())
