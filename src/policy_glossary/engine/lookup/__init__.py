"""Look-up: `keys` are the forms in which names are compared, `store` keeps them, `search` finds a concept by any name."""
