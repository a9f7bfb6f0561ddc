"""What each command of `python -m cx` does, one module a family; each imports what it needs when it runs."""
