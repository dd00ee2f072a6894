"""From a section to its slides: one message each as the title, and what says it below."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from workbook.pack.blocks import Block, Chart, Heading, Panel, Prose, Section
from workbook.pack.writers.slides.beside import Below
from workbook.pack.writers.slides.item import Item
from workbook.pack.writers.slides.things import things
from workbook.pack.writers.slides.words import SMALL, TEXT, Paragraph, Words

__all__ = ["Frame", "frames"]

_LONGEST = 125  # letters of a title that is read at a glance


@dataclass(frozen=True)
class Frame:
    """A message, and what stands below it, on as many slides as that takes."""

    title: str
    body: Below


def frames(section: Section, pictures: Mapping[str, bytes]) -> Iterator[Frame]:
    """Yield the slides of a section: a new one for each heading, and for each large chart."""
    coming = _Coming(section.title, SMALL if section.appendix else TEXT)
    coming.begin(section.lead)
    about = section.title
    for block in section.blocks:
        if isinstance(block, Heading) or _is_large(block):
            yield from coming.done()
        if isinstance(block, Heading):
            about = block.text
            coming.begin(block.text)
        elif isinstance(block, Panel) and _is_large(block):
            inner = _of(block.blocks, pictures, block.headed)
            yield _frame(
                _joined(block.headed, _clause(block)), [*coming.carried(named=False), *inner]
            )
        else:
            coming.items += things(block, pictures, about)
    if coming.untold and not coming.items:
        yield _frame(coming.title, coming.opening)
    yield from coming.done()


class _Coming:
    """The slide that is being filled: its title, what stands below it, and what waits for that."""

    def __init__(self, name: str, size: float) -> None:
        self.name, self.size = name, size
        self.title, self.untold = name, False
        self.opening: list[Item] = []
        self.items: list[Item] = []

    def begin(self, message: str) -> None:
        """Begin a slide with a message, which is its title unless it is too long for one."""
        waiting = self.carried(named=True)
        self.title, self.untold = _joined(self.name, message), True
        too_long = [self._said(message)] if message and self.title == self.name else []
        self.opening = [*waiting, *too_long]

    def carried(self, *, named: bool) -> list[Item]:
        """Return as paragraphs what no slide says yet; where that follows is `named` already."""
        alone = self.untold and not (named and self.title == self.name)
        said = [*([self._said(self.title)] if alone else []), *self.opening]
        self.untold, self.opening = False, []
        return said

    def done(self) -> Iterator[Frame]:
        """Yield the slide, if anything stands below its title."""
        if self.items:
            yield _frame(self.title, [*self.opening, *self.items])
            self.items, self.opening, self.untold = [], [], False

    def _said(self, text: str) -> Item:
        return Words((Paragraph(text, self.size, bold=True, accent=True, heads=True),))


def _frame(title: str, items: Sequence[Item]) -> Frame:
    return Frame(title, Below(tuple(_joined_up(items))))


def _of(blocks: Sequence[Block], pictures: Mapping[str, bytes], about: str) -> list[Item]:
    return [item for block in blocks for item in things(block, pictures, about)]


def _joined(name: str, message: str) -> str:
    joined = f"{name}: {message}" if message else name
    return joined if len(joined) <= _LONGEST else name


def _clause(panel: Panel) -> str:
    """Return what a panel says first, which is what its chart shows."""
    said = next((each.text for each in panel.blocks if isinstance(each, Prose)), "")
    return re.split(r"[;.](?:\s|$)", said)[0]


def _is_large(block: Block) -> bool:
    return isinstance(block, Panel) and any(isinstance(each, Chart) for each in block.blocks)


def _joined_up(items: Sequence[Item]) -> Iterator[Item]:
    """Yield the same with texts that follow one another in one box, as somebody would edit them."""
    texts: tuple[Paragraph, ...] = ()
    for item in items:
        if isinstance(item, Words):
            texts += item.paragraphs
            continue
        if texts:
            yield Words(texts)
        texts = ()
        yield item
    if texts:
        yield Words(texts)
