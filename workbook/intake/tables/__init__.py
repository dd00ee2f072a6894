"""A file as a table of text: opened within limits, its letters, sheets and header found out."""
