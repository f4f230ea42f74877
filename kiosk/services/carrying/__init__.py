"""What a visitor carries away on paper, and the printer that makes it."""
