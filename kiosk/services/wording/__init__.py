"""Closed codes in words: for the staff's screen, for the shell and for editors."""
