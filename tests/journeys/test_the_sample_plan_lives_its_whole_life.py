"""The sample plan of a sangkat (54,400,000 riel; women 58.0, 62.5, 28.6 %) from the paste to its proof.

Told through the pages only: pasted, signed, before the workshop, paid, done, referred, answered, carried over.
"""

from datetime import date

import pytest

from isaf.kit.clock import pretend
from isaf.kit.numerals import script_digits
from tests import cast, make

from .persons import Person

pytestmark = pytest.mark.django_db

HEAD = (
    "No.\tAgreed action\tSection\tFacility\tQuantity\tUnit\tStarts on\tDue on"
    "\tBeneficiaries\tWomen\tCost\tWho leads it"
)
TABLE = f"""{HEAD}
1\tVillage drains\tA\tca-010201\t1200\tm\t01/01/2026\t31/12/2026\t12,500\t7,250\t48,000,000\tSangkat chief
2\tRamp and toilet\tA\thc-010201\t2\tunit\t01/01/2026\t31/12/2026\t4,000\t2,500\t6,400,000\tHealth-centre head
1.1\tTidy rooms\tB\tca-010201\t5\trooms\t01/09/2026\t31/12/2026\t14\t4\t0\tSangkat chief"""


def khmer(number: object) -> str:
    return script_digits(str(number), "\u17e0")


def test_the_sample_plan_lives_its_whole_life():
    people = cast.people()
    dara, chief, council = Person(people.dara), Person(people.chief), Person(people.council)
    committee, head, bopha = Person(people.committee), Person(people.head), Person(people.bopha)
    sokha, rith = Person(people.sokha), Person()
    first = make.cycle(year=2026)
    plan = f"/en/work/years/{first.pk}/plan/"

    with pretend(
        date(2026, 7, 20)
    ):  # The clerk pastes the table; nothing is written before it was looked at.
        dara.open(f"{plan}table/").send("look", text=TABLE.replace("7,250", "72,500"))
        assert "72,500 women, but 12,500 people in all." in dara.text
        dara.send("look", text=TABLE)
        assert dara.sees("New: 3.")
        dara.send("bring")
        assert dara.sees("54,400,000", "Village drains")
        codes = [row["id"] for row in dara.page.select("tr[id]")]
        drains, ramp, rooms = codes

    with pretend(date(2026, 7, 25)):  # Where each line stands in the investment programme.
        dara.open(plan).click("Investment programme")
        dara.send(field="economy", priority="1", code="CIP-07", amount="48,000,000")
        assert dara.sees("CIP-07")

    with pretend(date(2026, 8, 1)):
        committee.take_up("Propose the plan").click("Propose the plan").send()
    with pretend(date(2026, 8, 10)):
        council.take_up("Approve the plan").click("Approve the plan").send(
            session_number="12", approved_on="10/08/2026"
        )
    with pretend(date(2026, 8, 12)):
        chief.take_up("Sign the plan").click("Sign the plan").send(reference="07/26", on="12/08/2026")
        assert rith.open("/en/plans/010201/2026/").sees("54,400,000")
        shares = [round(100 * women / all_, 1) for all_, women in ((12_500, 7_250), (4_000, 2_500), (14, 4))]
        assert shares == [58.0, 62.5, 28.6]

    with pretend(date(2026, 10, 20)):  # The district brings the two lines before its workshop.
        bopha.open("/en/work/workshops/0102/2026/").sees("Village drains", "Ramp and toilet", "54,400,000")
        bopha.click("Write the day").send(held_on=khmer("15/10/2026"), place="District hall")
        bopha.take_up("Type the outcomes of the workshop")
        boxes = [box["name"].partition("-")[0] for box in bopha.page.select('select[name$="-outcome"]')]
        one, two = boxes
        bopha.send(**{
            f"{one}-outcome": "funded", f"{one}-funder": "Sangkat fund", f"{one}-granted": khmer("48.000.000"),
            f"{two}-outcome": "not_funded", f"{two}-reason": "No partner this year.",
        })  # fmt: skip
        assert bopha.sees("Sangkat fund: 48,000,000", "No partner this year.")

    with pretend(date(2026, 11, 2)):  # The money, and what became of each.
        dara.open(f"/en/work/actions/{drains}/").click("Write the money")
        dara.send(**{"commune-planned": "48,000,000", "commune-spent": "20,000,000"})
        assert dara.sees("20,000,000")
        dara.open(f"/en/work/actions/{rooms}/").click("Record progress")
        dara.send(status="completed", percent="100", on="01/11/2026", proof="claimed")
        sokha.open(f"/en/work/actions/{ramp}/").click("Record progress")
        sokha.send(status="in_progress", percent="40", on="01/11/2026", proof="seen")
        head.open(f"/en/work/actions/{ramp}/").click("Record progress")
        head.send(status="in_progress", percent="20", on="02/11/2026", proof="claimed")
        assert "Write the reason" in head.text  # set back without a reason

    with pretend(
        date(2026, 12, 1)
    ):  # No money for the ramp: it goes up, and everybody reads that it is awaited.
        dara.open(f"/en/work/actions/{ramp}/").click("Refer to the level above")
        dara.send(on="01/12/2026", letter_number="33/26", reason="No partner this year.")
        rith.open(f"/en/actions/{ramp}/")
        assert "Awaiting the reply" in rith.text
    with pretend(date(2027, 1, 10)):
        bopha.open("/en/work/answers/").sees("Ramp and toilet", "late: 1")
        bopha.click("Record the reply").send(
            replied_on="10/01/2027", reply="It enters the plan of 2027.", reply_number="5"
        )
        assert rith.open(f"/en/actions/{ramp}/").sees("Reply of:")  # its words wait for a moderator

    with pretend(date(2027, 7, 20)):  # The next year begins with what is open; each action is still one.
        second = make.cycle(year=2027)
        dara.open(f"/en/work/years/{second.pk}/plan/").sees("2 actions of the last plan are unfinished")
        dara.send()
        assert [row["id"] for row in dara.page.select("tr[id]")] == [drains, ramp]
        make.meeting(second, "interface", on=date(2027, 7, 20), held=True)
        sokha.open(f"/en/work/actions/{drains}/").click("Record progress")
        meeting = next(o["value"] for o in sokha.page.select('[name="meeting"] option') if o["value"])
        sokha.send(status="completed", percent="100", on="20/07/2027", proof="confirmed", meeting=meeting)
        assert rith.open(f"/en/actions/{drains}/").sees("Completed", "Confirmed by citizens")
        assert rith.open("/en/areas/010201/").status == 200
