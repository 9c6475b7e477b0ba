"""Organisations, projects and target areas from a list: tried, told row by row, applied whole or not at all."""

import io
from datetime import date

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override

from isaf.audit.models import Event
from isaf.kit.clock import pretend
from isaf.people.models import Organisation
from isaf.registers.models import Project, ProjectArea
from isaf.registry.services import import_partners
from tests import cast, make
from tests.enter import enter

pytestmark = pytest.mark.django_db

ORGANISATIONS = "code,name_km,name_en,works_in\ndaisy,kh-d,Daisy,0102\nlamp,kh-l,Lamp,0102|0103\n"
PROJECTS = (
    "code,name_km,name_en,lead,partners,funder,since,until\nopen,kh-o,Open,daisy,lamp,The Fund,2024-01-01,\n"
)
TARGETS = "project,organisation,year,area,services\nopen,daisy,2026,010201,hc|ps\nopen,lamp,២០២៦,0102,\n"


@pytest.fixture
def admin():
    people = cast.people()
    make.area("0103")
    with pretend(date(2026, 6, 15)):
        yield people.admin


@pytest.fixture
def bring(admin):
    """``bring(kind, text)``: the report of such a list."""

    def importing(kind, text, **how):
        data = text if isinstance(text, bytes) else text.encode()
        return import_partners(kind=kind, data=data, name="list.csv", by=admin, **how)

    return importing


@pytest.fixture
def all_three(bring):
    texts = {"organisations": ORGANISATIONS, "projects": PROJECTS, "targets": TARGETS}
    return {kind: bring(kind, text) for kind, text in texts.items()}


def said(report):
    return [
        (row.line, row.change, [one.code for one in (row.problem, *row.more) if one]) for row in report.rows
    ]


def test_three_lists_make_the_demand_side(all_three):
    assert all(report.applied for report in all_three.values())
    project = Project.objects.get(code="open")
    assert (project.lead.code, [one.code for one in project.partners.all()]) == ("daisy", ["lamp"])
    assert [(row.implementer.code, row.area.code, row.services) for row in ProjectArea.objects.all()] == [
        ("lamp", "0102", []),
        ("daisy", "010201", ["hc", "ps"]),
    ]


@pytest.mark.parametrize(
    ("kind", "text"), [("organisations", ORGANISATIONS), ("projects", PROJECTS), ("targets", TARGETS)]
)
def test_the_same_list_again_is_all_the_same(bring, all_three, kind, text):
    events = Event.objects.count()
    again = bring(kind, text)
    assert (again.counts["same"], again.counts["read"]) == (len(again.rows), len(again.rows))
    assert Event.objects.count() == events


def test_a_trial_leaves_nothing(bring):
    before = Organisation.objects.count()
    report = bring("organisations", ORGANISATIONS, dry_run=True)
    assert (report.counts["added"], report.applied) == (2, False)
    assert Organisation.objects.count() == before


def test_one_refused_row_leaves_nothing_unless_it_is_skipped(bring):
    before = Organisation.objects.count()
    bad = ORGANISATIONS + "sun,kh-s,Sun,9\n"
    assert not bring("organisations", bad).applied
    assert Organisation.objects.count() == before
    assert bring("organisations", bad, skip_refused=True).applied
    assert Organisation.objects.count() == before + 2


def test_every_fault_of_a_row_is_told(bring, all_three):
    faults = said(bring("projects", "code,lead,partners,since\nnew one!,nobody,who|daisy,31/1/26\n"))
    assert faults == [
        (
            2,
            "refused",
            ["malformed_word", "unknown_organisation", "unknown_organisation", "not_a_date", "no_name_yet"],
        )
    ]
    faults = said(bring("targets", "project,organisation,year,area,services\nno,nobody,26,9,xx\n"))
    assert faults == [
        (
            2,
            "refused",
            [
                "unknown_project",
                "unknown_organisation",
                "not_a_year",
                "unknown_commune",
                "unknown_service_type",
            ],
        )
    ]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("open,lamp,2026,010101,", "unknown_commune"),
        ("open,daisy,2026,0103,", "outside_their_areas"),
        ("open,daisy,2023,0102,", "outside_the_project"),
        ("open,daisy,2026,010201,hc", "target_twice"),
    ],
)
def test_a_target_keeps_the_rules_of_the_page(bring, all_three, row, problem):
    report = bring("targets", f"project,organisation,year,area,services\n{row}\n")
    assert said(report) == [(2, "refused", [problem])]


def test_an_empty_cell_says_nothing_and_a_new_name_is_a_renaming(bring, all_three):
    report = bring("organisations", "code,name_en,works_in\ndaisy,Marigold,\n")
    assert said(report) == [(2, "renamed", [])]
    kept = Organisation.objects.get(code="daisy")
    assert (kept.names, [one.code for one in kept.works_in.all()]) == (
        {"km": "kh-d", "en": "Marigold"},
        ["0102"],
    )
    assert said(bring("projects", "code,lead,until\nopen,daisy,2027-12-31\n")) == [(2, "changed", [])]
    assert Project.objects.get(code="open").funder == "The Fund"


def test_a_row_written_twice_and_a_wrong_first_line_are_refused(bring):
    twice = bring("organisations", ORGANISATIONS + "daisy,kh-d,Daisy,0102\n")
    assert said(twice)[-1] == (4, "refused", ["repeated_row"])
    bad = bring("organisations", "code,name_km,works_in\nnew one!,kh,0102\nold one!,kh,0102\n")
    assert [(row.code, row.problem.code, row.more) for row in bad.rows] == [
        ("new one!", "malformed_word", ()),
        ("old one!", "malformed_word", ()),
    ]
    wrong = bring("organisations", "name_en,colour\nDaisy,blue\n", skip_refused=True)
    assert said(wrong) == [(1, "refused", ["unknown_column", "missing_column"])]
    assert not wrong.applied


def test_a_workbook_is_read_as_well(bring):
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept) as book:
        sheet = book.add_worksheet()
        for number, line in enumerate([["code", "name_km", "works_in"], ["daisy", "kh", 102]]):
            sheet.write_row(number, 0, line)
    assert bring("organisations", kept.getvalue()).applied
    assert Organisation.objects.get(code="daisy").works_in.get().code == "0102"


def test_the_page_tries_first_and_applies_once(admin):
    person = enter(admin)
    upload = {"kind": "organisations", "is_complete": "some"}
    with override("en"):
        sent = person.post(
            reverse("registry:import"), upload | {"file": SimpleUploadedFile("l.csv", ORGANISATIONS.encode())}
        )
        page = person.get(sent["Location"])
    assert not Organisation.objects.filter(code="daisy").exists()
    text = page.content.decode()
    assert "New: Daisy." in text
    fields = {name: text.split(f'name="{name}" value="')[1].split('"')[0] for name in ("once", "seen")}
    assert [person.post(sent["Location"], fields).status_code for _ in range(2)] == [302, 302]
    assert Organisation.objects.filter(code="daisy").count() == 1
