"""The website: pages in sixteen languages from one signed file, the same bytes each time."""
