"""The guided pages, a module for each notebook."""
