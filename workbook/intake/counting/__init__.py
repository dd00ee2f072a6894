"""What the rows of a table come to: readings, counted lines, people and objectives."""
