"""Every public table has a twin with the same numbers."""

import csv
import io

import pytest

from isaf.places.models import Facility
from tests import make

from .conftest import Year


def read(client, address: str) -> list[dict[str, str]]:
    answer = client.get(f"/en/{address}")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(answer.content.decode())))


def test_the_scores_equal_the_page(year: Year, client, look):
    rows = read(client, "facilities/hc-010201/2025/scores.csv")
    shown = [row for row in rows if row["side"] == "citizens" and row["segment"] == "all"]
    assert [[row[f"v{value}"] for value in range(1, 6)] for row in shown] == [["0", "3", "9", "14", "5"]] * 2
    labels = [
        bar["aria-label"] for bar in look("facilities/hc-010201/").select("#scores ~ .sheet .pair .stack")
    ]
    assert labels[0].endswith("Dissatisfied: 3, Acceptable: 9, Satisfied: 14, Very satisfied: 5")
    hidden = next(row for row in rows if row["segment"] == "disability")
    assert (hidden["n"], hidden["v4"], hidden["suppressed"]) == ("", "", "true")
    uncounted = next(row for row in rows if row["segment"] == "youth")
    assert (uncounted["n"], uncounted["collected"]) == ("", "false")


def test_the_children_equal_the_page(year: Year, client, look):
    make.commune("010202")
    rows = read(client, "areas/0102/areas.csv")
    told = [[row[k] for k in ("code", "facilities", "information_published", "results_published",
                              "actions_agreed", "actions_completed")] for row in rows]  # fmt: skip
    page = look("areas/0102/").select("#areas + .sheet tbody tr")
    assert told == [[cell.get_text() for cell in row("td")] for row in page]


def test_services_and_actions_equal_the_page(year: Year, client):
    services = {row["facility"]: row for row in read(client, "areas/010201/services.csv?year=2025")}
    assert services["hc-010201"]["votes"] == "62"
    assert services["ps-0102011"]["votes"] == ""
    assert [row["action"] for row in read(client, "areas/010201/actions.csv")] == [
        a.code for a in year.actions
    ]


def test_information_and_plan_equal_the_page(year: Year, client):
    rows = read(client, "facilities/ca-010201/2025/information.csv")
    fund = {row["column"]: row["value"] for row in rows if row["item"] == "fund_admin"}
    assert fund == {"planned": "70000000", "revised": "", "actual": "60000000"}
    missing = next(row for row in rows if row["item"] == "other_income")
    assert missing["value"] == ""
    lines = read(client, "plans/010201/2025/lines.csv")
    assert [row["cost"] for row in lines] == ["1500000", "1500000"]


def test_coverage_has_the_documented_columns(db, client):
    rows = read(client, "programme/coverage.csv")
    communes = next(row for row in rows if row["unit"] == "commune" and row["definition"] == "reached")
    assert (communes["numerator"], communes["denominator"], communes["percent"]) == ("827", "1410", "58.7")
    assert (communes["published_percent"], communes["percent_whole"], communes["differs"]) == (
        "56",
        "59",
        "true",
    )


def test_a_cell_cannot_become_a_formula(year: Year, client):
    Facility.objects.filter(pk=year.centre.pk).update(names={"en": "=HYPERLINK(1)", "km": "+1+cmd"})
    row = next(r for r in read(client, "areas/010201/services.csv") if r["facility"] == "hc-010201")
    assert (row["name_en"], row["name_km"]) == ("'=HYPERLINK(1)", "'+1+cmd")


def test_spreadsheets_get_a_mark_and_programs_do_not(year: Year, client, look):
    address = "/en/areas/010201/services.csv"
    assert not client.get(address).content.startswith(b"\xef\xbb\xbf")
    assert client.get(f"{address}?bom=1").content.startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("address", ["areas/", "areas/010201/", "facilities/ca-010201/2025/",
                                     "facilities/hc-010201/", "plans/010201/2025/", "programme/"])  # fmt: skip
def test_every_download_link_leads_to_a_table(year: Year, client, look, address):
    links = [link["href"] for link in look(address).select("a.csv")]
    assert links
    for link in links:
        assert client.get(f"/en/{address}{link}").status_code == 200, link
