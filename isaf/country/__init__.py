"""What a country decides: read from its pack (country/<code>/), checked, and never written in the engine."""
