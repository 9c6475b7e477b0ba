"""Every paper as it arrived from a phone: raw, dated, with its own id; never edited, purged by date.

Bytes are kept before they are judged, and keeping them gives the receipt. The inbox keeps and marks; the doors
(field, openrosa) read the bytes, and the room that owns the record judges them.
"""
