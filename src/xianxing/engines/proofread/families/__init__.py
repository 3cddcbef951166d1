"""One module a family; each gives `find`, which reads one paragraph or one whole document."""
