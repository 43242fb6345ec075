"""The gate for outside bytes: limits and encodings. Everything that is read passes here."""
