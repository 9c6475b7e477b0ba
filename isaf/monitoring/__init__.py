"""Where the year stands and what was reached, from commune to nation: coverage and published figures. Reads only.

Follows programme.md 1.2-1.4 and 6: percentages are computed, a published one is kept beside them with its source.
"""
