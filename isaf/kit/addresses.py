"""Parts of addresses that several rooms share."""


class Year:
    """A year of the programme in an address: four digits from 2000 on; anything else is no page."""

    regex = "2[0-9]{3}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int | str) -> str:
        return str(value)
