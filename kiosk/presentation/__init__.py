"""Turns records into finished text in one language: pages, lists, codes, and their presenter."""
