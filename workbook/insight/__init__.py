"""What the numbers say about a plan in a quarter: plan in, frozen findings out."""
