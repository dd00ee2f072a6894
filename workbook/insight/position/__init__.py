"""What the numbers say about where the business stands."""
