"""Areas and facilities: the tree everything hangs on, with the dates on which units began and ended.

Codes are official and text, with leading zeros; a code begins with its parent's code (ADR 0026).
"""
