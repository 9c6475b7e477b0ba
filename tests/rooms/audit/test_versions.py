"""Published things are numbered, kept and never edited."""

import pytest
from django.db import IntegrityError, transaction

from isaf.audit.models import Version
from isaf.audit.selectors import current_version, events_about, versions_of
from isaf.audit.services import digest, publish_version, record
from isaf.kit.clock import now
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def sokha():
    return make.person("sokha", "caf", area=make.area("010201"))


def publish(by, content=None, reason="", subject="7") -> Version:
    return publish_version(
        kind="sheet",
        subject_id=subject,
        content=content or {"a": 1},
        by=by,
        checked_by=make.system(),
        reason=reason,
    )


def test_numbers_rise_and_each_names_the_one_it_replaces(sokha):
    first, second = publish(sokha), publish(sokha, {"a": 2}, "A slip.")
    assert (first.number, first.supersedes, second.number, second.supersedes) == (1, None, 2, 1)
    assert current_version("sheet", "7") == second
    assert list(versions_of("sheet", "7")) == [second, first]
    assert publish(sokha, subject="8").number == 1


def test_a_correction_needs_a_reason_and_the_database_says_so(sokha):
    publish(sokha)
    with pytest.raises(IntegrityError), transaction.atomic():
        publish(sokha, {"a": 2})
    assert current_version("sheet", "7").number == 1


def test_a_withdrawn_version_stands_no_longer_and_stays(sokha):
    first = publish(sokha)
    publish(sokha, {"a": 2}, "A slip.")
    Version.objects.filter(number=2).update(withdrawn_at=now(), withdrawn_reason="Wrong place.")
    assert current_version("sheet", "7") == first
    assert versions_of("sheet", "7").count() == 2
    assert publish(sokha, {"a": 3}, "Right place.").number == 3


def test_a_number_is_given_once(sokha):
    first = publish(sokha)
    first.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        first.save()


def test_a_version_says_who_and_who_checked(sokha):
    version = publish(sokha)
    assert (version.by_name, version.checked_by_name) == ("Sokha", "System")
    assert version.sha256 == digest({"a": 1})


KHMER_A = "\u1780"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({"a": 1, "b": [1, 2]}, {"b": [1, 2], "a": 1}, True),
        ({"a": {"x": 1, "y": 2}}, {"a": {"y": 2, "x": 1}}, True),
        ({"a": [1, 2]}, {"a": [2, 1]}, False),
        ({"a": 1}, {"a": "1"}, False),
        ({"a": None}, {}, False),
        ({"a": KHMER_A}, {"a": KHMER_A}, True),
    ],
)
def test_content_is_equal_by_its_values_not_by_the_order_of_its_keys(one, other, same):
    assert (digest(one) == digest(other)) is same


def test_the_digest_is_that_of_the_documented_text():
    # sha256 of {"a":"ក","b":[1,2]} in UTF-8, keys sorted, no spaces
    import hashlib

    assert (
        digest({"b": [1, 2], "a": KHMER_A})
        == hashlib.sha256(f'{{"a":"{KHMER_A}","b":[1,2]}}'.encode()).hexdigest()
    )


def test_an_event_goes_with_its_transaction(sokha):
    with transaction.atomic():
        record(by=sokha, verb="test_deed", subject=sokha)
        transaction.set_rollback(True)
    assert not events_about("account", str(sokha.pk)).filter(verb="test_deed").exists()


def test_an_event_names_things_by_text(sokha):
    event = record(by=sokha, verb="test_deed", subject=sokha, place_code="010201", n=3)
    assert (event.by_id, event.by_name, event.kind) == (str(sokha.pk), "Sokha", "account")
    assert (event.subject_id, event.place_code, event.details) == (str(sokha.pk), "010201", {"n": 3})
    assert events_about("account", str(sokha.pk)).first() == event
