"""The invented year: a province that does not exist, built through the services that people use.

See ADR 0021: invented scores never stand under a real name.
"""
