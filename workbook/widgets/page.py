"""The frame of a guided page: the bar, the chapters of a step, the one that is open, and onward."""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import ipywidgets as widgets  # type: ignore[import-untyped]

from workbook.errors import WorkbookError
from workbook.widgets.editor import Editor
from workbook.widgets.heading import Heading
from workbook.widgets.navigation import Contents, Onward, Standing, StepBar
from workbook.widgets.part import plain_layout
from workbook.widgets.savebar import SaveBar

__all__ = ["Page", "Sheet", "editors"]

_logger = logging.getLogger(__name__)
UNEXPECTED = (
    "Something in this chapter could not be reckoned, so that it cannot be shown. "
    "Nothing that was saved is lost, and the other chapters can be used."
)


class Sheet(widgets.VBox):  # type: ignore[misc]
    """A chapter as it was built: its title, and its parts; `renew` tells them of what is new."""

    def __init__(
        self,
        title: str,
        parts: Sequence[widgets.Widget] = (),
        renew: Callable[[], None] = lambda: None,
        *,
        lead: str = "",
    ) -> None:
        super().__init__([Heading(title=title, lead=lead), *parts], layout=plain_layout())
        self.renew = renew
        self.add_class("wb-sheet")


class Page(widgets.VBox):  # type: ignore[misc]
    """A step of forms that save themselves, one chapter at a time.

    `look` returns how everything stands; it is asked after each save. `make` returns the chapter of
    a name; it is asked when that is first opened, and what it made is kept, for each `edition` of
    the page. `beside` stands above the list of chapters, `below` under whichever is open. The page
    opens at the first chapter that lacks something.
    """

    def __init__(  # noqa: PLR0913 (what a page is made of, most of it optional)
        self,
        name: str,
        title: str,
        look: Callable[[], Standing],
        make: Callable[[str], Sheet],
        *,
        lead: str = "",
        edition: str = "",
        beside: Sequence[widgets.Widget] = (),
        below: Sequence[widgets.Widget] = (),
    ) -> None:
        self.name = name
        self.look, self.make = look, make
        self.bar = SaveBar(on_saved=self.renew)
        self.steps = StepBar(here=name)
        self.contents = Contents(title=title, lead=lead)
        self.onward = Onward()
        self.body = _box("wb-body")
        self.edition = edition
        self._sheets: dict[tuple[str, str], Sheet] = {}
        self._behind: set[tuple[str, str]] = set()
        self.standing = look()
        top = _box("wb-top", self.steps, self.bar)
        side = _box("wb-side", *beside, self.contents)
        main = _box("wb-main", self.body, self.onward, *below)
        super().__init__([top, side, main], layout=plain_layout())
        self.add_class("wb-page")
        self.contents.on_msg(self._on_message)
        self.open_chapter(self.lacking)

    @property
    def lacking(self) -> str:
        """The name of the first chapter that lacks something, or else of the first one."""
        chapters = self.standing.chapters
        return next((each.name for each in chapters if each.missing), chapters[0].name)

    @property
    def sheet(self) -> Sheet:
        """The chapter that is open."""
        return self._sheets[self._key(self.contents.here)]

    def open_chapter(self, name: str) -> Sheet:
        """Show a chapter, as it was left or else for the first time."""
        key = self._key(name)
        if key not in self._sheets:
            self._build(key)
        elif key in self._behind:
            self._behind.discard(key)
            self._sheets[key].renew()
        for other, sheet in self._sheets.items():
            (sheet.remove_class if other == key else sheet.add_class)("wb-away")
        self.contents.here = name
        self._show()
        return self._sheets[key]

    def turn_to(self, edition: str) -> None:
        """Show another edition of the same chapters; what is typed in this one is kept."""
        self.bar.save()
        self.edition = edition
        self.standing = self.look()
        self.open_chapter(self.contents.here)

    def renew(self) -> None:
        """Show how everything stands, after a save; chapters not in sight wait until they are."""
        self.standing = self.look()
        self._behind = self._sheets.keys() - {self._key(self.contents.here)}
        self._show()
        self.sheet.renew()

    def _build(self, key: tuple[str, str]) -> None:
        _, name = key
        sheet = self._made(name)
        sheet.add_class(f"wb-chapter-{name}")
        for editor in editors([sheet]):
            self.bar.join(editor)
        self._sheets[key] = sheet
        self.body.children = (*self.body.children, sheet)

    def _made(self, name: str) -> Sheet:
        try:
            return self.make(name)
        except WorkbookError as error:
            sentence = str(error)
        except Exception as error:  # one chapter that cannot be shown must not close the others
            _logger.warning("The chapter %s could not be built: %r", name, error)
            sentence = UNEXPECTED
        title = next(stop.title for stop in self.standing.chapters if stop.name == name)
        return Sheet(title, lead=sentence)

    def _show(self) -> None:
        here = self.contents.here
        self.steps.show(self.standing)
        self.contents.show(self.standing, here)
        self.onward.show(self.standing, self.name, here)

    def _key(self, name: str) -> tuple[str, str]:
        return self.edition, name

    def _on_message(self, _: Any, content: dict[str, Any], __: Any) -> None:
        if content.get("type") == "go":
            name = str(content.get("to", "")).split("/")[0]
            known = [stop.name for stop in self.standing.chapters]
            self.open_chapter(name if name in known else self.lacking)


def editors(parts: Iterable[widgets.Widget]) -> Iterator[Editor]:
    """Yield the forms among these widgets and in them."""
    for part in parts:
        if isinstance(part, Editor):
            yield part
        else:
            yield from editors(getattr(part, "children", ()))


def _box(name: str, *children: widgets.Widget) -> widgets.VBox:
    box = widgets.VBox(list(children), layout=plain_layout())
    box.add_class(name)
    return box
