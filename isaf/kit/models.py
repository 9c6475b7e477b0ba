"""The one table of this floor: how often something was tried in a short window of time."""

from django.db import models


class Knock(models.Model):
    """How many tries of one kind came from one side within a window; gone soon after the window.

    ``mark`` is a keyed digest that names the side within this window only: no address is kept, and the marks of
    two windows cannot be joined.
    """

    mark = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField(default=0)
    ends_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.count} until {self.ends_at:%H:%M:%S}"
