"""The editor's desk: what would be published, signing it, and the keys."""
