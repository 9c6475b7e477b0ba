"""Two records that were one facility are joined with history, and taken apart again."""

import pytest

from isaf.audit.selectors import events_about
from isaf.places import problems
from isaf.places.selectors import facilities_of, facility_by_slug, merged_into, merges_of, search
from isaf.places.services import merge_facilities, unmerge_facilities, update_facility
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def two():
    make.area("010203")
    kept = make.facility("hc-1", host="010201", name="Rightname")
    merged = make.facility(
        "hc-2", host="010201", serves=("010203",), name="Othername", operational_district="0101"
    )
    return kept, merged


def join(two, reason="the same house"):
    return merge_facilities(kept=two[0], merged=two[1], reason=reason, by=make.system())


def codes(slug):
    return {area.code for area in facility_by_slug(slug).serves.all()}


def test_the_kept_one_serves_both_and_the_other_leads_to_it(two):
    join(two)
    kept, merged = facility_by_slug("hc-1"), facility_by_slug("hc-2")
    assert merged_into(merged) == kept
    assert merged_into(kept) is None
    assert codes("hc-1") == {"010201", "010203"}
    assert kept.operational_district == "0101"
    assert [one.slug for one in facilities_of(kept.host) if one.service == "hc"] == ["hc-1"]
    assert merged.valid_to is not None


def test_the_kept_one_is_found_by_the_name_and_code_of_the_other(two):
    join(two)
    assert [found.place.slug for found in search("Othername")] == ["hc-1"]


def test_who_joined_them_and_why_stands_with_both(two):
    join(two)
    assert [merge.reason for merge in merges_of(two[1])] == ["the same house"]
    for facility in two:
        assert "merge_facilities" in [event.verb for event in events_about("facility", str(facility.pk))]


def test_taking_them_apart_gives_back_what_was_there_before(two):
    before = [(one.names, one.operational_district, one.valid_to, codes(one.slug)) for one in two]
    unmerge_facilities(merge=join(two), reason="two houses", by=make.system())
    now = [facility_by_slug(one.slug) for one in two]
    assert [(one.names, one.operational_district, one.valid_to, codes(one.slug)) for one in now] == before
    assert merged_into(now[1]) is None
    assert [found.place.slug for found in search("Othername")] == ["hc-2"]


def test_what_was_edited_since_stays_when_they_are_taken_apart(two):
    merge = join(two)
    update_facility(facility=facility_by_slug("hc-1"), operational_district="0909", by=make.system())
    unmerge_facilities(merge=merge, reason="two houses", by=make.system())
    assert facility_by_slug("hc-1").operational_district == "0909"


def test_they_are_taken_apart_once_and_may_be_joined_again(two):
    merge = join(two)
    unmerge_facilities(merge=merge, reason="two houses", by=make.system())
    with pytest.raises(problems.MergeUndone):
        unmerge_facilities(merge=merge, reason="again", by=make.system())
    join(two)
    assert len(merges_of(two[0])) == 2


def test_what_is_no_pair_is_refused(two):
    kept, merged = two
    office, school = facility_by_slug("ca-010201"), make.facility("ps-1")
    for pair, refusal in [
        ((kept, kept), problems.NotMergeable),
        ((kept, school), problems.NotMergeable),
        ((office, office), problems.AdministrationIsMade),
    ]:
        with pytest.raises(refusal):
            join(pair)
    with pytest.raises(problems.NoReason):
        join(two, reason=" ")
    join(two)
    third = make.facility("hc-3")
    for pair in ((third, merged), (merged, third)):
        with pytest.raises(problems.AlreadyMerged):
            join(pair)
