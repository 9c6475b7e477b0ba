"""The door for phones: a kit to take along, whole sheets sent up, and where each phone stands.

A phone downloads, works without signal, and uploads whole sheets with an id made on the phone. The same sheet may come
any number of times; it counts once. Nothing that a phone sends is ever refused into the void: it is kept first.
"""
