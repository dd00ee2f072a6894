"""Where the figures of a slide come from, as its notes tell it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from workbook.pack.blocks import Cell, Section, Table

__all__ = ["Sources"]


@dataclass
class Sources:
    """The lines of a pack's list of sources, and which were told already."""

    lines: dict[str, tuple[str, str]]
    told_already: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, sections: Sequence[Section]) -> "Sources":
        """Return those of a pack: by its code, what each figure is of, and its line."""
        tables = [each for one in sections for each in one.blocks if isinstance(each, Table)]
        rows = [row for table in tables if table.index for row in table.rows]
        lines = {}
        for row in rows:
            code, of, name, value, how = (_said(cell) for cell in row)
            lines[code] = of, f"{of}, {name}: {value}. {how} [{code}]"
        return cls(lines)

    def told(self, codes: Iterable[str], origin: str, *, rest: bool) -> str:
        """Return the notes of a slide with these figures; the `rest` are those told nowhere yet.

        A code leads to all that is told of its thing.
        """
        things = {self.lines[code][0] for code in codes if code in self.lines}
        shown = [code for code, (of, _) in self.lines.items() if of in things]
        self.told_already.update(shown)
        others = [code for code in self.lines if code not in self.told_already] if rest else []
        parts = [f"Source: {origin}"]
        parts += [self.lines[code][1] for code in shown]
        if others:
            parts.append("Figures that stand on no slide by themselves:")
            parts += [self.lines[code][1] for code in others]
        return "\n".join(parts)


def _said(cell: str | Cell) -> str:
    if isinstance(cell, str):
        return cell
    return " ".join(filter(None, (cell.text, cell.note)))
