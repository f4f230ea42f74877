"""The factory directory as files that people edit."""
