"""Cards for screens, electronic boards and posters, painted without a display."""
