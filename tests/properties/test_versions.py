"""Whatever is published, withdrawn and published again in whatever order: numbers, digests and the chain hold."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from isaf.audit.models import Version
from isaf.audit.problems import NothingToWithdraw
from isaf.audit.selectors import current_version, last_withdrawal
from isaf.audit.services import digest, publish_version, withdraw_versions
from tests import make

pytestmark = pytest.mark.django_db

CONTENT = st.dictionaries(st.text(max_size=5), st.none() | st.integers() | st.text(max_size=5), max_size=3)
PUBLISH = st.tuples(st.just("publish"), CONTENT)
WITHDRAW = st.tuples(st.just("withdraw"), st.booleans())


@pytest.fixture
def dara():
    return make.person("dara", "clerk", area=make.area("010201"))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=st.lists(PUBLISH | WITHDRAW, max_size=10))
def test_any_order_of_publishing_and_withdrawing_keeps_the_chain(dara, deeds):
    with transaction.atomic():
        contents, standing = [], []
        for deed, told in deeds:
            if deed == "publish":
                contents.append(told)
                standing.append(len(contents))
                publish(dara, told)
            elif standing:
                taken = withdraw_versions(
                    kind="x", subject_id="1", reason="wrong", by=dara, with_earlier=told
                )
                gone = standing[:] if told else standing[-1:]
                standing = standing[: -len(gone)]
                assert [row.number for row in taken] == gone[::-1]
            else:
                with pytest.raises(NothingToWithdraw):
                    withdraw_versions(kind="x", subject_id="1", reason="wrong", by=dara)
            the_chain_holds(contents, standing)
        transaction.set_rollback(True)


def publish(by, content):
    reason = "mended" if Version.objects.filter(kind="x").exists() else ""
    publish_version(kind="x", subject_id="1", content=content, by=by, checked_by=by, reason=reason)


def the_chain_holds(contents: list, standing: list[int]) -> None:
    """Gapless numbers, each over the one before, every content and digest as on the first day, nothing gone."""
    rows = list(Version.objects.filter(kind="x", subject_id="1").order_by("number"))
    assert [row.number for row in rows] == list(range(1, len(contents) + 1))
    assert [row.supersedes for row in rows] == [None, *range(1, len(contents))][: len(contents)]
    assert [row.content for row in rows] == contents
    assert [row.sha256 for row in rows] == [digest(content) for content in contents]
    assert [row.number for row in rows if not row.withdrawn_at] == standing
    assert all(bool(row.withdrawn_at) == bool(row.withdrawn_reason) for row in rows)
    current = current_version("x", "1")
    assert (current.number if current else None) == (standing[-1] if standing else None)
    told = last_withdrawal("x", "1")
    assert bool(told) == (bool(contents) and len(contents) not in standing)
