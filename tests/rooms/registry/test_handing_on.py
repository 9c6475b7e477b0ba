"""What was open in a unit that ended goes to the unit that followed: roles, registers, open years."""

import csv
from datetime import date, timedelta

import pytest

from isaf.audit.models import Event
from isaf.cycles.access import cycle_for
from isaf.cycles.models import Cycle
from isaf.cycles.services import change_targets
from isaf.kit.clock import today
from isaf.kit.problems import NotFound
from isaf.people.access import may
from isaf.people.models import Account, RoleHolding
from isaf.people.selectors import holders
from isaf.people.verbs import Verb
from isaf.places.models import Area
from isaf.places.problems import NoSuccessor, StandsStill
from isaf.places.selectors import areas_in_year
from isaf.places.services import hand_on as hand_on_area
from isaf.registers.models import Body, ProjectArea, Term
from isaf.registers.services import add_body, add_project, add_targets, seat_person
from isaf.registry import waiting
from isaf.registry.selectors import told, undecided
from isaf.registry.services import hand_on, join_facilities, part_facilities
from tests import make
from tests.cast import people
from tests.enter import sign_in

pytestmark = pytest.mark.django_db

BEFORE = "code,name_km,name_en\n01,ក,A\n0102,ខ,B\n010201,គ,C\n010202,ឃ,D\n0103,ង,E\n"
AFTER = "code,name_km,name_en\n01,ក,A\n0102,ខ,B\n010202,ឃ,D\n0103,ង,E\n010301,គ,C\n010302,ច,F\n"
RENUMBERED = "old_code,new_code,relation\n010201,010301,renumbered\n"
SPLIT = "old_code,new_code,relation\n010201,010301,split\n010201,010302,split\n"
JOINED = "old_code,new_code,relation\n010201,010202,merged\n"


def fresh(account):
    """The person in a new request."""
    return Account.objects.get(pk=account.pk)


@pytest.fixture
def scene():
    """A commune with its people and an open year; 0103 stands beside its district."""
    cast = people("010201")
    for code in ("010202", "0103"):
        make.area(code)
    return cast, make.cycle("010201", today().year, opened_on=date(today().year, 1, 2))


@pytest.fixture
def follow(imported, tmp_path, scene):
    """The complete list after the change, with what followed."""

    def run(links):
        path = tmp_path / "links.csv"
        path.write_text(links, "utf-8")
        code, report = imported("gazetteer", AFTER, "--complete", "--successors", path)
        assert code == 0, report
        return report

    return run


def test_roles_in_a_renumbered_commune_are_held_in_the_new_one_from_today(scene, follow):
    dara = scene[0].dara
    follow(RENUMBERED)
    old, new = dara.holdings.order_by("pk")
    assert (old.area.code, old.until) == ("010201", today())
    assert (new.area.code, new.role, new.since, new.until) == ("010301", "clerk", today(), None)
    assert list(
        Event.objects.filter(verb="give_role", subject_id=str(new.pk)).values_list("place_code", flat=True)
    ) == ["010301"]
    assert Area.objects.get(code="010201").handed_to.code == "010301"


def test_the_open_year_keeps_its_unit_and_is_worked_on_from_the_new_one(scene, follow):
    cast, cycle = scene
    follow(RENUMBERED)
    RoleHolding.objects.filter(person=cast.dara, area__code="010201").delete()
    assert cycle_for(fresh(cast.dara), cycle.pk, Verb.INFORMATION_EDIT).area.code == "010201"
    office = cycle.targets.get(facility__service="ca").facility
    assert may(fresh(cast.dara), Verb.INFORMATION_EDIT, office)
    assert cast.dara in [row.person for row in holders(Verb.INFORMATION_EDIT, cycle.area, today())]
    assert [area.code for area in areas_in_year("010301", cycle.year - 1)] == ["010201"]
    with pytest.raises(NotFound):
        cycle_for(cast.chan, cycle.pk, Verb.AREA_READ)


def test_the_new_district_reaches_the_open_year_of_a_commune_that_it_received(scene, follow):
    officer = make.person("new-district", "district_group", area=make.area("0103"))
    follow(RENUMBERED)
    assert may(fresh(officer), Verb.AREA_READ, Area.objects.get(code="010201"))
    assert not may(fresh(officer), Verb.AREA_READ, Area.objects.get(code="010202"))


