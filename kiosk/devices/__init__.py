"""What leaves the kiosk: codes, slips, printers and speech. The screen's package paints them."""
