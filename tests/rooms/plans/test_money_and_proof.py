"""Money by source, photos without their position, letters upward with their scans, and what waits for an answer."""

import io
from datetime import date

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from isaf.files.models import StoredFile
from isaf.files.problems import FileCut, UnknownKind
from isaf.files.selectors import bytes_of
from isaf.kit.clock import pretend
from isaf.kit.problems import Stale
from isaf.plans import problems, selectors, services
from isaf.plans.evidence import steps_with_files
from isaf.plans.models import StatusUpdate
from tests import make
from tests.enter import enter

from .conftest import agree, signed

pytestmark = pytest.mark.django_db

LATER = date(2025, 10, 1)


@pytest.fixture(autouse=True)
def _store(tmp_path, monkeypatch):
    """An empty store of this test's own."""
    folder = {"BACKEND": "isaf.files.store.DurableFolder", "OPTIONS": {"location": tmp_path}}
    monkeypatch.setitem(settings.STORAGES, "files", folder)
    monkeypatch.setattr(storages, "_storages", {})


def photo_with_position() -> bytes:
    picture, exif = Image.new("RGB", (40, 30), "green"), Image.Exif()
    exif[0x0110] = "A phone"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (11.0, 33.0, 7.0)
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=exif)
    assert Image.open(io.BytesIO(out.getvalue())).getexif().get_ifd(0x8825)
    return out.getvalue()


def fund(scene, action, amounts, version=None):
    action.refresh_from_db()
    return services.set_funding(
        action=action, amounts=amounts, row_version=version or action.row_version, by=scene.people.head
    )


def test_every_source_has_what_is_planned_and_what_was_spent(scene):
    action = agree(scene, cost=6_400_000)
    fund(
        scene, action, {"commune": (2_000_000, 2_500_000), "ngo": (1_400_000, None), "ministry": (None, None)}
    )
    money = selectors.funding_of(action)
    assert [row.source for row in money.rows] == ["commune", "ngo"]
    assert (money.planned, money.spent, money.missing, money.above) == (3_400_000, 2_500_000, 3_000_000, None)
    fund(scene, action, {"commune": (2_000_000, 4_000_000), "ngo": (None, None)})
    money = selectors.funding_of(action)
    assert (money.planned, money.spent, money.above) == (2_000_000, 4_000_000, 2_000_000)


def test_sources_that_plan_more_than_the_estimate_are_refused_whole(scene):
    action = agree(scene, cost=6_400_000)
    with pytest.raises(problems.FundingAboveCost):
        fund(scene, action, {"commune": (6_000_000, None), "ngo": (400_001, None)})
    with pytest.raises(problems.UnknownSource):
        fund(scene, action, {"bank": (1, None)})
    with pytest.raises(Stale):
        fund(scene, action, {"commune": (1, None)}, version=99)
    assert selectors.funding_of(action).rows == ()


def test_money_is_typed_on_the_page_in_any_digits(scene):
    action = agree(scene, cost=6_400_000)
    head, address = enter(scene.people.head), f"/en/work/actions/{action.code}/money/"
    typed = {"commune-planned": "២.០០០.០០០", "row_version": str(action.row_version)}
    assert head.post(address, typed).status_code == 302
    assert "2,000,000" in head.get(f"/en/work/actions/{action.code}/").content.decode()
    assert head.post(address, typed).status_code == 409
    assert enter(scene.people.director).get(address).status_code == 403


def seen(scene, action, photo):
    with pretend(LATER):
        return services.update_action(
            action=action,
            status="in_progress",
            percent=50,
            proof="seen",
            on=LATER,
            photo=photo,
            by=scene.people.sokha,
        )


