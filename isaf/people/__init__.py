"""Accounts, the roles they hold in a scope, and the one judge of what they may do.

A role is a list of verbs in the country pack (roles.yaml); a person holds it in an area, a facility, an
organisation or an operational district, from a day to a day (ADR 0009).
"""