def test_registers_and_the_target_areas_of_later_years_go_along(scene, follow):
    cast, year = scene[0], today().year
    old = Area.objects.get(code="010201")
    body = add_body(area=old, kind="council", since=date(2022, 6, 1), by=cast.admin)
    chief = make.person("another-chief", "caf", area=make.area("010202"))
    term = seat_person(
        seat=body.seats.get(office="chief"), name="Sok", since=date(2022, 6, 1), account=chief, by=cast.admin
    )
    organisation = make_organisation(old)
    project = add_project(
        code="p", names={"en": "P"}, lead=organisation, since=date(year, 1, 1), by=cast.admin
    )
    for asked in (year, year + 1):
        add_targets(project=project, implementer=organisation, areas=[old], year=asked, by=cast.admin)
    follow(RENUMBERED)
    body.refresh_from_db()
    assert body.area.code == "010301"
    assert Term.objects.get(pk=term.pk).holding.area.code == "010301"
    assert dict(ProjectArea.objects.values_list("year", "area__code")) == {year: "010201", year + 1: "010301"}
    assert sorted(organisation.works_in.values_list("code", flat=True)) == ["010201", "010301"]


def make_organisation(*areas):
    from isaf.people.services import add_organisation

    return add_organisation(
        code="daisy", names={"en": "Daisy"}, works_in=list(areas), by=make.system(), origin="real"
    )


def test_a_divided_commune_waits_for_a_person_and_moves_nobody(scene, follow):
    cast = scene[0]
    follow(SPLIT)
    assert [holding.area.code for holding in cast.dara.holdings.all()] == ["010201"]
    assert [area.code for area in undecided()] == ["010201"]
    unit = told(Area.objects.get(code="010201"))
    assert [one.code for one in unit.successors] == ["010301", "010302"]
    assert (unit.roles, unit.years) == (5, 1)
    [item] = waiting.waiting(cast.admin, today())
    assert item.address.endswith("ended-units/")
    assert waiting.waiting(cast.bopha, today()) == []


def test_the_page_of_ended_units_hands_a_divided_commune_to_the_chosen_one(scene, follow, client):
    cast, cycle = scene
    follow(SPLIT)
    sign_in(client, cast.admin)
    assert "010301" in client.get("/en/work/ended-units/").content.decode()
    page = client.get("/en/work/ended-units/010201/")
    typed = {"once": page.context["once"], "to": "010302"}
    assert client.post("/en/work/ended-units/010201/", typed).status_code in (302, 303)
    assert cast.dara.holdings.latest("pk").area.code == "010302"
    assert not undecided().exists()
    assert client.get("/en/work/ended-units/010201/").status_code == 404
    assert Event.objects.filter(verb="year_handed_on", subject_id=str(cycle.pk)).count() == 1


def test_a_commune_that_joined_another_keeps_its_council_for_a_person_to_end(scene, follow):
    cast = scene[0]
    for code in ("010201", "010202"):
        add_body(area=make.area(code), kind="council", since=date(2022, 6, 1), by=cast.admin)
    follow(JOINED)
    assert sorted(Body.objects.values_list("area__code", flat=True)) == ["010201", "010202"]
    assert cast.dara.holdings.latest("pk").area.code == "010202"


def test_a_role_held_in_both_communes_is_held_once_afterwards(scene, follow):
    cast = scene[0]
    from isaf.people.services import give_role

    give_role(person=cast.dara, role="clerk", area=make.area("010202"), since=date(2021, 1, 1), by=cast.admin)
    follow(JOINED)
    running = [one for one in cast.dara.holdings.all() if one.until is None]
    assert [one.area.code for one in running] == ["010202"]


def test_a_role_with_a_last_day_keeps_it_and_one_that_is_over_stays(scene, follow):
    cast = scene[0]
    ends = today() + timedelta(days=90)
    RoleHolding.objects.filter(person=cast.dara).update(until=ends)
    RoleHolding.objects.filter(person=cast.chief).update(until=today() - timedelta(days=9))
    follow(RENUMBERED)
    assert cast.dara.holdings.latest("pk").until == ends
    assert [one.area.code for one in cast.chief.holdings.all()] == ["010201"]


def test_what_a_unit_had_taken_on_goes_along_when_it_ends_itself(scene, follow):
    from isaf.places.services import end_area

    cast, cycle = scene
    follow(RENUMBERED)
    old, middle, last = (Area.objects.get(code=code) for code in ("010201", "010301", "010302"))
    end_area(area=middle, on=today(), successors=[last], relation="moved", by=cast.admin)
    hand_on(old=middle, to=last, by=cast.admin)
    old.refresh_from_db()
    assert old.handed_to == last
    assert may(fresh(cast.dara), Verb.INFORMATION_EDIT, cycle.area)


def test_only_an_ended_unit_is_handed_on_and_only_to_what_followed(scene, follow):
    cast = scene[0]
    with pytest.raises(StandsStill):
        hand_on_area(area=Area.objects.get(code="010202"), to=Area.objects.get(code="0103"), by=cast.admin)
    follow(SPLIT)
    with pytest.raises(NoSuccessor):
        hand_on_area(area=Area.objects.get(code="010201"), to=Area.objects.get(code="010202"), by=cast.admin)


