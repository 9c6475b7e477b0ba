"""The invented year: a province that does not exist, built through the services that people use.

See decisions.md 10: invented scores never stand under a real name.
"""
