"""Fit the export of another system: what its columns and its words mean, asked once."""
