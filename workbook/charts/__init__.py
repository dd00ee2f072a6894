"""Findings in; a drawing and the words that stand for it out."""
