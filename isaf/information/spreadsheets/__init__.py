"""Sheets of information as spreadsheets: one file for many facilities, filled offline, brought in and taken out.

A file is made (``template``), read (``filing``), held against what is kept (``judging``), told (``reporting``) and
applied through the one door of the room, ``information.services.save_draft`` (``importing``). ADR 0037.
"""