def test_a_unit_that_is_there_again_takes_its_matters_back(scene, follow, imported):
    follow(RENUMBERED)
    code, report = imported("gazetteer", BEFORE)
    assert code == 0, report
    old = Area.objects.get(code="010201")
    assert (old.valid_to, old.handed_to) == (None, None)


def test_the_same_list_again_hands_nothing_on_twice(scene, follow):
    follow(RENUMBERED)
    before = RoleHolding.objects.count()
    follow(RENUMBERED)
    assert RoleHolding.objects.count() == before
    assert Cycle.objects.count() == 1


def test_roles_in_a_merged_record_go_to_the_one_that_is_kept_and_come_back(scene):
    cast = scene[0]
    kept, twice = make.facility("hc-010201"), make.facility("hc-0102019", serves=("010201",))
    head = make.person("second-head", "hc_head", facility=twice)
    merge = join_facilities(kept=kept, merged=twice, reason="One health centre", by=cast.admin)
    assert may(fresh(head), Verb.INFORMATION_EDIT, kept)
    part_facilities(merge=merge, reason="They are two", by=cast.admin)
    running = head.holdings.filter(until=None)
    assert [one.facility.slug for one in running] == ["hc-0102019"]
    assert cast.head.holdings.get().facility == kept


def test_an_open_year_counts_a_merged_facility_once(scene):
    cast, cycle = scene
    kept, twice = make.facility("hc-010201"), make.facility("hc-0102019", serves=("010201",))
    change_targets(cycle=cycle, add=[twice], reason="It is new", by=cast.admin)
    join_facilities(kept=kept, merged=twice, reason="One health centre", by=cast.admin)
    slugs = [target.facility.slug for target in cycle.targets.filter(facility__service="hc")]
    assert slugs == ["hc-010201"]


def test_a_merged_record_with_work_of_the_year_stays_on_its_list(scene):
    cast, cycle = scene
    kept, twice = make.facility("hc-010201"), make.facility("hc-0102019", serves=("010201",))
    change_targets(cycle=cycle, add=[twice], reason="It is new", by=cast.admin)
    make.meeting(cycle, facility=twice, village=make.area("01020101"))
    join_facilities(kept=kept, merged=twice, reason="One health centre", by=cast.admin)
    assert cycle.targets.filter(facility__service="hc").count() == 2


@pytest.mark.slow
def test_the_clerks_of_2014_are_clerks_of_today_by_the_real_crosswalk(imported, reference, tmp_path):
    make.area("")
    with reference("commune_crosswalk_2014_to_2025.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    before, after = tmp_path / "2014.csv", tmp_path / "2025.csv"
    before.write_text(whole(rows, "2014"), "utf-8")
    after.write_text(whole(rows, "2025"), "utf-8")
    assert imported("gazetteer", before, "--as-of", "2014-06-30", "--complete")[0] == 0
    links = [row for row in rows if row["relation"] in ("renumbered", "split")]
    for code in sorted({row["code_2014"] for row in links}):
        make.person(f"clerk-{code}", "clerk", area=Area.objects.get(code=code))
    followed = tmp_path / "followed.csv"
    lines = "".join(f"{row['code_2014']},{row['code_2025']},{row['relation']}\n" for row in links)
    followed.write_text(f"old_code,new_code,relation\n{lines}", "utf-8")
    code, report = imported(
        "gazetteer", after, "--as-of", "2025-10-31", "--complete", "--successors", followed
    )
    assert code == 0, [row for row in report["rows"] if row["problem"]][:5]
    running = RoleHolding.objects.filter(until=None, role="clerk")
    held = {row.person.username: row.area.code for row in running.select_related("person", "area")}
    renumbered = [row for row in links if row["relation"] == "renumbered"]
    assert len(renumbered) == 79
    assert all(held[f"clerk-{row['code_2014']}"] == row["code_2025"] for row in renumbered)
    divided = {row["code_2014"] for row in links} - {row["code_2014"] for row in renumbered}
    assert {area.code for area in undecided()} == {code for code in divided if not_itself(code, links)}
    assert report["counts"]["moved"] == 79


def not_itself(code, links):
    """A divided commune whose code went on with one of its parts has not ended."""
    return code not in {row["code_2025"] for row in links if row["code_2014"] == code}


def whole(rows, year):
    """The communes of a year with the units above them, named by their code where the crosswalk has no name."""
    names = {row[f"code_{year}"]: row[f"name_{year}"] for row in rows if row[f"code_{year}"]}
    above = {code[:length] for code in names for length in (2, 4)}
    listed = {code: code for code in above} | names
    return "code,name_en\n" + "".join(f"{code},{listed[code]}\n" for code in sorted(listed))
