"""How a pack becomes a Word document: its styles, fields, tables and blocks."""
