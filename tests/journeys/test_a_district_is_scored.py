"""A district's One Window Service Office: scored, met, with a plan of its own; the province checks its information."""

from datetime import date

import pytest

from isaf.kit.clock import pretend
from isaf.people.models import Account
from tests import cast, make

from .persons import Person

pytestmark = pytest.mark.django_db

OFFICE, PLAN = "/en/facilities/da-0102/2026/", "/en/plans/0102/2026/"
SCORED = ("da-punctuality", "da-fees")
VOTES = {1: 1, 2: 2, 3: 10, 4: 12, 5: 6}  # 31 people, median 4


def of_district() -> dict[str, Person]:
    """Who works for the district itself, who works with its citizens, and who stands above."""
    make.commune("010201")
    district, office = make.area("0102"), make.facility("da-0102", host="0102")
    people: dict[str, Account] = {
        "office": make.person("office", "da_provider", facility=office),
        "governor": make.person("governor", "governor", area=district),
        "council": make.person("dcouncil", "council", area=district),
        "committee": make.person("dcommittee", "committee", area=district),
        "officer": make.person("officer", "ngo_officer", area=district),
        "group": make.person("group", "district_group", area=district),
        "province": make.person("province", "province_group", area=make.area("01")),
        "reviewer": make.person("outside", "reviewer", area=make.area("01")),
    }
    return {name: Person(account) for name, account in people.items()}


def test_a_district_is_scored_meets_and_agrees_a_plan_of_its_own():
    who = of_district()
    commune, rith = cast.people(), Person()
    dara, chan, sokha = Person(commune.dara), Person(commune.chan), Person(commune.sokha)
    office, province, officer = who["office"], who["province"], who["officer"]

    with pretend(date(2026, 1, 20)):  # The province opens the district's year.
        province.open("/en/work/areas/0102/open/").send(year="2026")
        assert province.sees("Under way", "0102")
        year = province.address

    with pretend(date(2026, 2, 20)):  # The office fills and submits its sheet.
        office.take_up("information sheet").click("Performance").send("save", **FIGURES)
        office.take_up("information sheet").send("submit")
        assert office.sees("The sheet is submitted.")
        assert not who["group"].waits("Check the information sheet")  # nobody checks the own office
        assert who["group"].open(f"{year}information/da-0102/check/").status == 404
        assert "1,041" not in rith.open(OFFICE).text

    with pretend(date(2026, 3, 12)):  # The province checks; from then on everybody reads it.
        province.take_up("Check the information sheet").send("publish")
        assert province.sees("The sheet is published.")
        assert rith.open(OFFICE).sees("1,041")

    with pretend(date(2026, 5, 1)):  # The local organisation plans the scoring at the office.
        assert officer.waits("Plan the scoring of every service")
        officer.open(f"{year}meetings/plan/")
        place = next(o["value"] for o in officer.page.select('[name="facility"] option') if o["value"])
        officer.send(kind="scoring", facility=place, planned_on="2026-05-10", place="Office hall")
        assert officer.sees("Citizens score a service", "Planned")
        assert not officer.waits("Plan the scoring of every service")

    with pretend(date(2026, 5, 14)):  # The paper is typed; a reviewer from above lets it pass.
        officer.take_up("Type the citizens' sheet").send(held_on="2026-05-10", officials="none", **paper())
        for inside in (office, who["governor"], who["group"], sokha):
            assert inside.open(officer.address).status in (403, 404)
        assert not officer.waits("Review the citizens' sheet")
        reviewer = who["reviewer"].take_up("Review the citizens' sheet")
        reviewer.send("approve", passed=[box["value"] for box in reviewer.page.select('[name="passed"]')])
        assert reviewer.sees("Reviewed by")

    with pretend(date(2026, 5, 20)):  # The staff assess themselves; both sides stand side by side.
        office.take_up("Assess your own service").send(
            method="agreed",
            held_on="2026-05-20",
            people__all="6",
            **{f"agreed__{key}": "5" for key in SCORED},
        )
        assert office.open(f"{year}results/da-0102/").sees("31 attendances, 1 sheet.", "Providers")

    with pretend(date(2026, 7, 5)):  # Both sides meet at the district.
        who["group"].open(f"{year}interface/meeting/").send(held_on="2026-07-05", place="Hall", **COUNTED)
        who["group"].click("Record the answer").send(decision="agreed", **LINE)
        who["group"].click("Record the answer").send(decision="not_agreed", reason="The law sets the fees.")
        assert who["group"].sees("The law sets the fees.")

    with pretend(date(2026, 7, 24)):  # Proposed, approved in session, signed; the province receives it.
        who["committee"].take_up("Propose the plan")
        who["committee"].open(f"{year}plan/from-draft/").send()
        assert who["council"].waits("Approve the plan")
        who["council"].open(f"{year}plan/from-proposed/").send(session_number="4", approved_on="2026-07-20")
        assert "A second counter" not in rith.open(PLAN).text
        who["governor"].open(f"{year}plan/from-approved/").send(on="2026-07-24")
        assert province.waits("Receive the plan")
        province.open(f"{year}plan/from-published/").send(on="2026-07-24")
        assert not province.waits("Receive the plan")

    with pretend(date(2026, 8, 1)):  # The board shows the district's own year, above its communes.
        assert province.open("/en/work/board/0102/").sees("its own year", "0102")
        row = province.page.select_one("tr#da-0102")
        states = {cell["data-label"]: cell.get_text(" ", strip=True) for cell in row.select("td")}
        assert states["Information"] == "Done"
        assert states["Scoring"] == "Done"
        assert states["Carrying out"] == "Now"

    for address in (year, f"{year}plan/", f"{year}interface/", f"{year}steps/", f"{year}targets/"):
        assert chan.open(address).status == 404
        assert dara.open(address).status == 404  # a commune's clerk has no part in the district's own year

    with pretend(date(2026, 8, 1)):  # Everybody reads the office's scores and the district's plan.
        assert rith.open(OFFICE).sees("31 people scored", "A second counter")
        assert rith.open(PLAN).sees("A second counter")


FIGURES = {"performance__transactions__this_year": "1041"}
COUNTED = {"citizens-all": "40", "citizens-female": "22", "providers-all": "9", "officials-all": ""}
LINE = {"title": "A second counter", "lead": "One Window Service Office", "end_on": "2026-12-31"}


def paper() -> dict[str, str]:
    """Two criteria that 31 people scored, each with a proposal."""
    boxes = {"people__all": "31", "people__female": "18", "people__male": "13"}
    for key, wish in zip(SCORED, ("A second counter", "Lower fees"), strict=True):
        boxes |= {f"chosen__{key}": "on", f"times__{key}": "9", f"r__{key}__proposal": wish}
        boxes |= {f"n__{key}__all__{value}": str(n) for value, n in VOTES.items()}
    return boxes
