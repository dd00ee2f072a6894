"""What the texts of a column are: numbers, days, totals, and what they seem to hold."""
