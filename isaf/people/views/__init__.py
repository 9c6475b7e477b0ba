"""The pages of this room: its doors, the one about why, and those about people and their roles."""
