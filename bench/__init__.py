"""Measurements that can be repeated: `make bench` runs all, `make bench ONLY=posters` some (bench/README.md)."""
