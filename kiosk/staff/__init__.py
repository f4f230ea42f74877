"""Who may enter staff mode: the PIN and its tries."""
