"""How a number is computed: pure functions that know nothing of workbooks.

Every figure that the workbook prints comes from one of these functions. Each takes lists, arrays
or plain values, computes one published method, and returns a small frozen result that says what a
reader needs to judge it. They open no file, keep no state, and show nothing. These pages are the
manual: `python -m pydoc workbook.methods.trend` prints the one on trends.

Rules that hold everywhere
    Positions count from 0, in what goes in and in what comes out. Only error texts that name the
    first, second, … value, row or column count from 1.
    Results are frozen dataclasses, or a plain number, list or table of them where that says it all.
    Beside the figures they carry the sample size, the variant of the method where there are
    several, and a `caveat`: a sentence where the data are too thin to say much, else empty. Print
    it beside the figure.
    A list is a list: a mapping, a set, a data frame or masked figures in its place are refused.
    What cannot be computed is refused with a `MethodError` (`workbook.errors`) that says what is
    wrong and where; `TooFewPoints` is the kind for short data. A missing value is refused unless
    the function says that it leaves it out. No result holds a NaN; nothing warns on the console.
    The docstrings give the formula, the units and shapes, what is raised, and the source. Every
    example in them runs as a test, and published cases are reproduced in `tests/methods`.

Modules, by the question that they answer
    process_behaviour   signal or noise in a KPI: XmR chart, assurance of a target, EWMA, CUSUM
    trend               a KPI's direction and a modest forecast: Mann-Kendall, smoothing, Holt
    association         do two measures move together? Spearman, lags, false-discovery rate
    effect              did the initiative work? Hodges-Lehmann shift and a verdict
    pairwise            weights from comparisons: AHP, rank-order centroid
    ranking             comparing initiatives: weights by swing, weighted sum, SMAA, RICE, WSJF
    portfolio           the best affordable set: an exact 0/1 programme
    agreement           does the team see it the same way? rwg, ICC, alpha, Kendall's W, IPRAS
    survey              from few people: NPS, means, shares, bootstrap, small groups kept hidden
    network             who works with whom: silos, bridges, E-I index
    voting              what the room thinks: Borda, Schulze, dots, convergence of rounds
    decision            choosing under uncertainty: six criteria and perfect information
    comments            tone of open comments in English: VADER
    calibration         were stated probabilities honest? Brier score and its parts

The other modules of the package hold parts of these; what they offer is imported from above.

>>> from workbook.methods.process_behaviour import xmr
>>> chart = xmr([31, 29, 33, 30, 32, 28, 31, 30, 45])  # new customers, a month each
>>> print(f"{chart.centre:.1f}, usually {chart.lower:.1f} to {chart.upper:.1f}")
32.1, usually 20.8 to 43.4
>>> chart.signals
(Signal(index=8, rule='beyond_limits'), Signal(index=8, rule='range'))
>>> chart.caveat
'Provisional: the limits come from 9 points; from 17 on they are firm.'
"""
