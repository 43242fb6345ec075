"""Rules that compare the English with the Chinese beside it."""
