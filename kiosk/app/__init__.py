"""Composition: one object for each role of a running kiosk."""
