"""Renderings that nobody listed: English aligned, word by word, with the glosses of a concept's Chinese."""
