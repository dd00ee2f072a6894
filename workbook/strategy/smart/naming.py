"""Numbers that count nothing: years, clock times, ordinals, names, addresses, ages, sizes."""

import re
from functools import cache

from workbook.strategy.smart.reading import one_of, without

__all__ = ["AFTER_NUMBER", "ONES", "TENS", "without_naming"]

ONES = (
    r"(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen"
    r"|fifteen|sixteen|seventeen|eighteen|nineteen)"
)
TENS = r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
AFTER_NUMBER = (  # words that are no noun which a number could count
    r"(?:a|an|the|to|of|in|on|at|by|for|from|with|within|without|and|or|but|per|each|every|than"
    r"|before|until|till|across|through|during|over|under|into|as|so|because|while|when|if|is|are"
    r"|was|be|we|our|that|which|who|this|next|it|its|now|again|then)\b"
)
_ROAD = r"(?:road|street|lane|avenue|close|square|terrace|crescent|drive|hill|mews|quay|row)\b"
_MONEY_OR_SIZE = r"(?:%|€|\$|£|eur|kg|km|kwh|pounds|dollars)"
_NAMES = (
    # a year, unless it is 2000 of something, or has a unit
    r"(?<![\d.,])(?:19[5-9]\d|20\d\d)(?:\s?[/-]\s?(?:20)?\d\d)?(?![\d%€$£]|[.,]\d)"
    rf"(?!\s?{_MONEY_OR_SIZE})(?!(?<=2000)\s+[a-z])",
    r"\b\d{4}s\b|\b\d{1,2}s\b",  # the 1960s, over-60s, 5S
    r"\b\d{1,2}(?:[:.]\d\d)?\s?(?:am|pm|a\.m|p\.m|o'clock)\b|\b\d{1,2}:\d\d\b",
    r"\b\d{1,2}-(?:to-)?\d{1,2}\s?(?:am|pm)\b",
    r"\b(?:at|by|before)\s+\w+\s+(?:o'clock|in\s+the\s+(?:morning|afternoon|evening))\b",
    r"\b\d+(?:st|nd|rd|th)\b",
    r"\b\d{1,3}\s?/(?!(?:5|10|100)\b)\s?\d{1,3}\b",  # 24/7, and not 4/5
    r"\bcovid-?\s?19\b|\b[a-z]+-\d+\b|\b\d[dg]\b",
    r"\b(?!(?:eur|gbp|usd|chf|fr)\d|m[23]\b)[a-z]+\d\w*\b",  # A4, B2B
    r"\b(?:into|in|on|under|at|as|number|no|every|each|this|that|which)\s+one\b",
    r"\bone\s+(?:of|another|by\s+one|place|roof|stop)\b",
    r"(?<!least )\bone\s+day\b(?!\s+(?:a|per)\b)",
    rf"\b(?:at|to|from|into)\s+\d+[a-z]?\s+(?:[a-z']+\s+){{1,2}}{_ROAD}",
    r"\b(?:older|younger)\s+than\s+\d+(?:\s+(?:years|months|weeks|days)\b)?",
    r"\baged?\s+(?:over\s+|under\s+)?\d+(?:\s?(?:to|-|and)\s?\d+)?",
    r"\b(?:i\s+am|turns?|retire\s+at)\s+\d+",
    r"\bdozens\b|\bhundreds\s+of\b|#\s?\d+|\bno\.\s?\d+",
)
_SPELT_SIZE = r"(?:metre|meter|tonne|ton|litre|liter|inch|foot|watt|volt)"
_SIZE = rf"(?:kg|g|t|m|m2|km|l|cm|mm|ft|kw|kwp|seat|{_SPELT_SIZE})"
_ATTRIBUTES = (
    rf"\ban?\s+\d+(?:[.,]\d+)?\s?{_SIZE}\s+(?=[a-z])",  # a 7.5 tonne lorry
    rf"\b\d+(?:[.,]\d+)?\s{_SPELT_SIZE}\s+(?=[a-z]+s\b)",
    # three-course, 6-week, five-year-old
    rf"\b(?:\d+|{ONES}|{TENS})-(?!(?:in|out|stars?|points?|per|percent|fold|{ONES})\b)"
    r"[a-z]{2,}(?:-[a-z]+)?",
)


def without_naming(text: str) -> str:
    """Return a plain text with the numbers blanked that count nothing.

    >>> without_naming("move 3 desks to windows 11")
    'move 3 desks to ··········'
    """
    text = without(text, (match.span() for match in _names().finditer(text)))
    # An attribute stays a word, so that the five of “five one-star reviews” counts something.
    return re.sub("|".join(_ATTRIBUTES), lambda match: "x" * len(match[0]), text)


@cache
def _names() -> re.Pattern[str]:
    labelled = rf"\b{one_of('labels')}\s+(?:no\.?\s*)?(?:\d+(?:[.,]\d+)*|{ONES})\b"
    counted = rf"(?:{one_of('figures', 'verbs')})\b"
    row = rf"\b(?!{counted})[a-z]+s\s+\d+\s?(?:to|-|and)\s?\d+(?=\s*(?:$|[·,]|{AFTER_NUMBER}))"
    return re.compile("|".join((*_NAMES, labelled, row)))
