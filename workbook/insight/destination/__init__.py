"""What the numbers say about the objectives, and whether everybody reads the same in them."""
