"""Records and the rules that hold everywhere: no database, no screen, no clock."""
