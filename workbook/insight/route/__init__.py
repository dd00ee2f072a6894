"""What the numbers say about the work, and the work that is left alone."""
