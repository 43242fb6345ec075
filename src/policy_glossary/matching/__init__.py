"""Where the terms are: one index over every form of every term, boundaries, shields and contexts."""
