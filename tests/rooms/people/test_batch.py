"""Many people from one list: tried, refused line by line in both languages, made whole or not at all."""

import io

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override

from isaf.people.models import Account, RoleHolding, Slip
from isaf.people.services import add_organisation
from tests import cast, make
from tests.enter import enter

pytestmark = pytest.mark.django_db

HEADER = "username,name,role,scope,language\n"
GOOD = HEADER + "mony,Mony,clerk,010201,en\nhead2,Second,Health-centre head,hc-010201,\n"


@pytest.fixture
def people(db):
    with override("en"):
        yield cast.people()


def send(person, text, **pressed):
    data = text if isinstance(text, bytes) else text.encode()
    return enter(person).post(
        reverse("people:batch"), {"file": SimpleUploadedFile("list.csv", data), "once": "k", **pressed}
    )


def counts():
    return Account.objects.count(), RoleHolding.objects.count(), Slip.objects.count()


def test_a_trial_changes_nothing(people):
    before = counts()
    answer = send(people.bopha, GOOD)
    assert (answer.status_code, counts()) == (200, before)
    assert "2 accounts would be made" in answer.content.decode()


def test_a_list_makes_everybody_and_prints_each_slip_once(people):
    before = counts()
    answer = send(people.bopha, GOOD, make="yes")
    assert answer.status_code == 200
    assert answer.content.decode().count('width="180"') == 2
    assert counts() == tuple(n + 2 for n in before)
    assert send(people.bopha, GOOD, make="yes").status_code == 302
    assert counts() == tuple(n + 2 for n in before)


def test_one_refused_line_stops_the_whole_list_and_says_why_in_both_languages(people):
    before = counts()
    bad = (
        GOOD
        + "dara,Taken,clerk,010201,en\nfar,Far,clerk,020101,en\nx,X,king,010201,en\n"
        + "y,Y,clerk,nowhere,en\n,N,clerk,010201,\n"
    )
    for pressed in ({}, {"make": "yes"}):
        answer = send(people.bopha, bad, **pressed)
        told = answer.content.decode()
        assert (answer.status_code, counts()) == (409, before)
        for line in range(4, 9):
            assert f"Line {line}:" in told
        assert "Line 2:" not in told
        assert told.count('<span lang="km">') == told.count('<span lang="en">') == 5


@pytest.mark.parametrize(
    "data", ["", "a,b\n1,2\n", HEADER + "x,X,clerk,010201,en\n" * 201, b"\xff\xfe", b"PK\x03\x04 broken"]
)
def test_a_file_that_is_no_list_is_refused(people, data):
    before = counts()
    assert send(people.bopha, data, make="yes").status_code == 422
    assert counts() == before


def test_a_control_character_is_said_of_its_line(people):
    answer = send(people.bopha, HEADER + "mony\x01,Mony,clerk,010201,en\n")
    assert answer.status_code == 409
    assert "Line 2:" in answer.content.decode()


def test_a_workbook_that_lost_a_leading_zero_is_read(people):
    add_organisation(
        code="lotus", names={"en": "L"}, works_in=[make.area("0102")], by=people.admin, origin="real"
    )
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept) as book:
        sheet = book.add_worksheet()
        lines = [
            HEADER.strip().split(","),
            ["mony", "Mony", "clerk", 10201, "km"],
            ["o", "O", "ngo_officer", "lotus"],
        ]
        for number, line in enumerate(lines):
            sheet.write_row(number, 0, line)
    assert send(people.admin, kept.getvalue(), make="yes").status_code == 200
    assert Account.objects.get(username="mony").holdings.get().area.code == "010201"
    assert Account.objects.get(username="o").holdings.get().organisation.code == "lotus"


def test_who_is_here_already_stays_and_is_not_made_again(people):
    send(people.bopha, GOOD, make="yes")
    before = counts()
    assert "2 people of the list are here already" in send(people.bopha, GOOD).content.decode()
    again = enter(people.bopha).post(
        reverse("people:batch"),
        {"file": SimpleUploadedFile("l.csv", GOOD.encode()), "once": "k2", "make": "yes"},
    )
    assert (again.status_code, counts()) == (302, before)
