"""For whoever has no phone: an invited person's page on the facilitator's own computer."""

from workbook.workshop.paper.serials import OWN, is_serial, read_serial
from workbook.workshop.server.handling import Handler, NotHere

__all__ = ["Done", "Here"]


class Here(Handler):
    """Asks for the code on a person's sheet, and leads to their page."""

    def get(self) -> None:
        """Ask for it; whoever was here before is forgotten."""
        self.host.visit.end()
        self.show("here", wrong="")

    def post(self) -> None:
        """Let in whoever has one."""
        if not self.host.pace.may_guess(self.address):
            raise NotHere(429, "too_often")
        code = read_serial(self.sent("code", 60))
        if self.room.box.is_invited(code):
            self.redirect(f"/v/{self.host.visit.begin(code)}", status=303)
            return
        self.host.pace.guessed(self.address)
        self.show("here", 403, wrong="here_unknown" if is_serial(code, OWN) else "here_slip")


class Done(Handler):
    """A person who is done at this computer."""

    def post(self) -> None:
        """Forget them here; what they sent is kept."""
        self.host.visit.end()
        self.redirect("/here", status=303)
