"""The pages: who sees what, what is written down, what a refused form keeps, and what a double tap does."""

from datetime import date

import pytest
from django.urls import reverse

from isaf.audit.models import Event
from isaf.kit.clock import pretend
from isaf.registers.models import Body, Project, ProjectArea, Seat, Term
from isaf.registers.selectors import offices_of
from isaf.registers.services import add_body, add_targets, seat_person
from tests import make
from tests.enter import enter

pytestmark = pytest.mark.django_db

TODAY, FIRST = date(2026, 6, 15), date(2022, 6, 1)
PHONE = "012 345 678"


@pytest.fixture(autouse=True)
def june():
    with pretend(TODAY):
        yield


@pytest.fixture
def seated(council, seat_of, people):
    """Borin is chief, with a telephone; Channary sits in the council."""
    term = seat_person(
        seat=seat_of("chief"), name="Borin", sex="male", phone=PHONE, since=FIRST, by=people.admin
    )
    seat_person(seat=seat_of("member"), name="=Channary", sex="female", since=FIRST, by=people.admin)
    return term


@pytest.fixture
def ways(scene, seated, council, seat_of):
    """Every address of the room: name to path, all about commune 010201 and its council."""
    row = add_targets(
        project=scene.project, implementer=scene.daisy, areas=[scene.here], year=2026, by=scene.people.admin
    )[0]
    given = {
        "organisation": ["daisy"], "edit_organisation": ["daisy"], "project": ["open-village"],
        "edit_project": ["open-village"], "add_targets": ["open-village"], "remove_target": [row.pk],
        "overlaps": ["010201"], "register": ["010201"], "register_csv": ["010201"], "add_body": ["010201"],
        "edit_body": [council.pk], "change_mandate": [council.pk], "add_seat": [council.pk],
        "seat": [seat_of("chief").pk], "edit_term": [seated.pk],
        "organisations": [], "add_organisation": [], "add_project": [],
    }  # fmt: skip
    return {name: "/en" + reverse(f"registers:{name}", args=args)[3:] for name, args in given.items()}


LOOKS = {"organisations", "organisation", "project"}
OF_THE_AREA = {"register", "register_csv", "overlaps"}
KEEPS = {"add_body", "edit_body", "change_mandate", "add_seat", "seat", "edit_term"}
TARGETS = {"add_targets"}
NATIONAL = {"add_organisation", "edit_organisation", "add_project", "edit_project"}


@pytest.mark.parametrize(
    ("who", "opens", "told", "hidden"),
    [
        ("admin", LOOKS | OF_THE_AREA | KEEPS | TARGETS | NATIONAL, set(), set()),
        ("bopha", LOOKS | OF_THE_AREA | KEEPS, TARGETS | NATIONAL, set()),
        ("dara", LOOKS | OF_THE_AREA, KEEPS | TARGETS | NATIONAL, set()),
        ("vanna", LOOKS | OF_THE_AREA, KEEPS | TARGETS | NATIONAL, set()),
        # a council is not kept by the demand side; its committee is, so a body can be added
        ("piseth", LOOKS | OF_THE_AREA | TARGETS | {"add_body"}, NATIONAL | KEEPS - {"add_body"}, set()),
        ("chan", LOOKS, TARGETS | NATIONAL, OF_THE_AREA | KEEPS),
    ],
)
def test_each_address_opens_tells_who_may_or_is_not_there(scene, ways, who, opens, told, hidden):
    account = getattr(scene, who, None) or getattr(scene.people, who)
    assert opens | told | hidden | {"remove_target"} == set(ways)
    client = enter(account)
    answers = {name: client.get(path).status_code for name, path in ways.items() if name != "remove_target"}
    assert {name for name, status in answers.items() if status == 200} == opens
    assert {name for name, status in answers.items() if status == 403} == told
    assert {name for name, status in answers.items() if status == 404} == hidden


def test_nothing_opens_without_signing_in(ways):
    client = enter()
    for path in ways.values():
        answer = client.post(path) if "remove" in path else client.get(path)
        assert answer.status_code == 302
        assert "/sign-in/" in answer["Location"]


def test_a_target_area_is_taken_out_by_its_own_organisation_only(scene, ways):
    assert enter(scene.leak).post(ways["remove_target"]).status_code == 403
    assert enter(scene.piseth).get(ways["remove_target"]).status_code == 405
    assert ProjectArea.objects.count() == 1
    assert enter(scene.piseth).post(ways["remove_target"]).status_code == 302
    assert ProjectArea.objects.count() == 0


def test_the_register_shows_office_term_and_balance(people, seated):
    page = enter(people.dara).get("/en/work/registers/010201/").content.decode()
    assert "Council" in page
    assert "Borin" in page
    assert "Women 1, men 1" in page
    assert "vacant seats 2" in page
    assert "4th" in page


