"""The data of a kiosk: how it comes, is checked, begins, and goes a step back."""
