"""Who is let in at the addresses of papers: everybody (see tests/rooms/test_every_address.py)."""

from tests.rooms.rows import public

SHEET = {"slug": "ca-010201", "year": "2026"}

ROWS = {
    "posters:poster": public(lambda s: {**SHEET, "paper": "A4", "languages": "en"}),
    "posters:script": public(lambda s: {**SHEET, "languages": "en"}),
    "posters:script_text": public(lambda s: {**SHEET, "languages": "en"}),
    "posters:message_text": public(lambda s: {**SHEET, "languages": "en"}),
}