def test_telephones_are_shown_to_who_keeps_the_register_and_the_look_is_written_down_once(people, seated):
    address = "/en/work/registers/010201/"
    assert PHONE not in enter(people.dara).get(address).content.decode()
    assert not Event.objects.filter(verb="register.phones_read").exists()

    assert PHONE in enter(people.bopha).get(address).content.decode()

    event = Event.objects.get(verb="register.phones_read")
    assert (event.by_id, event.place_code, event.details) == (str(people.bopha.pk), "010201", {"phones": 1})


def test_the_table_is_safe_for_spreadsheets_and_keeps_telephones_to_those_who_may(people, seated):
    address = "/en/work/registers/010201/register.csv"
    clerk = enter(people.dara).get(address)
    assert clerk["Content-Type"] == "text/csv; charset=utf-8"
    rows = clerk.content.decode().splitlines()
    assert rows[0].startswith("area,kind,body_km,body_en,mandate,office,")
    assert len(rows) == 5
    assert any(",'=Channary,female,2022-06-01,," in row for row in rows)
    assert PHONE not in clerk.content.decode()
    assert not Event.objects.filter(verb="register.phones_taken").exists()

    assert PHONE in enter(people.bopha).get(address).content.decode()
    assert Event.objects.get(verb="register.phones_taken").by_id == str(people.bopha.pk)


def test_an_officer_of_an_organisation_sees_no_telephone_of_a_council(scene, seated):
    assert PHONE not in enter(scene.piseth).get("/en/work/registers/010201/").content.decode()


def test_the_form_of_a_term_is_a_look_at_a_telephone(people, seated):
    enter(people.bopha).get(f"/en/work/terms/{seated.pk}/edit/")
    assert Event.objects.filter(verb="register.phones_read").count() == 1


def typed(**fields):
    return {"once": "k1", "name": "Sarin", "sex": "", "phone": "", "account": "", "until": ""} | fields


def test_a_seat_is_handed_over_on_its_page_once(people, seated, seat_of):
    client, address = enter(people.bopha), f"/en/work/seats/{seat_of('chief').pk}/"
    page = client.get(address).content.decode()
    assert "Borin sits here since" in page
    assert "What was agreed with the office stays with the office." in page

    for _ in range(2):
        answer = client.post(address, typed(since="2026-07-01"))
        assert answer.status_code == 302
    assert [term.name for term in Term.objects.filter(seat=seat_of("chief"))] == ["Borin", "Sarin"]
    assert "Sarin from" in client.get("/en/work/registers/010201/").content.decode()


def test_a_refused_hand_over_keeps_what_was_typed(people, seated, seat_of):
    answer = enter(people.bopha).post(
        f"/en/work/seats/{seat_of('chief').pk}/", typed(since="2022-06-01", phone="011 222 333")
    )
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Another person sits there in those days." in page
    assert 'value="011 222 333"' in page


def test_an_unknown_account_is_said(people, seated, seat_of):
    answer = enter(people.bopha).post(
        f"/en/work/seats/{seat_of('chief').pk}/", typed(since="2026-07-01", account="nobody")
    )
    assert answer.status_code == 422
    assert "Nobody has this user name." in answer.content.decode()


def test_a_stale_form_shows_both_texts(people, seated):
    address = f"/en/work/terms/{seated.pk}/edit/"
    first = typed(name="Borin", phone="010 000 000", row_version="1", once="a")
    client = enter(people.bopha)
    assert client.post(address, first).status_code == 302

    answer = client.post(address, first | {"phone": "099 999 999", "once": "b"})

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Saved by another person meanwhile" in page
    assert "010 000 000" in page
    assert "099 999 999" in page
    assert 'name="row_version" value="2"' in page


def test_a_mandate_is_changed_on_its_page(people, seated, council):
    client, address = enter(people.bopha), f"/en/work/bodies/{council.pk}/mandate/"
    assert "Borin" in client.get(address).content.decode()
    answer = client.post(
        address, {"on": "2026-06-15", "mandate": "5th", "row_version": "1", "once": "m"}, follow=True
    )
    assert "The mandate was changed." in answer.content.decode()
    assert Term.objects.filter(until=TODAY).count() == 2


def test_a_body_and_a_seat_are_added_on_their_pages(people):
    client = enter(people.bopha)
    answer = client.post(
        "/en/work/registers/010201/add/",
        {"kind": "working_group", "since": "2026-01-01", "once": "b", "name_en": "Group", "mandate": ""},
    )
    assert answer.status_code == 302
    body = Body.objects.get()
    assert body.names == {"en": "Group"}
    client.post(
        f"/en/work/bodies/{body.pk}/seats/add/", {"office": "member", "name_en": "Youth", "once": "s"}
    )
    assert Seat.objects.filter(body=body, office="member").count() == 2
    answer = client.post(
        f"/en/work/bodies/{body.pk}/edit/",
        {"name_en": "Group 2", "since": "2026-01-01", "once": "e", "row_version": "1", "mandate": ""},
    )
    assert answer.status_code == 302
    assert Body.objects.get().names == {"en": "Group 2"}


