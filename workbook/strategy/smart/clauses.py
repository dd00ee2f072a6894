"""One goal or two: the clauses of a goal, told apart by their verbs, numbers and figures."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from workbook.strategy.smart.dates import times
from workbook.strategy.smart.numbers import Measure
from workbook.strategy.smart.reading import one_of, words

__all__ = ["CERTAIN_OBJECT", "OBJECT", "Core", "core", "second_goal"]

_TIME = r"(?:day|week|weekend|month|quarter|season|year|time|morning|evening|night|hour|person)s?\b"
_OPENINGS = (  # what stands before the result itself
    r"[-*•]\s+",
    r"[^:;,.]{2,40}:\s+",
    rf"(?:every|each)\s+(?:\w+day|{_TIME}),?\s+",
    r"(?:eventually|ideally|hopefully|finally|please),?\s+",
    r"(?:(?:our|my|the)\s+(?:\w+\s+)?(?:aim|goal|objective|plan|target|ambition)\s+"
    r"(?:for\s+\w+\s+)?is\s+(?:to|that\s+we)|(?:(?:we|i)\s+)?(?:want|wish|aim|plan|hope|intend|need"
    r"|would\s+like)\s+to|(?:we|i)\s+(?:will|shall|must|should)(?:\s+have)?|(?:we|i)|to)\s+",
)
_REASON = (  # what stands after it: purpose, cause, means, condition
    r",?\s+(?:so\s+that|so\s+we|in\s+order\s+to|because|since|as\s+long\s+as|while|without"
    r"|instead\s+of|by\s+\w+ing)\b|\s+\("
)
_JOINT = (
    r"\s*(?:;|\n|[.!?]\s|,(?:\s*(?:and|then|but|&)\s)?|\s(?:and|plus|but|then|together\s+with"
    r"|along\s+with|as\s+well\s+as)\s|\s[&+/]\s)\s*(?:[-*•]\s+)?"
    r"(?:(?:also|then|finally|further|in\s+addition|at\s+the\s+same\s+time|we)\s+)*"
)
OBJECT = (  # what an object may begin with
    r"(?:the|our|my|your|their|its|more|fewer|less|once|twice|at\s+least|up\s+to|\d|new|both|some"
    rf"|one|two|three|four|five|six|seven|eight|nine|ten|(?:an?|all|every|each)(?!\s+{_TIME}))\b"
)
CERTAIN_OBJECT = rf"(?:the|our|my|your|their|its|an?(?!\s+{_TIME}))\b"
_SMALL = (
    r"(?:to|of|in|on|at|by|for|from|with|within|without|into|over|under|not|no|only|or|and|the|an?"
    r"|all|both|half|during|between|per|than|before|after|through|across|is|are|be)"
)
_BACK = r"(?:keep|hold|stay|maintain|leave|remain)\b.*\b(?:it|them|that|this|there|so|level)\b"
_ENDS = (
    r"(?=\s*(?:$|[·,;.(]|(?:and|by|to|from|in|of|per|for|at|this|next|each|every|an?|within|until"
    r"|before|over|as|with|through)\b|&))"
)
_SPELL = r"(?:hours?|minutes?|days?|weeks?|months?|years?|times|pence|cents)\b"
_PARTICLES = frozenset(["up", "out", "in", "on", "off", "down", "over"])


@dataclass(frozen=True)
class Core:
    """The result itself within a plain text, where it begins, and its first word."""

    text: str
    start: int

    @property
    def verb(self) -> str:
        """The first word, which in most goals is the verb."""
        return re.split(r"[^\w'-]", self.text, maxsplit=1)[0]


def core(text: str) -> Core:
    """Return a plain text without its opening, and without the reason or means it gives.

    >>> core("by june we want to hire a baker so that we can open on sundays")
    Core(text='hire a baker', start=19)
    """
    start = _opening(text)
    reason = re.search(_REASON, text[start + 1 :])
    end = start + 1 + reason.start() if reason else len(text)
    return Core(text[start:end], start)


def second_goal(found: Core, measures: Sequence[Measure]) -> int | None:
    """Return where in the core a second goal begins, or nothing where it is one goal.

    `measures` are those of the whole text.

    >>> second_goal(core("increase sales and reduce waste"), ())
    19
    >>> second_goal(core("buy and install an oven for bread and rolls"), ())
    """
    text = _joined(found.text)
    places = [(m.start - found.start, m.end - found.start) for m in measures]
    begins = 0
    for joint in re.finditer(_JOINT, text):
        before, after = text[begins : joint.start()], text[joint.end() :]
        if not _nested(before) and (
            _clause(found.verb, before, joint[0], after)
            or _figures(found.verb, before, after)
            or _compared(before, after)
            or _two_measures(joint, places, text)
        ):
            return joint.end()
        begins = joint.end() if re.search(r"[;\n.]", joint[0]) else begins
    return None


def _opening(text: str) -> int:
    start = next((time.end for time in times(text) if time.start == 0), 0)
    for opening in (r"\s*[,:]?\s*", *_OPENINGS):
        match = re.match(opening, text[start:])
        start += match.end() if match else 0
    return start


def _joined(text: str) -> str:
    """Return the text with dots for the spaces of pairs such as “bread and rolls”."""
    return _pairs().sub(lambda match: re.sub(r"\s", "·", match[0]), text)


@cache
def _pairs() -> re.Pattern[str]:
    pairs = (re.escape(pair).replace(r"\ and\ ", r"\s(?:and|&)\s") for pair in words("pairs"))
    return re.compile(rf"\b(?:{'|'.join(pairs)})\b|\bbetween\s+\S+\s+and\b")


def _nested(before: str) -> bool:
    """Return whether what follows hangs on a “to do”, “who” or “that” inside the clause before."""
    to_do = rf"to\s+(?:{one_of('verbs')}\b|{one_of('either')}\s+{OBJECT})"
    return bool(re.match(rf"\w.*\s(?:{to_do}|(?:who|which|that|where|how|whether)\b)", before))


def _clause(verb: str, before: str, joint: str, after: str) -> bool:
    """“Buy an oven and install it” is two clauses, “buy and install an oven” is one."""
    previous = re.split(_JOINT, before)[-1].split()
    shared = len(previous) == 1 or (len(previous) == 2 and previous[1] in _PARTICLES)
    if shared or re.match(_BACK, after):
        return False
    return _begins_with_verb(after, verb, "then" in joint)


def _begins_with_verb(after: str, verb: str, then: bool) -> bool:
    match = re.match(r"(?:to\s+)?([a-z'-]+)\s+(?=\S)", after)
    if not match:
        return False
    word, rest = match[1], after[match.end() :]
    if verb.endswith("ing"):
        known = words("verbs") | words("either")
        return word.endswith("ing") and not known.isdisjoint(_stems(word))
    if word in words("either"):
        return then or bool(re.match(OBJECT, rest))
    if word in words("verbs"):
        return True
    other = re.fullmatch(_SMALL, word) or word.endswith(("s", "ing", "ed", "ly"))
    return not other and bool(re.match(CERTAIN_OBJECT, rest))


def _stems(gerund: str) -> set[str]:
    stem = gerund.removesuffix("ing")
    return {stem, stem + "e", stem[:-1]}


def _figures(verb: str, before: str, after: str) -> bool:
    """“Raise members and satisfaction” is two goals, “cut paper and ink costs” is one."""
    if verb not in words("change") | words("weak"):
        return False
    figure = one_of("figures", "abstract")
    right = re.match(rf"(?:[a-z'-]+\s+){{0,2}}?{figure}\b{_ENDS}", after)
    return bool(right and re.search(rf"\b{figure}$", before))


def _compared(before: str, after: str) -> bool:
    """“More visitors and fewer complaints” is two goals."""
    more = r"(?:more|less|fewer|better|higher|lower)\b"
    return bool(re.match(more, after) and re.search(rf"\b{more}", before))


def _two_measures(joint: re.Match[str], places: Sequence[tuple[int, int]], text: str) -> bool:
    """“Hire two bakers and three drivers” is two goals; “2 hours and 30 minutes” is one."""
    left = any(end <= joint.start() for _, end in places)
    if "," in joint[0] or not left:
        return False
    return any(_counts_other(text, joint.end(), *place) for place in places)


def _counts_other(text: str, at: int, start: int, end: int) -> bool:
    near = at <= start and len(text[at:start].split()) <= 3
    counted = re.search(r"[^\W\d]|[%£$€]", text[start:end])
    return near and bool(counted) and not re.search(rf"\b{_SPELL}$", text[start:end])
