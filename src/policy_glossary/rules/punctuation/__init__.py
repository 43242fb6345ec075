"""Rules on punctuation, script and quotation marks that need more than a pattern: pairing, counting, conversion."""
