"""The invented year: a province that does not exist, built through the same services that people use (decisions.md 10)."""
