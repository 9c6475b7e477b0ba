"""Pages for who asks, and pages for who answers and reviews."""
