"""Rules on the English of the glossary's concepts."""
