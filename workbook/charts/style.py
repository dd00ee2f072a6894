"""The colours of all charts, which are those of templates/pack/style.typ."""

__all__ = ["ACCENT", "EDGE", "INK", "LINE", "MUTED", "SIGNAL", "WASH"]

INK = "#1b2430"
MUTED = "#56616f"
LINE = "#aeb7c2"
EDGE = "#d5dbe2"
WASH = "#e6eaef"
ACCENT = "#12496b"
SIGNAL = "#b8430c"
