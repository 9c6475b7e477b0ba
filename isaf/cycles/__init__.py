"""One year of work in one administration: its target list, its steps, and the instrument frozen for that year.

Follows programme.md section 3 and ADR 0024, ADR 0013. Opening a cycle copies criteria, scale and forms with
their version, so that editing the pack later never changes what people were asked.
"""
