"""Rules on words, phrases and openings that come back too often, and on words that fall together in translation."""
