"""The pages: download, bring in with a look first, take out a table."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from python_calamine import CalamineWorkbook

from isaf.audit.models import Event
from isaf.information.models import InformationSheet
from isaf.information.spreadsheets import exporting
from isaf.kit.tables import read_csv
from isaf.kit.workbooks import read_workbook
from tests import make
from tests.enter import enter

from .conftest import CODES

pytestmark = pytest.mark.django_db

FIRST, SECOND, THIRD = CODES
PUPILS = ("performance", FIRST, "pupils.this_year")
PAGE = "information:spreadsheets"


def upload(client, data: bytes, name: str = "filled.xlsx"):
    return client.post(reverse(PAGE), {"file": SimpleUploadedFile(name, data)})


def hidden(page) -> dict[str, str]:
    return dict(re.findall(r'name="(once|seen|skip_refused)" value="([^"]*)"', page.content.decode()))


def test_the_page_offers_what_the_person_fills_and_the_file_can_be_read_back(scene):
    client = enter(scene.director)
    page = client.get(reverse(PAGE)).content.decode()
    address = re.search(r'href="([^"]*/2026/ps/0102/\?lang=km%2Ben[^"]*)"', page)[1].replace("&amp;", "&")
    assert "3 facilities" in page
    answer = client.get(address)
    assert answer["Content-Disposition"] == 'attachment; filename="information-2026-ps-0102.xlsx"'
    assert "kh Pupils\\nPupils" in str(read_workbook(answer.content).sheets)


@pytest.mark.parametrize("lang", ["km", "en", "moon", ""])
def test_any_language_of_the_country_can_be_asked_for(scene, lang):
    address = reverse("information:spreadsheet", args=[2026, "ps", "0102"])
    assert enter(scene.director).get(address, {"lang": lang}).status_code == 200


@pytest.mark.parametrize(
    "args", [(2026, "hc", "0102"), (2031, "ps", "0102"), (2026, "ps", "0201"), (2026, "moon", "x")]
)
def test_a_file_of_nothing_is_not_found(scene, args):
    assert enter(scene.director).get(reverse("information:spreadsheet", args=args)).status_code == 404


def test_who_checks_downloads_but_has_no_place_to_bring_a_file_in(scene):
    page = enter(scene.people.bopha).get(reverse(PAGE)).content.decode()
    assert "/2026/ps/0102/" in page
    assert 'type="file"' not in page


def test_a_file_is_shown_in_words_then_written_once(scene):
    client = enter(scene.director)
    scene.write({"performance": {"pupils": {"this_year": 311}}})
    answer = upload(client, scene.filled({PUPILS: 310, ("performance", SECOND, "water.this_year"): 1}))
    page = client.get(answer["Location"])
    text = page.content.decode()
    assert "Pupils, This year: 311 → 310" in text
    assert "Clean water, This year: not reported → yes" in text
    assert scene.content() == {"performance": {"pupils": {"this_year": 311}}}
    for _ in range(2):
        assert client.post(answer["Location"], hidden(page)).status_code == 302
    assert scene.content() == {"performance": {"pupils": {"this_year": 310}}}
    assert Event.objects.filter(verb="import_information").count() == 1
    assert "1 sheets begun, 1 changed" in client.get(answer["Location"]).content.decode()


def test_refused_cells_are_told_with_their_place_and_the_others_written_only_on_request(scene):
    client = enter(scene.director)
    address = upload(client, scene.filled({PUPILS: "many", ("performance", SECOND, "pupils.this_year"): 5}))[
        "Location"
    ]
    page = client.get(address)
    text = page.content.decode()
    assert "Worksheet “2 kh Performance”, row 6, column E" in text
    assert "many is not a number." in text
    assert "Write the other facilities all the same" in text
    without = {key: value for key, value in hidden(page).items() if key != "skip_refused"}
    client.post(address, without)
    assert InformationSheet.objects.count() == 0
    client.post(address, hidden(client.get(address)))
    assert (scene.content(), scene.content(1)) == (None, {"performance": {"pupils": {"this_year": 5}}})


def test_what_changed_since_the_page_was_read_is_shown_again(scene):
    client = enter(scene.director)
    address = upload(client, scene.filled({PUPILS: 310}))["Location"]
    form = hidden(client.get(address))
    scene.write({"performance": {"pupils": {"this_year": 311}}})
    answer = client.post(address, form)
    assert answer.status_code == 409
    assert "A sheet was changed by somebody else" in answer.content.decode()
    assert scene.content() == {"performance": {"pupils": {"this_year": 311}}}


def test_macros_and_formulas_are_told(scene):
    from .filled import Formula

    client = enter(scene.director)
    address = upload(
        client,
        scene.filled(
            {PUPILS: Formula("=300+10", 310), ("performance", SECOND, "pupils.this_year"): Formula("=A")},
            macros=True,
        ),
    )["Location"]
    page = client.get(address).content.decode()
    assert "The file holds macros." in page
    assert "1 cell holds a formula." in page


def test_a_brought_file_is_for_nobody_else_and_not_for_the_lists_of_places(scene):
    address = upload(enter(scene.director), scene.filled({PUPILS: 310}))["Location"]
    assert enter(scene.people.director).get(address).status_code == 404
    ticket = address.rstrip("/").rsplit("/", 1)[1]
    assert enter(scene.people.admin).get(reverse("registry:import_preview", args=[ticket])).status_code == 404


@pytest.mark.parametrize("data", [b"", b"x" * (10 * 2**20 + 1)])
def test_an_empty_or_too_large_file_comes_back(scene, data):
    assert upload(enter(scene.director), data).status_code == 422


def test_a_table_holds_what_the_person_works_on_and_can_be_brought_in_again(scene):
    scene.write({"performance": {"pupils": {"this_year": 310}}, "identity": {"hours": {"now": "=1+1"}}})
    scene.write({"income": {"gifts": {"actual": 7}}}, 1)
    client = enter(scene.director)
    answer = client.get(reverse("information:table", args=["csv"]), {"year": 2026})
    table = read_csv(answer.content)
    assert list(table.header.cells) == exporting.header()
    found = {(row.cells[2], row.cells[7], row.cells[-1]) for row in table.rows}
    assert found == {
        ("ps-0102011", "hours", "'=1+1"),
        ("ps-0102011", "pupils", "310"),
        ("ps-0102021", "gifts", "7"),
    }
    report = scene.bring(answer.content)
    assert {row.change for row in report.rows} == {"same"}


def test_a_table_is_narrowed_by_service_area_and_state(scene):
    scene.write({"performance": {"pupils": {"this_year": 310}}})
    scene.publish({"performance": {"pupils": {"this_year": 5}}}, 1)
    client = enter(scene.director)

    def facilities(**asked) -> set[str]:
        answer = client.get(reverse("information:table", args=["csv"]), {"year": 2026} | asked)
        return {row.cells[2] for row in read_csv(answer.content).rows}

    assert facilities() == {"ps-0102011", "ps-0102021"}
    assert facilities(area="010202") == {"ps-0102021"}
    assert facilities(state="draft") == {"ps-0102011"}
    assert (
        client.get(reverse("information:table", args=["csv"]), {"year": 2026, "service": "ca"}).status_code
        == 302
    )


def test_numbers_are_numbers_and_texts_no_formulas_in_a_workbook(scene):
    scene.write({"performance": {"pupils": {"this_year": 310}}, "identity": {"hours": {"now": "@now"}}})
    answer = enter(scene.director).get(reverse("information:table", args=["xlsx"]), {"year": 2026})
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert [row[-1] for row in rows[1:]] == ["'@now", 310.0]


def test_a_negative_number_stays_a_number_in_both_kinds_of_table():
    rows = [["-5", -5, "-5+1", "+x", "=x", "@x", "-"]]
    assert exporting.as_csv(list("abcdefg"), rows).splitlines()[1] == "-5,-5,'-5+1,'+x,'=x,'@x,'-"
    book = CalamineWorkbook.from_filelike(io.BytesIO(exporting.as_xlsx(list("abcdefg"), rows)))
    assert book.get_sheet_by_index(0).to_python()[1] == ["-5", -5.0, "'-5+1", "'+x", "'=x", "'@x", "'-"]


def test_drafts_are_in_nobodys_public_table(scene):
    scene.write({"performance": {"pupils": {"this_year": 310}}})
    scene.publish({"performance": {"pupils": {"this_year": 5}}}, 1)
    rows = list(exporting.published_table(make.area("0102")))
    assert [(row[2], row[-3]) for row in rows] == [("ps-0102021", 5)]
    assert len(rows[0]) == len(exporting.published_header())
    assert list(exporting.published_table(make.area("0102"), 2025)) == []
    assert list(exporting.published_table(make.area("0201"))) == []


def test_who_works_on_no_sheet_is_told_who_does(scene):
    for who in (scene.people.sokha, scene.people.vanna):
        assert enter(who).get(reverse(PAGE)).status_code == 403
        assert enter(who).get(reverse("information:table", args=["csv"]), {"year": 2026}).status_code == 403
