"""The pages: each composes what the desk answers onto a canvas."""
