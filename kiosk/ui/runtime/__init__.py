"""The window: its objects, its input, its speech."""
