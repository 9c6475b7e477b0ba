"""Where the year stands and what was reached, from commune to nation: coverage, published figures. Reads only."""
