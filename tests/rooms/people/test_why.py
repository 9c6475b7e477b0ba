"""Why can or can't someone: the page of those who look after people."""

import pytest

from tests import cast, make
from tests.enter import enter

pytestmark = pytest.mark.django_db

HERE = "/en/work/people/why/"


@pytest.fixture
def people():
    return cast.people()


def ask(person="dara", verb="information.edit", place="ca-010201"):
    return {"person": person, "verb": verb, "place": place}


def test_it_says_which_role_gives_the_verb(people):
    page = enter(people.admin).get(HERE, ask()).content.decode()
    assert "Yes, allowed." in page
    assert "Commune or sangkat clerk or focal point" in page
    assert "this role gives it here." in page


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (ask(verb="plan.sign"), "does not include this."),
        (ask(place="ca-020101"), "held somewhere else."),
        (ask(verb="sheet.enter"), "citizens&#x27; sheets are closed to this person."),
        (ask(person="system"), "Holds no role."),
        (ask(verb="plan.approve", place=""), "held somewhere else."),
    ],
)
def test_it_says_what_is_missing(people, question, words):
    make.area("020101")
    page = enter(people.admin).get(HERE, question).content.decode()
    assert "No, not allowed." in page
    assert words in page or words.replace("&#x27;", "'") in page


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (ask(person="nobody"), "Nobody has this user name."),
        (ask(place="999999"), "No area or facility has this code."),
        (ask(verb="fly"), "fly"),
    ],
)
def test_a_slip_is_said_and_what_was_typed_stays(people, question, words):
    answer = enter(people.admin).get(HERE, question)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert f'value="{question["person"]}"' in page


def test_the_district_asks_about_its_own_places_only(people):
    bopha = enter(people.bopha)
    assert bopha.get(HERE).status_code == 200
    assert bopha.get(HERE, ask()).status_code == 200
    assert bopha.get(HERE, ask(person="chan", place="ca-020101")).status_code == 404


def test_others_do_not_ask(people):
    assert {enter(one).get(HERE).status_code for one in (people.dara, people.sokha, people.chan)} == {403}
