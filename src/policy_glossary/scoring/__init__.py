"""Figures that say how good a text is."""
