"""Publish a directory: read and check it, compare it with the last file, sign it, report."""
