"""One commune's year, end to end, through the pages only: from opening it to closing it."""

from datetime import date

import pytest

from isaf.kit.clock import pretend
from isaf.kit.numerals import script_digits
from tests import cast

from .persons import Person

pytestmark = pytest.mark.django_db

OFFICE, CENTRE = "/en/facilities/ca-010201/2026/", "/en/facilities/hc-010201/2026/"
VOTES = {1: 0, 2: 3, 3: 9, 4: 14, 5: 5}  # 31 people, median 4
SCORED = ("hc-staff", "hc-water", "hc-supplies")


def khmer(number: object) -> str:
    return script_digits(str(number), "\u17e0")


def test_a_commune_lives_through_a_year():
    people = cast.people()
    sokha, dara, chief, council = (
        Person(p) for p in (people.sokha, people.dara, people.chief, people.council)
    )
    committee, head, reviewer = Person(people.committee), Person(people.head), Person(people.reviewer)
    bopha, chan, rith = Person(people.bopha), Person(people.chan), Person()

    with pretend(date(2026, 1, 20)):  # The district opens the year.
        bopha.open("/en/work/areas/?q=010201").click("Open a year").send(year=khmer(2026))
        assert bopha.sees("2026", "Under way", "Facility hc-010201", "Facility ps-0102011")
        year = bopha.address

    with pretend(date(2026, 2, 20)):  # The clerk drafts, the chief submits, the head does both.
        dara.open(year).click("Fill").click("Performance").send(
            "save", performance__births__this_year=khmer("1.041")
        )
        assert dara.sees("Saved.")
        chief.take_up("Submit the information sheet")
        assert chief.sees("1,041")
        chief.send()
        head.take_up("information sheet").click("Performance").send("save", performance__staff__this_year="6")
        head.take_up("information sheet").send("submit")
        assert head.sees("The sheet is submitted.")
        assert rith.open(OFFICE).status == 200
        assert "1,041" not in rith.text

    with pretend(date(2026, 3, 12)):  # The district checks; from then on everybody reads it.
        for _ in range(2):
            bopha.take_up("Check the information sheet").send("publish")
            assert bopha.sees("The sheet is published.")
        assert rith.open(OFFICE).sees("1,041")
        assert rith.open(CENTRE).status == 200

    with pretend(date(2026, 4, 20)):  # The facilitator plans.
        sokha.open(year).click("Plan a meeting")
        village = next(
            o["value"] for o in sokha.page.select('[name="village"] option') if "01020101" in o.text
        )
        centre = next(
            o["value"] for o in sokha.page.select('[name="facility"] option') if "hc-010201" in o.text
        )
        sokha.send(
            kind="scoring", facility=centre, village=village, planned_on=khmer("10/05/2026"), place="Pagoda"
        )
        assert sokha.sees("Citizens score a service", "Planned")
        assert not sokha.waits("Type the citizens' sheet")

    with pretend(date(2026, 5, 11)):  # The paper is typed.
        sokha.take_up("Type the citizens' sheet").send(held_on="2026-05-10", officials="none", **paper())
        assert sokha.sees("31", "Open the pharmacy at noon")
        assert "31 people" not in rith.open(CENTRE).text

    with pretend(date(2026, 5, 14)):  # A reviewer from outside approves and lets the texts pass.
        assert not sokha.waits("Review")
        reviewer.take_up("Review the citizens' sheet")
        passed = [box["value"] for box in reviewer.page.select('input[name="passed"]')]
        reviewer.send("approve", passed=passed)
        assert reviewer.sees("approved", "Reviewed by")

    with pretend(date(2026, 5, 20)):  # The head assesses with the staff; both stand side by side.
        agreed = {f"agreed__{key}": "5" for key in SCORED}
        head.take_up("Assess your own service").send(
            method="agreed", held_on="2026-05-20", people__all="6", **agreed
        )
        assert head.status == 200
        assert dara.open(f"{year}results/hc-010201/").sees("31 attendances, 1 sheet.", "Providers")
        assert rith.open(CENTRE).sees("31 people scored")

    with pretend(date(2026, 6, 28)):  # Both sides meet: one yes, one no, one for an office above.
        dara.open(f"{year}interface/meeting/").send(held_on="2026-06-28", place="School", **counted())
        assert dara.sees("Record the answer")
        dara.click("Record the answer").send(**line("agreed"))
        dara.click("Record the answer").send(decision="not_agreed", reason="There is no land for it.")
        outside = {
            "letter_number": "12",
            "reason": "It needs the province.",
            "section": section(dara, year, 1),
        }
        dara.open(f"{year}interface/").click("Record the answer").send(**line("referred", **outside))
        assert dara.sees("There is no land for it.")
        assert "Record the answer" not in dara.text

    with pretend(date(2026, 7, 24)):  # Proposed, approved in session, signed, received.
        committee.open(f"{year}plan/from-draft/").send()
        council.open(f"{year}plan/from-proposed/").send(session_number="07", approved_on="2026-07-20")
        assert rith.open("/en/plans/010201/2026/").status == 404 or "Two pumps" not in rith.text
        chief.open(f"{year}plan/from-approved/").send(on="2026-07-24")
        bopha.open(f"{year}plan/from-published/").send(on="2026-07-24")
        assert rith.open("/en/plans/010201/2026/").sees("Two pumps")

    with pretend(date(2026, 10, 15)):  # The owner reports progress.
        head.open(f"{year}plan/").click("Two pumps")
        action = head.address
        head.open(f"{action}report/").send(status="in_progress", percent=khmer(40), on="2026-10-15")
        public = action.replace("/work/", "/")
        assert rith.open(public).sees("Two pumps", "In progress")
        assert "Two pumps" not in bopha.open("/en/work/overdue/").text

    with pretend(date(2027, 1, 20)):  # It became late, then it was done, and a facilitator saw it.
        assert bopha.open("/en/work/overdue/").sees("Two pumps")
        head.open(f"{action}report/").send(status="completed", percent="100", on="2027-01-20")
        assert "Two pumps" not in bopha.open("/en/work/overdue/").text
        sokha.open(f"{action}report/").send(status="completed", percent="100", on="2027-01-20", proof="seen")
        assert rith.open(public).sees("Completed")

    with pretend(date(2027, 2, 10)):  # The year is closed; what was public stays.
        bopha.open(year).click("Close the year").send(on="2027-02-10", sure="on")
        assert bopha.sees("Closed")
        assert dara.open(f"{year}meetings/plan/").status == 409
        for address in (OFFICE, CENTRE, "/en/plans/010201/2026/", public, "/en/areas/010201/"):
            assert rith.open(address).status == 200

    for address in (
        year,
        f"{year}plan/",
        f"{year}interface/",
        f"{year}results/hc-010201/",
        f"{year}meetings/",
        action,
    ):
        assert chan.open(address).status == 404


