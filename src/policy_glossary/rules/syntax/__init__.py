"""Syntax carried over from Chinese political prose."""
