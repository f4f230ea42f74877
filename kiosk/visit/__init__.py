"""The visit: what a visitor has chosen, what a touch makes of it, how long it may rest."""