def paper() -> dict[str, str]:
    """Three criteria that 31 people scored, each with a proposal."""
    wishes = dict(zip(SCORED, ("Open the pharmacy at noon", "A new building", "A doctor"), strict=True))
    boxes = {"people__all": "31", "people__female": "18", "people__male": "13"}
    for key in SCORED:
        boxes |= {f"chosen__{key}": "on", f"times__{key}": "9", f"r__{key}__proposal": wishes[key]}
        boxes |= {f"n__{key}__all__{value}": khmer(n) for value, n in VOTES.items()}
    return boxes


def counted() -> dict[str, str]:
    return {"citizens-all": "40", "citizens-female": "22", "providers-all": "9", "officials-all": ""}


def line(decision: str, **more: str) -> dict[str, str]:
    first = {
        "title": "Two pumps",
        "lead": "Health centre",
        "end_on": "31/12/2026",
        "cost": khmer("6.400.000"),
    }
    return {
        "decision": decision,
        **first,
        **({"title": "A doctor"} if decision == "referred" else {}),
        **more,
    }


def section(person: Person, year: str, place: int) -> str:
    """The id of the plan's section that stands at this place of the form."""
    person.open(f"{year}interface/").click("Record the answer")
    return person.page.select('input[name="section"]')[place]["value"]
