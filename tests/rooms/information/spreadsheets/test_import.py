"""A filled file brought in: whole or not at all, once, and only where the person may write."""

import json
from datetime import date

import pytest

from isaf.audit.models import Event
from isaf.cycles.services import close_cycle
from isaf.information import services
from isaf.information.models import InformationSheet
from isaf.information.spreadsheets.reporting import as_json, as_text
from isaf.kit.actor import PROGRAM
from tests import make

from .conftest import CODES
from .filled import Formula

pytestmark = pytest.mark.django_db

FIRST, SECOND, THIRD = CODES
PUPILS = ("performance", FIRST, "pupils.this_year")


def codes(report) -> list[tuple[str, str | None]]:
    return [(row.code, row.problem.code if row.problem else row.change) for row in report.rows]


def test_what_was_filled_is_written_as_drafts_and_the_rest_is_not_begun(scene):
    data = scene.filled(
        {
            PUPILS: 310,
            ("performance", FIRST, "water.this_year"): True,
            ("identity", FIRST, "hours.now"): "7:00-11:00",
            ("income", SECOND, "budget.actual"): 4_000_000,
        }
    )
    report = scene.bring(data)
    assert report.applied
    assert scene.content() == {
        "identity": {"hours": {"now": "7:00-11:00"}},
        "performance": {"pupils": {"this_year": 310}, "water": {"this_year": 1}},
    }
    assert scene.content(1) == {"income": {"budget": {"actual": 4_000_000}}}
    assert scene.content(2) is None
    assert codes(report) == [(f"ps-{FIRST}", "added"), (f"ps-{SECOND}", "added")]
    sheet = InformationSheet.objects.get(facility=scene.school())
    assert (sheet.state, sheet.drafted_by) == ("draft", scene.director)


def test_the_same_file_again_changes_nothing(scene):
    data = scene.filled({PUPILS: 310})
    scene.bring(data)
    kept, events = InformationSheet.objects.get().row_version, Event.objects.count()
    again = scene.bring(data)
    assert codes(again) == [(f"ps-{FIRST}", "same")]
    assert (again.applied, InformationSheet.objects.get().row_version) == (True, kept)
    assert Event.objects.count() == events


def test_an_untouched_download_begins_no_sheet_though_it_shows_last_year(scene):
    scene.publish({"performance": {"pupils": {"this_year": 300}}}, year=2025)
    report = scene.bring(scene.file())
    assert codes(report) == [(f"ps-{FIRST}", "same")]
    assert scene.content() is None


def test_an_empty_cell_changes_nothing_and_a_dash_takes_the_figure_out(scene):
    scene.write({"performance": {"pupils": {"this_year": 310}, "dropout": {"this_year": 3}}})
    scene.bring(scene.filled({PUPILS: "-", ("performance", FIRST, "water.this_year"): 0}))
    assert scene.content() == {"performance": {"dropout": {"this_year": 3}, "water": {"this_year": 0}}}


def test_a_dry_run_tells_and_writes_nothing(scene):
    events = Event.objects.count()
    report = scene.bring(scene.filled({PUPILS: 310}), dry_run=True)
    assert (report.applied, report.counts["added"]) == (False, 1)
    assert (scene.content(), Event.objects.count()) == (None, events)


def test_one_refused_cell_stops_the_file_unless_refused_facilities_are_to_be_skipped(scene):
    data = scene.filled({PUPILS: "many", ("performance", SECOND, "pupils.this_year"): 120})
    report = scene.bring(data)
    assert (report.applied, scene.content(1)) == (False, None)
    assert codes(report) == [(f"ps-{FIRST}", "no_number"), (f"ps-{SECOND}", "added")]
    assert scene.bring(data, skip_refused=True).applied
    assert scene.content() is None
    assert scene.content(1) == {"performance": {"pupils": {"this_year": 120}}}


def test_a_facility_with_one_refused_cell_is_left_as_it_was(scene):
    scene.bring(scene.filled({PUPILS: 310, ("income", FIRST, "gifts.actual"): -5}), skip_refused=True)
    assert scene.content() is None


