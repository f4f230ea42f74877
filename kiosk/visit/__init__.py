"""The visit: a visitor's choices, the effect of a touch, the idle limits."""
