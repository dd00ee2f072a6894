"""The tone of open comments, as a first sort before somebody reads them.

Use it for dozens of comments in English, to see which to read first. Not instead of reading them,
not for another language, and not to judge one person: a word list misses irony and trade terms.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from workbook.errors import MethodError
from workbook.methods.checks import in_a_row, short

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["sentiment"]

CAVEAT = "English only. A word list judges the tone; irony and trade terms escape it."
EDGE = 0.05


def sentiment(texts: Iterable[Any]) -> "pd.DataFrame":
    """Return VADER's compound score, Σ/√(Σ² + 15) of the words' valences, and a label at ±0.05.

    English only: text in another language comes out near 0, as if it were neutral. For groups
    below the survey's threshold show no comment's tone by itself, only that of all groups together.
    The texts are not repeated in the result.

    Args:
        texts: one comment each; an empty one is neutral. None at all gives an empty table.

    Returns:
        A row for each comment, in order, with `compound` (−1 to 1) and `label` (“positive” from
        0.05, “negative” from −0.05, “neutral” between); `attrs` holds `n`, `variant`, `caveat`.

    Raises:
        MethodError: a comment that is no text, and the sentence says which, from 1; or no list.

    Source: Hutto & Gilbert, VADER: A Parsimonious Rule-based Model for Sentiment Analysis of Social
        Media Text (ICWSM 2014); computed by `vaderSentiment`.

    >>> sentiment(["The book was good.", "Today SUX!"]).to_dict("list")
    {'compound': [0.4404, -0.5461], 'label': ['positive', 'negative']}
    """
    import pandas as pd
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer  # type: ignore[import-untyped]

    listed = [texts] if isinstance(texts, str) else in_a_row(texts, "a list of comments")
    comments = [_text(place, text) for place, text in enumerate(listed, 1)]
    analyser = SentimentIntensityAnalyzer()
    scores = [float(analyser.polarity_scores(text)["compound"]) for text in comments]
    table = pd.DataFrame(
        {"compound": pd.Series(scores, dtype=float), "label": [_label(score) for score in scores]}
    )
    table.attrs = {"n": len(comments), "variant": "VADER, ±0.05", "caveat": CAVEAT}
    return table


def _text(place: int, text: Any) -> str:
    if not isinstance(text, str):
        raise MethodError(f"Comment {place} is no text: {short(text)}. Leave out what is missing.")
    return text


def _label(compound: float) -> str:
    if compound >= EDGE:
        return "positive"
    return "negative" if compound <= -EDGE else "neutral"
