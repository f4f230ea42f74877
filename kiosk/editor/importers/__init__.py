"""Import foreign files (HSDS tables and JSON, Ohana tables) into records and findings."""
