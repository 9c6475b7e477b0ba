"""Who did what, when and why: events, published versions, and keys that stop a form from counting twice.

Rows name things by text, never by foreign key, so nothing here hinders a later change (ADR 0015, ADR 0014).
"""
