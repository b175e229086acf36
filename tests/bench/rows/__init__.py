"""The measures, one file a subject; each gives rows of the table."""
