"""The directory: records in, one SQLite file, answers out. The only package that uses SQLite."""
