"""Who did what, when and why: events, published versions, and keys that stop a form from counting twice.

Rows name things by text, never by foreign key, so nothing here hinders a later change (decisions.md 30, 31).
"""
