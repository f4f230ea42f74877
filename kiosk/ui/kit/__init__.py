"""The layout kit: blocks are measured, arranged and drawn into a scene."""
