"""S: one result, said so that a stranger knows what will change."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from workbook.strategy.smart.clauses import CERTAIN_OBJECT, OBJECT, Core, core, second_goal
from workbook.strategy.smart.dates import without_times
from workbook.strategy.smart.goal import Goal, Verdict
from workbook.strategy.smart.numbers import Measure, measures
from workbook.strategy.smart.reading import is_english, one_of, plain, words

__all__ = ["specific"]

_STATES = (  # what is reached, where no verb comes first: “sauna ready by May”
    r"\b(?:ready|open|live|in\s+place|complete|running|built|done|made|met|paid|sent|sold|won)\b",
    r"\b(?:is|are|has|have|will|can|no\s+longer|nobody|everybody|everyone)\b",
    r"^no\s|^(?:every|each)\s+\w+\s+\w+s\b",
    r"\s(?:\w{3,}ed|up|down)(?=\s*(?:$|[·,]|(?:by|before|in|on|until|to|from)\b))",
)
_PREPOSITION = (
    r"(?:of|for|with|to|in|on|at|by|from|within|until|before|as|the|every|each|once|twice)"
)


def specific(goal: Goal) -> Verdict:
    """Say whether the text of a goal names one result, and names it concretely."""
    if not goal.text.strip():
        return Verdict("S", False, "It is empty: say in one sentence what will be true.")
    if not is_english(goal.text):
        return Verdict("S", True, "Only English can be checked: ask others what it means.")
    text = plain(goal.text)
    result, numbers = core(text), measures(text)
    problem = _two_goals(goal, result, numbers) or _vague(goal, result, numbers)
    if not (problem or numbers or _says_what(result)):
        problem = "It names a subject, not a result: begin with a verb, such as “sell” or “open”."
    return Verdict(
        "S", not problem, problem or "It names one result that a stranger would recognise."
    )


def _two_goals(goal: Goal, result: Core, numbers: Sequence[Measure]) -> str:
    place = second_goal(result, numbers)
    if place is None:
        return ""
    second = goal.text[result.start + place :].strip(" .").split()
    said = " ".join(second[:4]) + ("…" if len(second) > 4 else "")
    return f"It is more than one goal: make an objective of its own from “{said}”."


def _vague(goal: Goal, result: Core, numbers: Sequence[Measure]) -> str:
    found = None if numbers else _wish(result)
    if not found and not (goal.target is not None and goal.unit):
        found = None if _explained(result, numbers) else _empty(result)
    if not found:
        return ""
    start, end = (result.start + place for place in found)
    said = goal.text[start:end].strip()
    return f"“{said}” can mean anything: say what a visitor would see once it is true."


def _wish(result: Core) -> tuple[int, int] | None:
    text = without_times(result.text).rstrip(" ·,")
    return next((match.span() for wish in _wishes() if (match := wish.search(text))), None)


@cache
def _wishes() -> tuple[re.Pattern[str], ...]:
    return tuple(map(re.compile, _wish_patterns()))


def _wish_patterns() -> Iterator[str]:
    yield rf"\b{one_of('idioms')}\b"
    yield (
        r"^(?:be|become|get|stay|remain|feel|being|becoming)\s+(?!able\b)(?:[\w'-]+\s+){0,4}?"
        rf"{one_of('being')}\b"
    )
    # “be prepared”, but not “be debt-free” or “become certified”
    yield (
        r"^(?:be|become|remain|stay|go|feel)\s+"
        r"(?!\w*(?:less|ed|free|neutral)$|organic$|vegan$|public$|independent$)\w+$"
    )
    yield (
        r"^(?:be|become|remain|stay|have|offer|provide|serve|make|bake|deliver|run)\s+(?:the|our)\s+"
        r"(?!latest)(?:most\s+\w+|\w{3,}(?<!harv)(?<!inter)(?<!for)(?<!con)(?<!requ)est|best)\b"
    )
    yield (
        r"^(?:do|have|get|achieve|provide|create|offer|give|build|deliver)\s+(?:an?\s+|our\s+)?"
        rf"{one_of('praise')}\b"
    )
    yield r"^(?:try|trying|strive|attempt|seek|explore|consider|investigate)\b"
    yield r"^(?:focus|work|concentrate|think|reflect)\s+(?:\w+\s+)?(?:on|about|upon)\b"
    yield r"^look\s+(?:into|at)\b"
    yield r"^(?:lead|dominate|conquer)\s+(?:the|our)\s+(?:\w+\s+)?(?:market|field|region|sector)"
    yield r"^(?:grow|develop|nurture)\s+(?:our|the)\s+(?:people|team|staff|talents?)$"
    yield r"^make\s+(?:[\w']+\s+){1,3}(?:happy|happier|better|great|best|proud|more\s+\w+)$"
    yield r"^show\s+(?:that|how)\b|^help\s+(?:more\s+)?people$|^keep\s+\w+ing$"
    yield rf"^\w+\s+(?:more|less|harder|smarter)$|\b{one_of('how')}$"


def _empty(result: Core) -> tuple[int, int] | None:
    """Return where a verb stands that says nothing about its object, or nothing."""
    if result.verb in words("empty") | words("change") | words("weak"):
        part_of_more = r"\s+(?!(?:by|in|on|of|for|at|to|and|with)\b)[a-z]"
        thing = rf"(?:[\w'&-]+\s+){{0,3}}?{one_of('abstract')}\b(?!{part_of_more})"
        whose = r"(?!'\w?\s)"  # “the company's revenue” says what, “the company” does not
        if match := re.match(rf"[\w-]+\s+(?:up\s+)?{thing}{whose}", result.text):
            return match.span()
    figure = re.search(rf"\b{one_of('figures')}\b", result.text)
    weak = result.verb in words("boundless" if figure else "weak")
    return (0, len(result.verb)) if weak else None


def _explained(result: Core, numbers: Sequence[Measure]) -> bool:
    """A number explains a vague word, but “by 20%” does not say of what."""
    share = re.search(r"\bby\s+(?:about\s+)?[\d.,]+\s?(?:%|per\s?cent\b)", result.text)
    abstract = re.search(rf"\b{one_of('abstract')}\b", result.text)
    return bool(numbers) and not (share and abstract and len(numbers) == 1)


def _says_what(result: Core) -> bool:
    """Return whether it begins with a verb that has an object, or says what state is reached."""
    rest = without_times(result.text)[len(result.verb) :].strip(" ·,")
    known_verb = result.verb in words("verbs") | words("weak")
    if known_verb or any(re.search(state, result.text) for state in _STATES):
        # “Retire in five years” needs no object, and “grow in five years” does.
        alone = words("empty") | words("change") | words("weak")
        return bool(rest) or (result.verb != result.text and result.verb not in alone)
    if result.verb in words("either"):
        return _is_verb_before(rest) or _begins_a_row(result)
    return bool(re.match(CERTAIN_OBJECT, rest)) and not result.verb.endswith("s")


def _begins_a_row(result: Core) -> bool:
    """“Plan, write and publish the list” has commas between its verbs."""
    more = rf"(?:{one_of('either')},?\s+(?:and\s+)?)"
    row = rf"[\w-]+,\s+(?:{more}*{one_of('verbs')}\s|{more}+{CERTAIN_OBJECT})"
    return bool(re.match(row, result.text))


def _is_verb_before(rest: str) -> bool:
    """“Price” is a verb in “price the new range”, and a noun in “price list for cafés”."""
    after_verb = (
        rf"(?!\d+\s+of\b)(?:{OBJECT}|\S*\d)|and\s+{one_of('verbs', 'either')}\s"
        r"|(?:up|out|off|down|over|back|on|in|at|from|to|away|through)\b"
    )
    head = re.split(rf"\s+{_PREPOSITION}\b", rest, maxsplit=1)[0]
    return bool(re.match(after_verb, rest) or re.search(r"[^\Ws]s$", head))
