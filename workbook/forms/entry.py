"""One record while a person edits it: what is saved, what is typed, and what is wrong with it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from workbook.errors import Conflict, InvalidEntry, WorkbookError
from workbook.forms.fields import FieldSpec
from workbook.forms.typed import Choices, Typed, read, show, stored

__all__ = ["Contest", "Entry", "Side"]

Side = Literal["mine", "theirs"]

_EMPTY: tuple[Any, ...] = (None, "", [])
_ABOUT = ("id", "version", "fixed")


@dataclass
class Contest:
    """What two people changed at once: field -> their value, and the version theirs has.

    `version` is None when they removed the record; `theirs` is empty then.
    """

    version: int | None
    theirs: dict[str, Any]


@dataclass
class Entry:
    """A record's saved values, and on top of them what was typed since.

    `waiting` holds the values that were read from `typed` and wait for the next save; a field whose
    typing cannot be read is in `problems` instead. `version` is None until the first save.
    """

    id: str
    version: int | None
    saved: dict[str, Any]
    typed: dict[str, Typed] = field(default_factory=dict)
    waiting: dict[str, Any] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)
    trouble: str = ""
    left: bool = False
    contest: Contest | None = None
    fixed: tuple[str, ...] = ()

    @classmethod
    def of(cls, record: Mapping[str, Any]) -> "Entry":
        """Return the entry of a saved record: its fields, `id` and `version`.

        Fields that are named in `fixed` take no typing in this record.
        """
        values = {name: value for name, value in record.items() if name not in _ABOUT}
        fixed = tuple(record.get("fixed", ()))
        return cls(str(record["id"]), record.get("version"), values, fixed=fixed)

    @property
    def is_new(self) -> bool:
        """Whether no save has taken it yet."""
        return self.version is None

    @property
    def has_content(self) -> bool:
        """Whether a person put anything into it that is not saved yet."""
        return bool(self.typed) or any(
            value not in _EMPTY for name, value in self.waiting.items() if name != "position"
        )

    @property
    def unsaved(self) -> list[str]:
        """The fields of which something is typed that no save has taken yet."""
        names = {**self.typed, **self.waiting, **self.problems}
        return [name for name in names if name != "position"]

    @property
    def is_edited(self) -> bool:
        """Whether anything about it waits to be saved."""
        return bool(self.typed or self.waiting)

    def value(self, name: str) -> Any:
        """Return the value as it will be after the next save."""
        return self.waiting.get(name, self.saved.get(name))

    def shown(self, spec: FieldSpec) -> Typed:
        """Return what the field shows: what was typed, until it is saved."""
        return self.typed.get(spec.name, show(spec, self.value(spec.name)))

    def missing(self, specs: Iterable[FieldSpec]) -> list[FieldSpec]:
        """Return the fields without which the record cannot be saved."""
        return [
            spec
            for spec in specs
            if spec.required and spec.name not in self.problems and self.value(spec.name) in _EMPTY
        ]

    def type(self, spec: FieldSpec, typed: Typed, choices: Choices) -> None:
        """Take what was typed into a field, and read again what was refused beside it."""
        self.trouble = ""
        self.typed[spec.name] = typed
        self.problems.pop(spec.name, None)
        if typed == show(spec, self.saved.get(spec.name)) or (
            self.is_new and spec.required and typed in _EMPTY
        ):
            self._settle(spec.name)
            return
        try:
            value = read(spec, typed, choices)
        except WorkbookError as error:
            self.waiting.pop(spec.name, None)
            self.problems[spec.name] = str(error)
            return
        if value == self.saved.get(spec.name) or (value in _EMPTY and self.is_new):
            self._settle(spec.name)
        else:
            self.waiting[spec.name] = value

    def halt(self, name: str, problem: str) -> None:
        """Keep the last value of a field in which something stands that cannot be read."""
        self._settle(name)
        self.problems[name] = problem

    def outdated(self, spec: FieldSpec, was: Typed) -> None:
        """Contest what waits for its save where something else is saved than was shown then."""
        theirs = self.saved.get(spec.name)
        if spec.name in self.waiting and show(spec, theirs) != was:
            others = self.contest.theirs if self.contest else {}
            self.contest = Contest(self.version, {**others, spec.name: theirs})

    def retry(self, specs: Mapping[str, FieldSpec], choices: Choices) -> None:
        """Read again those of these fields that were refused, as something has changed since."""
        for name in [each for each in self.problems if each in specs]:
            del self.problems[name]
            if name in self.typed:
                self.type(specs[name], self.typed[name], choices)

    def accept(self, fields: Mapping[str, Any], version: int) -> None:
        """Note that these fields were saved."""
        self.version = version
        self.trouble = ""
        self.saved.update(fields)
        for name in fields:
            self._settle(name)

    def refuse(self, error: InvalidEntry, specs: Mapping[str, FieldSpec]) -> bool:
        """Put the sentences beside their fields; return whether something else can be saved yet."""
        beside = {name: text for name, text in error.problems.items() if name in specs}
        self.problems.update(beside)
        self.trouble = " ".join(t for name, t in error.problems.items() if name not in specs)
        held_back = {name: self.waiting.pop(name) for name in beside if name in self.waiting}
        for name, value in held_back.items():
            self.typed.setdefault(name, show(specs[name], value))
        return bool(held_back and self.waiting and not self.trouble)

    def contested(self, error: Conflict, specs: Mapping[str, FieldSpec]) -> None:
        """Keep both versions of what two people changed; take theirs where only they did."""
        theirs = {
            name: stored(specs[name], value) if name in specs else value
            for name, value in error.theirs.items()
        }
        both = {
            name: value
            for name, value in theirs.items()
            if name in specs
            and name in self.waiting
            and value not in (self.waiting[name], self.saved.get(name))
        }
        self.saved.update({name: value for name, value in theirs.items() if name not in both})
        if both or not theirs:
            self.contest = Contest(error.version, both)
        else:
            self.version = error.version

    def resolve(self, name: str, side: Side) -> None:
        """Settle one contested field; the record can be saved again after the last one."""
        if self.contest is None or name not in self.contest.theirs:
            return
        mine, self.saved[name] = self.value(name), self.contest.theirs.pop(name)
        if side == "theirs":
            self._settle(name)
        else:
            self.waiting[name] = mine
        if not self.contest.theirs:
            self.version, self.contest = self.contest.version, None

    def bring_back(self) -> None:
        """Make it a new record with everything it held, as the saved one is gone."""
        self.waiting, self.saved = {**self.saved, **self.waiting}, {}
        self.version, self.contest = None, None

    def _settle(self, name: str) -> None:
        self.typed.pop(name, None)
        self.waiting.pop(name, None)
