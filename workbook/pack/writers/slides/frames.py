"""From a section to its slides: one message each as the title, and what says it below."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from workbook.pack.blocks import Block, Chart, Heading, Panel, Prose, Section
from workbook.pack.writers.slides.beside import Below
from workbook.pack.writers.slides.item import Item
from workbook.pack.writers.slides.things import things
from workbook.pack.writers.slides.words import SMALL, Paragraph, Words

__all__ = ["Frame", "frames"]

_LONGEST = 125  # letters of a title that is read at a glance


@dataclass(frozen=True)
class Frame:
    """A message, and what stands below it, on as many slides as that takes."""

    title: str
    body: Below


def frames(section: Section, pictures: Mapping[str, bytes]) -> Iterator[Frame]:
    """Yield the slides of a section: a new one for each heading, and for each large chart."""
    title, waiting = _opening(section)
    items: list[Item] = []
    about = section.title
    for block in section.blocks:
        if isinstance(block, Heading) or _is_large(block):
            if items:
                yield _frame(title, [*waiting, *items])
                items, waiting = [], []
            elif title != about and not waiting:
                # A message that nothing stands below goes with what follows it.
                waiting = [Words((Paragraph(section.lead, bold=True, accent=True),))]
        if isinstance(block, Heading):
            title = about = _joined(section.title, block.text)
        elif isinstance(block, Panel) and _is_large(block):
            named = _joined(block.title, _clause(block))
            yield _frame(named, [*waiting, *_of(block.blocks, pictures, block.title)])
            title, waiting = about, []
        else:
            items += things(block, pictures, about)
    if items or waiting:
        yield _frame(title, [*waiting, *items])


def _frame(title: str, items: Sequence[Item]) -> Frame:
    return Frame(title, Below(tuple(_joined_up(items))))


def _of(blocks: Sequence[Block], pictures: Mapping[str, bytes], about: str) -> list[Item]:
    return [item for block in blocks for item in things(block, pictures, about)]


def _opening(section: Section) -> tuple[str, list[Item]]:
    """Return the first title, which is the section's message, and the message if it is too long."""
    title = _joined(section.title, section.lead)
    if title != section.title or not section.lead:
        return title, []
    size = SMALL if section.appendix else 16.0
    return title, [Words((Paragraph(section.lead, size, bold=True, accent=True),))]


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
