"""Glossary files in. What is wrong in them is a fault with its line; nothing is dropped in silence."""
