"""Which pieces of a Chinese text and of its English translation belong together, and how certain that is."""
