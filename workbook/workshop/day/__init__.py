"""The day of a workshop: its agenda, its times, what it asks, and what it is to bring."""
