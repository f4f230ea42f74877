"""Painting on paper: one layout in millimetres, any painter that Qt has."""
