"""Charts are lettered as the text around them."""

import re
from io import BytesIO

import pikepdf

from tests.pack.paper import document, section
from workbook.charts.style import draw
from workbook.pack.blocks import Chart
from workbook.pack.printing.typeset import typeset


def test_a_chart_is_printed_in_the_typeface_of_the_text_and_not_in_its_thinnest_weight():
    svg = draw(8, 3, (1, 1, 1, 1), lambda axes: axes.set_xticks([0], ["Tickets"]))
    assert re.search('<text style="font-variation-settings: &quot;wght&quot; 400', svg)
    pdf = pikepdf.open(BytesIO(typeset(document(section(Chart(svg, "Tickets."))))))
    names = {str(o.BaseFont) for o in pdf.objects if isinstance(o, pikepdf.Dictionary)
             and o.get("/Type") == "/Font"}  # fmt: skip
    assert all("SourceSans3" in name for name in names)
