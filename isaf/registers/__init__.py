"""Registers: the organisations of the demand side with their projects and target areas, and who sits where.

A body (working group, council, committee) has seats, a seat belongs to an office, and people come and go through
terms. Whatever was agreed with an office stays with the office when the person changes (ADR 0013). The kinds
of bodies and their offices are the country pack's. Telephone numbers are internal: only who keeps a register sees
them, and each look is written down.
"""
