"""What leaves the kiosk: square codes and slips as content. The painting lives in the screen."""
