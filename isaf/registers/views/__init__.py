"""The pages of this room: organisations and projects, registers, seats."""
