"""What workshops came to, as far as the room saw it."""
