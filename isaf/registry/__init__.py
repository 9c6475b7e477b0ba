"""Pages and imports for facilities. The records belong to the room of places."""
