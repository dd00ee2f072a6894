"""The writers of the pack's formats: data in, a file's bytes out."""
