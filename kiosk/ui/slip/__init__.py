"""Painting on paper: one layout in millimetres for every painter of Qt."""
