"""Pages for facilities, and lists of units and facilities brought in. The records belong to the room of places."""