@pytest.mark.parametrize(
    "value, code",
    [
        ("many", "no_number"),
        (12.5, "not_whole"),
        (1.41, "not_whole"),
        ("12.5", "not_whole"),
        (-3, "below_nought"),
        ("1\u17e2", "two_scripts"),
        (10**12, "too_many_digits"),
        (date(2026, 2, 1), "day_in_place_of_number"),
        (True, "no_number"),
        (Formula("=1/0", "#DIV/0!"), "cell_in_error"),
        (Formula("=A1", ""), "formula_without_result"),
    ],
)
def test_what_is_no_count_is_refused_where_it_stands(scene, value, code):
    report = scene.bring(scene.filled({PUPILS: value}))
    (row,) = report.rows
    assert (row.problem.code, row.sheet, row.line, row.column) == (code, "2 kh Performance", 6, "E")
    assert scene.content() is None


@pytest.mark.parametrize(
    "value",
    [
        1410,
        "1410",
        "1.410",
        "1,410",
        "\u17e1\u17e4\u17e1\u17e0",
        "\u17e1.\u17e4\u17e1\u17e0",
        Formula("=1400+10", 1410),
    ],
)
def test_a_number_is_read_as_people_and_programs_write_it(scene, value):
    scene.bring(scene.filled({PUPILS: value}))
    assert scene.content() == {"performance": {"pupils": {"this_year": 1410}}}


@pytest.mark.parametrize(
    "value",
    [date(2026, 2, 28), "28/02/2026", "2026-02-28", "\u17e2\u17e8/\u17e0\u17e2/\u17e2\u17e0\u17e2\u17e6"],
)
def test_a_list_takes_days_in_any_writing(scene, value):
    scene.bring(scene.filled({("tranches", FIRST, "1.date"): value, ("tranches", FIRST, "1.amount"): 5}))
    assert scene.content() == {"tranches": {"1": {"date": "2026-02-28", "amount": 5}}}


def test_a_list_is_taken_whole_and_closes_up(scene):
    scene.write({"tranches": {"1": {"amount": 1}, "2": {"amount": 2}}})
    scene.bring(scene.filled({("tranches", FIRST, "1.amount"): "-", ("tranches", FIRST, "3.amount"): 3}))
    assert scene.content() == {"tranches": {"1": {"amount": 2}, "2": {"amount": 3}}}


def test_a_list_that_the_file_does_not_fill_stays(scene):
    data = scene.filled({PUPILS: 310})
    scene.write({"tranches": {"1": {"amount": 1}}})
    scene.bring(data)
    assert scene.content() == {
        "tranches": {"1": {"amount": 1}},
        "performance": {"pupils": {"this_year": 310}},
    }


def test_more_rows_than_a_list_takes_are_refused(scene):
    def more(book, sheets):
        for row in range(20, 25):
            sheets["tranches"].write_row(row, 0, [FIRST, "", "", "", row])

    report = scene.bring(scene.filled({}, spoil=more))
    assert {code for _, code in codes(report)} == {"too_many_lines"}


def test_a_lost_leading_zero_and_khmer_digits_of_a_code_are_mended(scene):
    def lose(book, sheets):
        sheets["performance"].write_number(5, 0, int(FIRST))
        sheets["performance"].write_string(6, 0, "".join(chr(0x17E0 + int(n)) for n in SECOND))

    data = scene.filled({PUPILS: 310, ("performance", SECOND, "pupils.this_year"): 120}, spoil=lose)
    assert codes(scene.bring(data)) == [(f"ps-{FIRST}", "added"), (f"ps-{SECOND}", "added")]


@pytest.mark.parametrize("typed", ["9999999", "school", "=1+1", "ps-1"])
def test_a_code_that_is_not_on_the_list_is_refused(scene, typed):
    report = scene.bring(
        scene.filled(
            {PUPILS: 310}, spoil=lambda book, sheets: sheets["performance"].write_string(5, 0, typed)
        )
    )
    assert [code for _, code in codes(report)] == ["not_your_facility"]


def test_a_row_of_figures_without_a_code_is_refused(scene):
    report = scene.bring(
        scene.filled({PUPILS: 310}, spoil=lambda book, sheets: sheets["performance"].write_string(5, 0, " "))
    )
    assert codes(report) == [("", "row_without_code")]


