"""The sync file on the kiosk: container, trust, verification, data folder, apply, rollback."""
