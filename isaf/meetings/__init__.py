"""Any gathering of the year: its kind, place, date, who facilitated, and attendances by side and group.

Attendances are counts per event, never people, and never added up as people (ADR 0010, ADR 0011).
"""
