"""The screen: composed in Python from measured text, drawn by Qt Quick."""
