"""The tools behind `make`: what is not off the shelf. Each is short, plain Python, and can be run by itself."""
