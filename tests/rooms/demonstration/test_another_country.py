"""Lotus, an invented country of another scale, other levels and languages, is built and shown whole."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
PAGES = """
import json, django
django.setup()
from isaf.config.serve import collect_static
collect_static()
from django.test import Client
from isaf.cycles.models import Cycle
from isaf.places.models import Area, Facility
from isaf.plans.models import Action
from isaf.people.models import Account
year = Cycle.objects.filter(state="closed").first()
paths = ["", "areas/", "programme/", "method/", "search/?q=harbour", "sign-in/"]
paths += [f"areas/{area.code}/" for area in Area.objects.filter(origin="demonstration")]
paths += [f"facilities/{one.slug}/" for one in Facility.objects.filter(origin="demonstration")]
paths += [f"facilities/{one.slug}/{year.year}/" for one in Facility.objects.filter(targeted__cycle=year)]
paths += [f"plans/{year.area.code}/{year.year}/"] + [f"actions/{one.code}/" for one in Action.objects.all()]
work = ["work/", "work/areas/", f"work/years/{year.pk}/", f"work/years/{year.pk}/plan/", "work/overdue/"]
hosted = Facility.objects.filter(targeted__cycle=year).first()
sheet = f"facilities/{hosted.slug}/{year.year}"
papers = [f"{sheet}/poster-A3-fr+en.pdf", f"{sheet}/poster-A1-en.pdf", f"{sheet}/message-fr.txt"]
kept = ["work/people/roles/", "work/organisations/", "work/registers/9/", "work/registers/901/", "work/facilities/"]
kept += ["work/people/", "words/"]
guest, guide, keeper = (Client(SERVER_NAME="127.0.0.1") for _ in range(3))
for client, name in ((guide, "omar"), (keeper, "ines")):
    client.force_login(Account.objects.get(username=name), backend="isaf.people.backend.AccountBackend")
found = {f"/{lang}/{p}": guest.get(f"/{lang}/{p}").status_code for lang in ("fr", "en") for p in paths}
found |= {f"/{lang}/{p}": guide.get(f"/{lang}/{p}").status_code for lang in ("fr", "en") for p in work}
found |= {f"/{lang}/{p}": keeper.get(f"/{lang}/{p}").status_code for lang in ("fr", "en") for p in kept}
found |= {f"/fr/{p}": guest.get(f"/fr/{p}").status_code for p in papers}
told = guest.get(f"/fr/{sheet}/").content.decode()
found |= {said: 200 if said in told else 0 for said in ("Du lundi au vendredi", "Des chaises", "Solde de clôture")}
found["/"] = guest.get("/").url
print(json.dumps(found))
"""


@pytest.fixture(scope="module")
def lotus(tmp_path_factory):
    """A data folder of its own in which `isaf demo` was run for the other country."""
    surroundings = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "ISAF_URL")}
    surroundings |= {
        "ISAF_COUNTRY": "lotus", "ISAF_DATA": str(tmp_path_factory.mktemp("lotus")),
        "DJANGO_SETTINGS_MODULE": "isaf.config.settings", "PYTHONPATH": str(ROOT),
    }  # fmt: skip

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *words], cwd=ROOT, env=surroundings, capture_output=True, text=True, timeout=240
        )

    first = run("-m", "isaf", "demo", "--format", "json")
    assert first.returncode == 0, first.stderr
    return run, json.loads(first.stdout)


def test_its_demonstration_is_built_with_its_own_places_people_and_years(lotus):
    _run, told = lotus
    assert {row["area"] for row in told["cycles"]} == {"901", "902"}
    assert {row["state"] for row in told["cycles"]} == {"open", "closed"}
    assert told["facilities"][0]["code"] == "cl-901"
    assert {row["role"] for row in told["accounts"]} >= {"guide", "nurse", "councillor", "keeper"}


def test_building_it_again_changes_nothing(lotus):
    run, told = lotus
    again = run("-m", "isaf", "demo", "--format", "json")
    assert (again.returncode, json.loads(again.stdout)) == (0, told)
    assert "Building" not in again.stderr


def test_its_pages_are_shown_in_its_languages(lotus):
    run, _told = lotus
    ran = run("-c", PAGES)
    assert ran.returncode == 0, ran.stderr
    found = json.loads(ran.stdout.splitlines()[-1])
    assert found.pop("/") == "/fr/"
    assert {page: status for page, status in found.items() if status != 200} == {}


def test_its_coverage_counts_its_own_units(lotus):
    run, _told = lotus
    ran = run("-m", "isaf", "report", "coverage", "--phase", "1")
    assert ran.returncode == 0, ran.stderr
    rows = {(row["unit"], row["definition"]): row for row in json.loads(ran.stdout)["rows"]}
    figure = rows[("town", "reached")]
    assert (figure["percent"], figure["percent_whole"], figure["published_percent"], figure["differs"]) == (
        66.7,
        67,
        66,
        True,
    )


def test_a_list_of_its_facilities_is_brought_in(lotus, tmp_path):
    """The columns are named by its own languages, and a row elsewhere is refused by its line."""
    run, _told = lotus
    listed = tmp_path / "clinics.csv"
    head = "code,service_type,commune_code,name_fr,name_en"
    good, elsewhere = (
        "cl-902,cl,902,Dispensaire du Haut,High Clinic",
        "cl-777,cl,777,Dispensaire perdu,Lost Clinic",
    )
    listed.write_text(f"{head}\n{good}\n{elsewhere}\n")

    refused = run("-m", "isaf", "import", "facilities", str(listed), "--format", "json")
    listed.write_text(f"{head}\n{good}\n")
    done = run("-m", "isaf", "import", "facilities", str(listed), "--format", "json")

    assert refused.returncode == 1, refused.stderr
    assert done.returncode == 0, done.stderr + done.stdout
