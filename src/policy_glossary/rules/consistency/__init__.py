"""What only the whole text can tell: one thing under two names."""
