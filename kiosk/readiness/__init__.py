"""Is everything ready? What is looked at, what is found, and the words for it."""
