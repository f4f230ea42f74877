"""Staff mode on the screen: its pages, and their controller."""
