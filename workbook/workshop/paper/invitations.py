"""A sheet for each person who is invited: what they are asked, where, and what is kept of it.

On it stands the person's own code. The sheets are the one place where it is.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from io import BytesIO

import typst

from workbook.errors import RenderFailed
from workbook.pack.printing.fonts import fonts
from workbook.resources import templates
from workbook.typefaces import faces_for, unprintable, where_to_have
from workbook.wording import say_date
from workbook.workshop.links import own_link
from workbook.workshop.messages import Problem, messages
from workbook.workshop.paper.serials import spoken
from workbook.workshop.questions import Question
from workbook.workshop.rounds import FEW

__all__ = ["Invitation", "print_invitations"]


@dataclass(frozen=True)
class Invitation:
    """What all sheets of a workshop say: `address` is the room's in the local network, if any."""

    business: str
    title: str
    held_on: date | None
    until: date | None
    asked: tuple[Question, ...]
    address: str = ""


def print_invitations(about: Invitation, tokens: Mapping[str, str], language: str = "en") -> bytes:
    """Return a PDF with a sheet for each person, by whose name `tokens` has their token.

    Raises:
        RenderFailed: a character of a name cannot be printed.
    """
    words = messages(language)

    def said(name: str, **gaps: object) -> str:
        return words.say(Problem(f"invite_{name}", gaps))

    held = said("held", day=say_date(about.held_on)) if about.held_on else ""
    until = said("until", day=say_date(about.until)) if about.until else said("until_open")
    asked = [{"ask": each.ask, "of": _of(each)} for each in about.asked if not each.survey]
    kept = [said("kept"), said("not_kept"), said("seen")]
    if len(asked) < len(about.asked):  # whoever knows them before looks up what to remember
        asked.append({"ask": said("surveys"), "of": said("surveys_of")})
        kept.append(said("survey", few=FEW))
    data = {
        "language": words.language,
        "business": about.business,
        "title": about.title,
        "held": held,
        "lead": said("lead"),
        "until": until,
        "asked_title": said("asked"),
        "asked": asked,
        "code_title": said("code"),
        "here": said("here"),
        "network": said("network") if about.address else "",
        "kept_title": said("kept_title"),
        "kept": kept,
        "yours": said("yours"),
        "sheets": [{"name": name, **_way(about.address, token)} for name, token in tokens.items()],
    }
    return _compiled(json.dumps(data, ensure_ascii=False))


def _of(question: Question) -> str:
    return " · ".join(each.name for each in question.options)


def _way(address: str, token: str) -> Mapping[str, str]:
    """Return a person's code, and the link to their page where the network may be used."""
    link = own_link(address, token) if address else ""
    return {"code": spoken(token), "link": link, "qr": _qr(link) if link else ""}


def _qr(text: str) -> str:
    import segno

    drawing = BytesIO()
    segno.make(text, error="m").save(drawing, kind="svg", xmldecl=False, border=0)
    return drawing.getvalue().decode()


def _compiled(text: str) -> bytes:
    if lacking := unprintable(text):
        char = lacking[0]
        raise RenderFailed(
            f"No font has “{char}” (U+{ord(char):04X}). {where_to_have(char)} "
            "Write the name in other letters."
        )
    root = templates()
    pdf = typst.compile(
        input=str(root / "room" / "invitation.typ"),
        root=str(root),
        font_paths=fonts(faces_for(text)),
        sys_inputs={"data": text},
        format="pdf",
        pdf_standards=["ua-1"],
    )
    assert isinstance(pdf, bytes)
    return pdf
