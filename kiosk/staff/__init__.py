"""Access to staff mode: the PIN and its attempts."""
