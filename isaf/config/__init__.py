"""Settings, addresses and the server's entry. Knows every room; no room knows it."""
