"""Staff mode: its state and moves, its answers, and the processes that work for it."""
