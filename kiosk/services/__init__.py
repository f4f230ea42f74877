"""What the kiosk does for a visitor, without a screen: the visit, its words, its answers."""
