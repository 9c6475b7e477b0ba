"""Pages of facilities and of lists that are brought in."""