def test_a_photo_is_kept_without_its_position_and_stays_inside(scene):
    action = agree(scene)
    update = seen(scene, action, ContentFile(photo_with_position(), name="pump.jpg"))
    (kept,) = StoredFile.objects.all()
    with bytes_of(kept) as stored:
        assert not dict(Image.open(stored).getexif())
    assert (kept.subject, kept.visibility, kept.is_publishable) == (f"update-{update.pk}", "private", True)
    address = f"/en/files/{kept.pk}/"
    assert enter(scene.people.dara).get(address).status_code == 200
    assert enter(scene.people.chan).get(address).status_code == 404
    assert enter().get(address).status_code == 302
    steps = steps_with_files(selectors.life_of(action, LATER))
    assert [[f.pk for f in files] for step, files in steps if step.kind == "reported"] == [[kept.pk]]
    with pretend(LATER):
        assert (
            f'src="{address}"'
            in enter(scene.people.dara).get(f"/en/work/actions/{action.code}/").content.decode()
        )


def test_a_photo_that_is_none_records_nothing(scene):
    action = agree(scene)
    for content, refusal in ((b"%PDF-1.7 no picture", UnknownKind), (b"\xff\xd8\xff cut", FileCut)):
        with pytest.raises(refusal):
            seen(scene, action, ContentFile(content, name="pump.jpg"))
    assert not StatusUpdate.objects.exists()
    assert not StoredFile.objects.exists()


def refer(scene, action, **fields):
    with pretend(LATER):
        return services.refer_action(
            action=action, on=LATER, reason="No post.", by=scene.people.dara, **fields
        )


def test_a_letter_goes_up_with_number_and_scan_and_waits_at_its_office(scene):
    action = agree(scene)
    scan = ContentFile(photo_with_position(), name="letter.jpg")
    referral = refer(scene, action, letter_number="12/25", scan=scan)
    assert referral.office == "district_focal_point"
    (office,) = selectors.waiting_answers(scene.people.bopha, date(2025, 10, 20))
    assert (office.area.code, office.rows[0].days, office.late) == ("0102", 19, 0)
    (office,) = selectors.waiting_answers(scene.people.bopha, date(2025, 11, 20))
    assert office.late == 1
    assert selectors.waiting_answers(scene.people.chan, LATER) == []
    with pretend(LATER):
        page = enter(scene.people.bopha).get("/en/work/answers/").content.decode()
    assert "letter 12/25" in page
    assert "/files/" in page


def test_the_office_answers_itself_or_the_focal_point_on_its_behalf(scene):
    action = agree(scene, theme="staff")
    first = refer(scene, action)
    reply = {"reply": "Ask the province.", "replied_on": LATER}
    with pretend(LATER):
        first = services.record_reply(referral=first, by=scene.people.bopha, reply_number="7", **reply)
        second = services.refer_action(action=action, on=LATER, reason="No post.", by=scene.people.dara)
        assert (first.is_on_behalf, first.replied_by, second.office) == (
            False,
            scene.people.bopha,
            "province_health",
        )
        (office,) = selectors.waiting_answers(scene.people.bopha, LATER)
        assert office.area.code == "01"
        second = services.record_reply(referral=second, by=scene.people.bopha, **reply)
    assert second.is_on_behalf
    assert selectors.waiting_answers(scene.people.bopha, LATER) == []


def test_the_scan_comes_with_the_form_and_a_paper_that_is_none_refers_nothing(scene):
    action = agree(scene)
    dara, address = enter(scene.people.dara), f"/en/work/actions/{action.code}/refer/"
    with pretend(LATER):
        typed = {"on": "01/10/2025", "reason": "No post.", "row_version": str(action.row_version)}
        bad = dara.post(address, typed | {"scan": SimpleUploadedFile("letter.pdf", b"hello")})
        assert bad.status_code >= 400
        assert not action.referrals.exists()
        good = dara.post(address, typed | {"scan": SimpleUploadedFile("letter.jpg", photo_with_position())})
    assert good.status_code == 302
    assert StoredFile.objects.get().subject == f"referral-{action.referrals.get().pk}"


def test_everybody_reads_that_it_was_sent_and_nobody_how_late_the_answer_is(scene):
    action = agree(scene)
    signed(scene)
    refer(scene, action, letter_number="12/25")
    make.area("0102")
    with pretend(date(2026, 3, 1)):
        page = enter().get(f"/en/actions/{action.code}/").content.decode()
    assert "Sent on 1\xa0October 2025" in page
    assert "Awaiting the reply" in page
    assert "late" not in page.split("<main")[1].split("</main>")[0].lower().replace("related", "")