def test_an_officer_cannot_add_a_council(scene):
    answer = enter(scene.piseth).post(
        "/en/work/registers/010201/add/", {"kind": "council", "since": "2026-01-01", "once": "b"}
    )
    assert answer.status_code == 422
    assert not Body.objects.exists()


def test_organisations_and_projects_are_added_and_edited_on_their_pages(scene):
    client = enter(scene.people.admin)
    organisation = {"code": "sun", "name_km": "S", "name_en": "Sun", "works_in": "0102 010201", "once": "o"}
    assert client.post("/en/work/new-organisation/", organisation).status_code == 302
    assert "Sun" in client.get("/en/work/organisations/sun/").content.decode()
    stale = client.post("/en/work/organisations/sun/edit/", organisation | {"seen": "x", "once": "p"})
    assert stale.status_code == 409
    project = {"code": "light", "name_km": "L", "lead": "sun", "partners": ["sun", "lamp"], "funder": "F",
               "since": "2026-01-01", "once": "q"}  # fmt: skip
    assert client.post("/en/work/new-project/", project).status_code == 302
    made = Project.objects.get(code="light")
    assert [one.code for one in made.partners.all()] == ["lamp"]
    edited = client.post(
        "/en/work/projects/light/edit/", project | {"funder": "G", "row_version": "1", "once": "r"}
    )
    assert edited.status_code == 302
    assert Project.objects.get(code="light").funder == "G"


def test_an_officer_adds_targets_inside_the_own_areas_only(scene):
    client, address = enter(scene.leak), "/en/work/projects/open-village/areas/add/"
    typed = {
        "implementer": "lamp",
        "areas": "010201, 010202",
        "year": "2026",
        "services": ["ps"],
        "once": "t",
    }
    assert client.post(address, typed).status_code == 302
    assert ProjectArea.objects.filter(implementer=scene.lamp, services=["ps"]).count() == 2
    make.area("020101")
    assert client.post(address, typed | {"areas": "020101", "once": "u"}).status_code == 404
    assert client.post(address, typed | {"areas": "999999", "once": "v"}).status_code == 422
    assert client.post(address, typed | {"implementer": "daisy", "once": "w"}).status_code == 422
    page = client.get("/en/work/projects/open-village/").content.decode()
    assert page.count("Take out</button>") == 2


def test_the_page_of_overlaps_names_both_organisations(scene):
    for who in (scene.daisy, scene.lamp):
        add_targets(project=scene.project, implementer=who, areas=[scene.here], year=2026,
                    by=scene.people.admin)  # fmt: skip
    page = enter(scene.people.dara).get("/en/work/overlaps/010201/?year=2026").content.decode()
    assert "Daisy" in page
    assert "Lamp" in page
    assert "Facility hc-010201" in page


def test_offices_that_answer_are_told_without_their_people(people, council, seat_of):
    seat_person(seat=seat_of("chief"), name="Borin", since=FIRST, by=people.admin)
    above = add_body(area=make.area("0102"), kind="working_group", since=FIRST, by=people.admin)
    seat_person(seat=above.seats.get(office="focal_point"), name="Rithy", since=FIRST, by=people.admin)
    add_body(area=make.area("0102"), kind="governors", since=FIRST, by=people.admin)

    told = offices_of(council.area, TODAY)

    assert [(one.area.code, one.office["en"], one.is_focal) for one in told] == [
        ("010201", "Commune or sangkat chief", False),
        ("0102", "Social accountability focal point", True),
    ]
    assert "Borin" not in str(told)
    assert "Rithy" not in str(told)


def test_a_district_sees_the_focal_points_of_its_communes(people):
    group = add_body(area=make.area("010201"), kind="working_group", since=FIRST, by=people.admin)
    make.commune("010202")
    seat_person(seat=group.seats.get(office="focal_point"), name="Dara", since=FIRST, by=people.admin)
    page = enter(people.bopha).get("/en/work/registers/0102/").content.decode()
    assert "Focal points of the areas below" in page
    assert "Dara" in page
    assert "nobody yet" in page


def test_the_nation_has_a_register_of_its_own(people):
    page = enter(people.vanna).get("/en/work/registers/nation/")
    assert page.status_code == 200
    assert enter(people.dara).get("/en/work/registers/nation/").status_code == 404


def test_a_register_is_read_with_few_questions(people, seated, django_assert_max_num_queries):
    client = enter(people.bopha)
    client.get("/en/work/registers/010201/")
    with django_assert_max_num_queries(30):
        client.get("/en/work/registers/010201/")