def test_a_facility_on_two_rows_is_refused(scene):
    data = scene.filled(
        {PUPILS: 310, ("performance", SECOND, "pupils.this_year"): 120},
        spoil=lambda book, sheets: sheets["performance"].write_string(6, 0, FIRST),
    )
    report = scene.bring(data)
    assert codes(report) == [(f"ps-{FIRST}", "facility_twice")]
    assert not report.applied


def test_merged_cells_are_refused_in_each_row(scene):
    data = scene.filled({}, spoil=lambda book, sheets: sheets["performance"].merge_range(5, 4, 7, 4, 310))
    assert codes(scene.bring(data)) == [(f"ps-{code}", "merged_cells") for code in CODES]


def test_a_sheet_in_the_checkers_hands_or_published_is_refused_and_one_that_stays_the_same_is_not(scene):
    data = scene.filled({PUPILS: 310, ("performance", SECOND, "pupils.this_year"): 120})
    services.submit(sheet=scene.write({"performance": {"pupils": {"this_year": 300}}}), by=scene.director)
    scene.publish({"performance": {"pupils": {"this_year": 120}}}, 1)
    assert codes(scene.bring(data)) == [(f"ps-{FIRST}", "being_checked"), (f"ps-{SECOND}", "same")]
    scene.publish({"performance": {"pupils": {"this_year": 99}}}, 2)
    third = {("performance", THIRD, "pupils.this_year"): 98}
    assert codes(scene.bring(data_of_all(scene, third))) == [(f"ps-{THIRD}", "already_published")]


def data_of_all(scene, edits):
    """A file made before the sheets were published."""
    from isaf.information.spreadsheets import choosing, template

    from .filled import filled

    found = choosing.chosen(scene.director, 2026, "ps", "0102")
    fresh = [type(one)(one.cycle, one.facility, one.form, one.sections, None, {}) for one in found]
    return filled(template.build(fresh, area=make.area("0102"), languages=("en",)), edits)


def test_last_years_file_is_refused_once_that_year_is_closed(scene):
    data = scene.filled({PUPILS: 310}, year=2025)
    for cycle in scene.cycles[:2]:
        close_cycle(cycle=cycle, by=scene.people.bopha, on=date(2026, 1, 20))
    report = scene.bring(data)
    assert codes(report) == [(f"ps-{FIRST}", "no_such_year")]
    assert "The file is for the year 2025" in as_text(report, "en")


def test_a_file_made_for_another_form_is_refused(scene):
    data = scene.filled({PUPILS: 310})
    cycle = next(one for one in scene.cycles if one.year == 2026 and one.area.code == "010201")
    cycle.instrument["information"]["ps"].pop()
    cycle.save()
    assert codes(scene.bring(data)) == [(f"ps-{FIRST}", "other_form")]


def test_nobody_writes_into_the_sheet_of_another_school(scene):
    report = scene.bring(scene.filled({PUPILS: 310}), by=scene.people.chan)
    assert codes(report) == [(f"ps-{FIRST}", "not_your_facility")]
    assert scene.school().names["en"] not in as_json(report)
    only_own = scene.filled({PUPILS: 310, ("performance", SECOND, "pupils.this_year"): 5})
    report = scene.bring(only_own, by=scene.people.director)
    assert codes(report) == [(f"ps-{FIRST}", "added"), (f"ps-{SECOND}", "not_your_facility")]


def test_who_checks_writes_nothing(scene):
    report = scene.bring(scene.filled({PUPILS: 310}), by=scene.people.bopha)
    assert codes(report) == [(f"ps-{FIRST}", "not_your_facility")]


def test_an_operator_may_bring_a_file_in_without_a_person(scene):
    report = scene.bring(scene.filled({PUPILS: 310}), by=PROGRAM)
    assert report.applied
    assert InformationSheet.objects.get().drafted_by is None


def test_who_brought_a_file_in_does_not_check_its_sheets(scene):
    from isaf.information.selectors import writers_since_publication

    scene.bring(scene.filled({PUPILS: 310}))
    assert str(scene.director.pk) in writers_since_publication(InformationSheet.objects.get())


def test_figures_far_from_last_year_are_told_and_may_be_written(scene):
    scene.publish({"performance": {"pupils": {"this_year": 300}}}, year=2025)
    data = scene.filled({PUPILS: 3000})
    told = as_text(scene.bring(data, dry_run=True), "en")
    assert "Pupils, This year: not reported → 3,000 (last year 300, is this right?)" in told
    assert scene.bring(data).applied
    assert scene.content()["performance"]["pupils"] == {"last_year": 300, "this_year": 3000}


