"""From what a file says to what a workbook holds: tried, taken in one save, and undone."""
