"""Staff mode on the screen: its pages, and what runs them."""
