"""What a file is and what its columns are, as it is said, known by words, and remembered."""
