"""The nouns of the program. Frozen values; nothing here reads, writes or decides."""
