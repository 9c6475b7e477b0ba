"""Small things without a domain word: digits and dates as people write them, and refusals with a text."""
