"""What a published sheet says first: money in sentences, what is usual around here, what a correction changed."""

import pytest
from django.utils.translation import override

from isaf.information import services as information
from isaf.information.models import InformationSheet
from isaf.publishing.templatetags.telling import about_money, cell_text, qr
from tests import make

from .conftest import MONEY, Year, inform, text_of

PAGE = "facilities/ca-010201/2025/"


def publish_for(year: Year, code: str, meetings: int) -> None:
    """The office of another commune of the district reports how often its council met."""
    cycle, office = make.cycle(code, 2025), make.facility(f"ca-{code}")
    clerk, chief = (
        make.person(f"c{code}", "clerk", area=make.area(code)),
        make.person(f"h{code}", "chief", area=make.area(code)),
    )
    content = {"performance": {"council_meetings": {"this_year": meetings}}}
    sheet = information.save_draft(cycle=cycle, facility=office, content=content, by=clerk)
    information.publish(sheet=information.submit(sheet=sheet, by=chief, is_sure=True), by=year.people.bopha)


def test_money_is_told_in_one_sentence_before_every_table(year: Year, look):
    said = text_of(look(PAGE).select_one(".said"))
    assert "received 100 million riel and spent 100 million riel ." in said
    assert "61 of every 100 riel spent went to: Development projects." in said
    assert "Not every line was reported, so the true sums are larger." in said


def test_sums_are_said_as_people_say_them_and_digits_are_the_readers():
    with override("en"):
        assert (about_money(171_948_000), about_money(4_850_000)) == ("172 million riel", "4.9 million riel")
        assert about_money(2_500_000_000) == "2.5 billion riel"
        assert about_money(950_000) == "950,000\u00a0riel"
    with override("km"):
        assert about_money(171_948_000).startswith("\u17e1\u17e7\u17e2 ")


def test_what_is_usual_around_here_has_a_number_and_no_name(year: Year, look):
    publish_for(year, "010202", 12)
    assert "Same service around here" not in text_of(look(PAGE))
    publish_for(year, "010203", 9)
    page = look(PAGE)
    row = next(row for row in page("tr") if "Ordinary council meetings" in row.get_text())
    assert "middle 11, from 9 to 12 (3 places)" in text_of(row)
    assert "no ranking" in text_of(page)
    assert "010203" not in page.main.decode()


def test_places_of_another_district_are_not_around_here(year: Year, look):
    for code in ("010301", "010302"):
        make.area(code[:4])
        publish_for(year, code, 3)
    assert "Same service around here" not in text_of(look(PAGE))


def test_a_correction_says_in_public_what_was_changed_and_why(year: Year, look):
    information.correct(sheet=InformationSheet.objects.get(), by=year.people.dara)
    changed = MONEY | {"performance": {"council_meetings": {"this_year": 12}, "births": {"this_year": 80}}}
    inform(year, changed, reason="Minutes were found")
    page = look(PAGE)
    assert "Corrected on" in text_of(page.select_one(".note"))
    assert "Minutes were found" in text_of(page.select_one(".note"))
    told = [text_of(one) for one in page.select(".changes li")]
    assert "Ordinary council meetings held (This year) : 11 → 12" in told
    assert "Births registered (This year) : not reported → 80" in told
    assert any(
        line.startswith("Days to receive a birth certificate") and line.endswith("5 → not reported")
        for line in told
    )
    assert not look(f"{PAGE}?v=1").select(".note .changes")


def test_the_paper_carries_a_code_that_leads_to_this_very_version(year: Year, look):
    page = look(PAGE)
    assert page.select_one(".scan svg.qr path")
    assert text_of(page.select_one(".scan")).endswith("/en/facilities/ca-010201/2025/?v=1")
    assert "style=" not in str(qr("http://testserver/"))


class Kind:
    def __init__(self, kind: str, name: str = "x") -> None:
        self.kind, self.id = kind, name


@pytest.mark.parametrize(("value", "column", "said"), [
    (0, Kind("money", "fee"), "free of charge"), (0, Kind("money", "planned"), "0\u00a0riel"),
    (None, Kind("text"), "not reported"), ("", Kind("date"), "not reported"), (1, Kind("yes_no"), "yes"),
    (0, Kind("yes_no"), "no"), (7, Kind("percent"), "7%"), (1410, Kind("integer"), "1,410"),
    ("7:30", Kind("text"), "7:30"),
    ("2025-02-03", Kind("date"), "3\u00a0February 2025"),
])  # fmt: skip
def test_a_value_is_read_as_its_column_says(value, column, said):
    with override("en"):
        assert cell_text(value, column) == said
