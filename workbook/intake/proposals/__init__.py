"""What a file and its columns seem to be: proposed with how sure that is, and asked."""
