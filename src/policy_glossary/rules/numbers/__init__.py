"""Rules on figures, units and money that need arithmetic or two places of a text."""
