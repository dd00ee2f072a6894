"""From the pack's data to its printed pages, by Typst."""
