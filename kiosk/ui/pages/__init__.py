"""The pages: each composes the desk's answers on a canvas."""
