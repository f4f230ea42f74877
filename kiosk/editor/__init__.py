"""The editor's desk: from a source of the coalition to a signed sync file."""