def test_who_saved_meanwhile_is_told(scene):
    data = scene.filled({PUPILS: 310})
    services.save_draft(
        cycle=next(one for one in scene.cycles if one.year == 2026 and one.area.code == "010201"),
        facility=scene.school(),
        content={"performance": {"pupils": {"this_year": 311}}},
        by=scene.people.director,
    )
    report = scene.bring(data, dry_run=True)
    assert "Director saved this sheet after the file was made." in as_text(report, "en")
    assert "Pupils, This year: 311 → 310" in as_text(report, "en")


def test_what_was_typed_and_cannot_be_read_stays_until_a_figure_comes_in_its_place(scene):
    cycle = next(one for one in scene.cycles if one.year == 2026 and one.area.code == "010201")
    slips = {"pupils": {"this_year": "3oo"}, "dropout": {"this_year": "few"}}
    services.keep_section(
        cycle=cycle, facility=scene.school(), section="performance", boxes={}, typed=slips, by=scene.director
    )
    scene.bring(scene.filled({PUPILS: 300}))
    assert InformationSheet.objects.get().typed == {"performance": {"dropout": {"this_year": "few"}}}


def test_a_plain_table_is_read_too(scene):
    header, row = "year,facility,section,line,column,value", "2026,ps-0102011,performance,pupils,this_year"
    assert scene.bring(f"\ufeff{header}\n{row},\u17e3\u17e1\u17e0\n".encode()).applied
    assert scene.content() == {"performance": {"pupils": {"this_year": 310}}}


@pytest.mark.parametrize(
    "row, code",
    [
        ("2026,ps-0102011,performance,moon,this_year,1", "unknown_box"),
        ("26,ps-0102011,performance,pupils,this_year,1", "no_such_year"),
        ("2027,ps-0102011,performance,pupils,this_year,1", "not_your_facility"),
        ("2026,,performance,pupils,this_year,1", "row_without_code"),
        ("2026,ps-0102011,tranches,9,amount,1", "too_many_lines"),
        ("2026,ps-0102011,identity,hours,now," + "x" * 2001, "too_long"),
    ],
)
def test_a_wrong_row_of_a_plain_table_is_refused(scene, row, code):
    report = scene.bring(f"year,facility,section,line,column,value\n{row}\n".encode())
    assert [found for _, found in codes(report)] == [code]


def test_a_figure_given_twice_in_a_table_is_refused(scene):
    row = "2026,ps-0102011,performance,pupils,this_year,1\n"
    report = scene.bring(("year,facility,section,line,column,value\n" + row * 2).encode())
    assert codes(report) == [("ps-0102011", "box_twice")]
    assert not report.applied


@pytest.mark.parametrize(
    "data, code",
    [
        (b"", "empty_file"),
        (b"a,b\n1,2\n", "not_our_form"),
        (b"PK\x03\x04broken", "broken_workbook"),
        (b"\xd0\xcf\x11\xe0old", "old_or_locked"),
    ],
)
def test_what_is_no_file_of_ours_is_refused_and_never_skipped(scene, data, code):
    report = scene.bring(data, skip_refused=True)
    assert ([found for _, found in codes(report)], report.applied) == ([code], False)


def test_nothing_filled_is_said(scene):
    assert codes(scene.bring(scene.file())) == [("", "nothing_filled")]


def test_the_json_holds_the_documented_keys_in_both_languages(scene):
    told = json.loads(as_json(scene.bring(scene.filled({PUPILS: 310}), dry_run=True)))
    assert list(told) == ["kind", "file", "sha256", "dry_run", "applied", "counts", "rows"]
    (row,) = told["rows"]
    assert list(row) == ["line", "code", "change", "problem", "text", "sheet", "column", "changes"]
    assert set(row["text"]) == {"km", "en"}
    assert row["changes"] == [["performance", "pupils", "this_year", None, 310]]


def test_sixty_sheets_are_judged_in_a_bounded_number_of_questions(scene, django_assert_max_num_queries):
    data = scene.filled({("performance", code, "pupils.this_year"): 100 for code in CODES})
    with django_assert_max_num_queries(12):
        scene.bring(data, dry_run=True)
