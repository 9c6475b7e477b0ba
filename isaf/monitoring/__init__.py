"""Where the year stands and what was reached, from commune to nation: coverage and published figures. Reads only.

Percentages are computed, a published one is kept beside them with its source.
"""
