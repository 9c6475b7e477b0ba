"""What everyone may see: the points of a picture, and nothing that the camera wrote beside them."""

import io
from pathlib import Path

import pytest
from PIL import Image

from isaf.files import problems, services
from isaf.files.selectors import bytes_of, public_files_of
from isaf.files.services import Owner, keep, public_copy
from tests.cast import Cast

from .conftest import PDF, kept, photograph, picture, sent


def test_position_maker_and_comment_are_gone_and_the_picture_stands_upright(
    people: Cast, owner: Owner, folder: Path
) -> None:
    raw = keep(upload=sent(photograph(), "IMG.jpg"), by=people.dara, owner=owner)

    copy = public_copy(file=raw, by=people.dara)

    with bytes_of(raw) as stored:
        before = stored.read()
    with bytes_of(copy) as stored:
        after = stored.read()
    assert Image.open(io.BytesIO(before)).getexif().get_ifd(0x8825)
    assert b"MakerOfPhones" in before
    assert b"MadeByNobody" in before
    shown = Image.open(io.BytesIO(after))
    assert not shown.getexif()
    assert set(shown.info) <= {
        "jfif",
        "jfif_version",
        "jfif_unit",
        "jfif_density",
        "progressive",
        "progression",
    }
    assert b"MakerOfPhones" not in after
    assert b"MadeByNobody" not in after
    assert b"Exif" not in after
    assert shown.size == (20, 40)
    red, _, blue = shown.getpixel((10, 5))
    assert red > 200 > 50 > blue
    assert len(kept(folder)) == 2


def test_a_large_picture_is_made_small(people: Cast, owner: Owner) -> None:
    raw = keep(upload=sent(picture(size=(4000, 3000))), by=people.dara, owner=owner)

    with bytes_of(public_copy(file=raw, by=people.dara)) as stored:
        assert Image.open(stored).size == (1600, 1200)


def test_what_can_be_seen_through_stays_so(people: Cast, owner: Owner) -> None:
    target = io.BytesIO()
    Image.new("RGBA", (30, 30), (255, 0, 0, 90)).save(target, "WEBP")
    raw = keep(upload=sent(target.getvalue()), by=people.dara, owner=owner)

    copy = public_copy(file=raw, by=people.dara)

    assert copy.kind == "png"
    with bytes_of(copy) as stored:
        assert Image.open(stored).getpixel((1, 1))[3] == 90


@pytest.mark.parametrize("mode", ["1", "L", "P", "CMYK", "LA", "I;16"])
def test_every_mode_of_picture_gets_a_copy(mode: str, people: Cast, owner: Owner) -> None:
    target = io.BytesIO()
    Image.new(mode, (30, 30)).save(target, "JPEG" if mode == "CMYK" else "PNG")
    raw = keep(upload=sent(target.getvalue()), by=people.dara, owner=owner)

    assert public_copy(file=raw, by=people.dara).kind in {"png", "jpeg"}


def test_a_copy_is_made_once(people: Cast, owner: Owner) -> None:
    raw = keep(upload=sent(picture()), by=people.dara, owner=owner)

    assert public_copy(file=raw, by=people.dara) == public_copy(file=raw, by=people.dara)
    assert public_files_of("plans", ["7"]).count() == 1


def test_papers_and_records_that_stay_inside_get_no_copy(people: Cast, owner: Owner, folder: Path) -> None:
    paper = keep(upload=sent(PDF), by=people.dara, owner=owner)
    inside = Owner("meetings", "minutes-3", owner.place, owner.verb)
    minutes = keep(upload=sent(picture()), by=people.dara, owner=inside)
    copy = public_copy(file=keep(upload=sent(picture()), by=people.dara, owner=owner), by=people.dara)

    for file in (paper, minutes, copy):
        with pytest.raises(problems.NotForThePublic):
            public_copy(file=file, by=people.dara)


def test_a_withdrawn_picture_takes_its_copy_with_it(people: Cast, owner: Owner, folder: Path) -> None:
    raw = keep(upload=sent(picture()), by=people.dara, owner=owner)
    copy = public_copy(file=raw, by=people.dara)

    services.withdraw(file=raw, reason="A child can be recognised.", by=people.chief)

    copy.refresh_from_db()
    raw.refresh_from_db()
    assert copy.withdrawn_reason == raw.withdrawn_reason == "A child can be recognised."
    assert not public_files_of("plans", ["7"])
    assert len(kept(folder)) == 2  # the bytes stay
    with pytest.raises(problems.NotForThePublic):
        public_copy(file=raw, by=people.dara)
    assert keep(upload=sent(picture()), by=people.dara, owner=owner) != raw
