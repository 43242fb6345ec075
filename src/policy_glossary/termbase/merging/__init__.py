"""Versions of a glossary: merged three ways and compared, concept by concept. docs/working-together.md describes both."""
