"""The pages: each composes the presenter's answers on a canvas."""
