"""One year of work in one administration: its target list, its steps, and the instrument frozen for that year.

Follows ADR 0024 and ADR 0013. Opening a cycle copies criteria, scale and forms with
their version, so that editing the pack later never changes what people were asked.
"""
