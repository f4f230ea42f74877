"""Directories that are lawful and strange: made from a seed, and taken through a whole visit."""
