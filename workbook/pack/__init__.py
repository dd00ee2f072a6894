"""The quarterly review pack: structured blocks in, a tagged PDF out."""
