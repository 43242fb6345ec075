"""Checks of a glossary as it is written: `entry` looks at one entry, `across` at all of them, `names` tells all codes."""
