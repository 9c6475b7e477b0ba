"""Running ``isaf import`` on a file made in the test, and the reference data where they are at hand."""

import argparse
import csv
import io
import json
from pathlib import Path

import pytest

from isaf.registry import command

DATA = Path(__file__).parents[4] / "shared" / "data"


@pytest.fixture
def reference():
    """``reference("villages.csv")``: the path of a file of the reference data; skipped where it is not."""

    def path(name):
        if not (DATA / name).is_file():
            pytest.skip(f"The reference data are not here: put {name} into ../shared/data.")
        return DATA / name

    return path


@pytest.fixture
def imported(tmp_path, monkeypatch):
    """``imported("gazetteer", content or path, *options)``: the exit code and the report."""
    monkeypatch.setattr("isaf.places.ready.make_ready", lambda stderr: None)

    def run(kind, content, *options):
        path = content if isinstance(content, Path) else tmp_path / "list"
        if isinstance(content, str):
            path.write_text(content, encoding="utf-8")
        parser, out = argparse.ArgumentParser(), io.StringIO()
        command.add_arguments(parser)
        args = parser.parse_args([kind, str(path), "--format", "json", *map(str, options)])
        code = command.run(args, io.StringIO(), out, io.StringIO())
        return code, json.loads(out.getvalue()) if out.getvalue() else None

    return run


@pytest.fixture
def whole_country(reference, tmp_path):
    """The four lists of the reference data joined into one plain list, and their rows."""
    rows = []
    for name, above in (("provinces", ""), ("districts", "province_code"), ("communes", "district_code")):
        rows += _rows(reference(f"{name}.csv"), above)
    rows += _rows(reference("villages.csv"), "commune_code")
    path = tmp_path / "country.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["code", "name_km", "name_en", "type", "parent"])
        writer.writerows(rows)
    return path, rows


def _rows(path, above):
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            yield row["code"], row["name_km"], row["name_en"], row.get("type", "village"), row.get(above, "")
