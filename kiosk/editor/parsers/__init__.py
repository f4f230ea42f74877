"""Parsers for single cells of foreign files."""
