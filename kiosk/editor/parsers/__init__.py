"""Cell by cell: what a value of a foreign file says, and what it does not."""
