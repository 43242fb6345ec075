"""What the English says the other way round."""
