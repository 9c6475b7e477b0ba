"""A database of national size: the demonstration's finished commune, stamped into the real communes.

    ISAF_DATA=var/nation python -m bench.nation --communes 1652 --years 1

Everything that hangs from the invented commune's facilities and its finished year is copied on the database's own
side, table by table, found by its foreign keys; a new table of any room is stamped too, without a word here. The
copies keep the origin "demonstration", so they can never be taken for real figures.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

COMMUNE = "990101"  # the commune of the demonstration that is copied
ROOMS = {"places", "cycles", "information", "meetings", "scorecards", "plans", "feedback"}
SHARED = {
    "places.area",
    "places.succession",
    "places.formerstate",
    "places.installation",
    "places.operationaldistrict",
}
SUBJECTS = {"information.informationsheet": "information", "plans.plan": "plan"}  # and their kinds of version


@dataclass
class Stamp:
    """The rows to copy, model by model, and how far the numbers of each model move from copy to copy."""

    year: int
    rows: dict[type, set] = field(default_factory=dict)
    step: dict[type, int] = field(default_factory=dict)


def build(communes: int, years: int = 1) -> None:
    """Gazetteer, demonstration, then the commune's finished year in ``communes`` real ones, ``years`` times."""
    from django.db import connection, transaction

    from isaf.demonstration.command import build_once
    from isaf.meetings.summaries import rebuild_attendances
    from isaf.places.ready import make_ready

    make_ready(sys.stderr, origin="demonstration")
    build_once(sys.stderr)
    with transaction.atomic():
        stamp = _template()
        chosen = _real_communes(communes)
        _make_room(code for _area, code in chosen)
        _prepare_sql(connection, stamp, chosen, years)
        for model in list(stamp.rows):
            _copy_sql(connection, stamp, model)
        _copy_versions(connection, stamp)
        _name_facilities()
        _restart_numbers(connection, list(stamp.rows))
        rebuild_attendances()
    _analyse_sql(connection)


# --- What is copied --------------------------------------------------------------------------------


def _template() -> Stamp:
    """The commune's facilities and finished year, and every row whose foreign keys all lead to those."""
    from django.apps import apps
    from django.db.models import Max

    from isaf.cycles.models import Cycle
    from isaf.places.models import Facility

    finished = Cycle.objects.filter(area__code=COMMUNE, state="closed").latest("year")
    facilities = Facility.objects.filter(host__code=COMMUNE)
    first = {Facility: set(facilities.values_list("pk", flat=True)), Cycle: {finished.pk}}
    stamp = Stamp(finished.year)
    for model in _by_dependency(apps.get_models(include_auto_created=True)):
        ids = first.get(model) or set(_children(model, stamp))
        if ids:
            is_number = isinstance(next(iter(ids)), int)  # PostgreSQL knows no greatest of other keys
            highest = model.objects.aggregate(most=Max("pk"))["most"] if is_number else 0
            stamp.rows[model], stamp.step[model] = ids, highest
    return stamp


def _children(model: type, stamp: Stamp) -> Iterator[Any]:
    """Rows with at least one parent in the template, and none that could be copied but is not."""
    keys = [
        each for each in _keys(model) if _is_copied(each.related_model) and each.related_model is not model
    ]
    if not any(each.related_model in stamp.rows for each in keys):
        return
    rows = model.objects.all()
    names = {each.name for each in model._meta.concrete_fields}
    if "year" in names:
        rows = rows.filter(year=stamp.year)
    if "code" in names:  # 990101-2025-3
        rows = rows.exclude(code__contains=f"-{stamp.year + 1}-")
    if "area" in names:  # a shared facility's lines in a neighbour's year stay there
        rows = rows.filter(area__code__startswith=COMMUNE)
    for row in rows.values("pk", *(each.attname for each in keys)):
        parents = [(each.related_model, row[each.attname]) for each in keys if row[each.attname] is not None]
        if parents and all(pk in stamp.rows.get(parent, ()) for parent, pk in parents):
            yield row["pk"]


def _is_copied(model: type) -> bool:
    return model._meta.app_label in ROOMS and model._meta.label_lower not in SHARED


def _keys(model: type) -> list[Any]:
    return [each for each in model._meta.concrete_fields if each.is_relation]


def _by_dependency(models: Any) -> list[type]:
    """Parents before children; a model that points at itself does not wait for itself."""
    left, done = [model for model in models if _is_copied(model)], []
    while left:
        free = [
            m for m in left if not any(k.related_model in left and k.related_model is not m for k in _keys(m))
        ]
        done += free
        left = [model for model in left if model not in free]
    return done


def _real_communes(most: int) -> list[tuple[int, str]]:
    """(key, code) of real communes, taken from all provinces alike; those with fewer villages than the copied
    one are left out, because two of its meetings would fall on one village."""
    from django.db.models import Count

    from isaf.places.models import Area

    wanted = Area.objects.filter(code__startswith=COMMUNE, depth=4).count()
    real = Area.objects.filter(depth=3, origin="real", valid_to=None).annotate(villages=Count("children"))
    real = real.filter(villages__gte=wanted).values_list("pk", "code")
    return sorted(real, key=lambda row: (row[1][2:], row[1]))[:most]


def _make_room(codes: Iterable[str]) -> None:
    """The communes' own administrations, made with the gazetteer and empty, give way to the copies."""
    from isaf.places.models import Facility, FacilityArea

    old = Facility.objects.filter(host__code__in=list(codes), origin="real")
    FacilityArea.objects.filter(facility__in=old).delete()
    old.delete()


# --- How it is copied ------------------------------------------------------------------------------


def _prepare_sql(connection: Any, stamp: Stamp, communes: list[tuple[int, str]], years: int) -> None:
    """``bench_copy``: one row a copy (``base`` is its first year's, where the facilities stand); ``bench_area``."""
    from isaf.places.models import Area

    copies = [
        (at + back * len(communes), at, code, back, f"-{stamp.year - back}-")
        for back in range(years)
        for at, (_area, code) in enumerate(communes, start=1)
    ]
    old = dict(Area.objects.filter(code__startswith=COMMUNE).order_by("code").values_list("code", "pk"))
    below: dict[str, list[int]] = {}
    villages = Area.objects.filter(depth=4, origin="real", parent__isnull=False).order_by("code")
    for parent, pk in villages.values_list("parent__code", "pk"):
        below.setdefault(parent, []).append(pk)
    areas = [
        (
            pk,
            code,
            area if at == 0 else (below.get(code) or [area])[(at - 1) % len(below.get(code) or [area])],
        )
        for area, code in communes
        for at, pk in enumerate(old.values())
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE bench_copy (k bigint, base bigint, code varchar(20), back int, year varchar(8))"
        )
        cursor.execute("CREATE TEMPORARY TABLE bench_area (old bigint, code varchar(20), area bigint)")
        cursor.executemany("INSERT INTO bench_copy VALUES (%s, %s, %s, %s, %s)", copies)
        cursor.executemany("INSERT INTO bench_area VALUES (%s, %s, %s)", areas)
        cursor.execute("CREATE INDEX bench_area_by ON bench_area (code, old)")


def _copy_sql(connection: Any, stamp: Stamp, model: type) -> None:
    meta, quote = model._meta, connection.ops.quote_name
    told = ", ".join(quote(each.column) for each in meta.concrete_fields)
    shown = ", ".join(_value(connection, stamp, each) for each in meta.concrete_fields)
    which = ", ".join(_literal(connection, meta.pk, pk) for pk in sorted(stamp.rows[model], key=str))
    once = "c.back = 0 AND " if meta.app_label == "places" else ""
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {quote(meta.db_table)} ({told}) SELECT {shown} FROM {quote(meta.db_table)} t "
            f"CROSS JOIN bench_copy c WHERE {once}t.{quote(meta.pk.column)} IN ({which})"
        )


def _literal(connection: Any, key: Any, pk: Any) -> str:
    return str(pk) if isinstance(pk, int) else f"'{key.get_db_prep_value(pk, connection)}'"


def _value(connection: Any, stamp: Stamp, column: Any) -> str:
    """The copy's value of one column, in the database's own words."""
    name = f"t.{connection.ops.quote_name(column.column)}"
    target = column.model if column.primary_key else column.related_model
    if target in stamp.rows:
        return _moved(connection, stamp, target, name)
    if target is not None and target._meta.label_lower == "places.area":
        return f"coalesce((SELECT area FROM bench_area a WHERE a.code = c.code AND a.old = {name}), {name})"
    kind = column.get_internal_type()
    if kind in {"DateField", "DateTimeField"}:
        return _years_back(connection, name)
    if column.name == "year":
        return f"{name} - c.back"
    if kind in {"CharField", "TextField", "SlugField", "JSONField"}:
        return _recoded(connection, stamp, name, is_json=kind == "JSONField")
    return name


def _moved(connection: Any, stamp: Stamp, target: type, name: str) -> str:
    k = "c.base" if target._meta.app_label == "places" else "c.k"
    if stamp.step[target]:
        return f"{name} + {k} * {stamp.step[target]}"
    if connection.vendor == "sqlite":
        return f"CASE WHEN {name} IS NULL THEN NULL ELSE printf('%08x', {k}) || substr({name}, 9) END"
    return f"(lpad(to_hex({k}), 8, '0') || substr({name}::text, 9))::uuid"


def _recoded(connection: Any, stamp: Stamp, name: str, *, is_json: bool) -> str:
    """The invented code becomes the real one, and the year inside a code the copy's."""
    text = f"{name}::text" if is_json and connection.vendor != "sqlite" else name
    told = f"replace(replace({text}, '{COMMUNE}', c.code), '-{stamp.year}-', c.year)"
    return f"({told})::jsonb" if text != name else told


def _years_back(connection: Any, name: str) -> str:
    if connection.vendor == "sqlite":
        return f"(CAST(substr({name}, 1, 4) AS integer) - c.back) || substr({name}, 5)"
    return f"{name} - make_interval(years => c.back)"


def _copy_versions(connection: Any, stamp: Stamp) -> None:
    """What was published of the copies: versions name their subject by kind and number."""
    from isaf.audit.models import Version

    kinds = {
        SUBJECTS[model._meta.label_lower]: model
        for model in stamp.rows
        if model._meta.label_lower in SUBJECTS
    }
    told: dict[type, list[Any]] = {}
    for version in Version.objects.all():
        model = kinds.get(version.kind)
        if model and version.subject_id.isdigit() and int(version.subject_id) in stamp.rows[model]:
            told.setdefault(model, []).append(version.pk)
    highest = Version.objects.order_by("-pk").first().pk
    for model, ids in told.items():
        _copy_versions_sql(connection, stamp, model, ids, highest)


def _copy_versions_sql(connection: Any, stamp: Stamp, model: type, ids: list[int], highest: int) -> None:
    from isaf.audit.models import Version

    meta, quote = Version._meta, connection.ops.quote_name
    told = {each.column: _value(connection, stamp, each) for each in meta.concrete_fields}
    told["id"] = f"t.id + c.k * {highest}"
    told["subject_id"] = f"CAST(CAST(t.subject_id AS bigint) + c.k * {stamp.step[model]} AS varchar(60))"
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {quote(meta.db_table)} ({', '.join(map(quote, told))}) "
            f"SELECT {', '.join(told.values())} FROM {quote(meta.db_table)} t CROSS JOIN bench_copy c "
            f"WHERE t.id IN ({', '.join(map(str, ids))})"
        )


def _name_facilities() -> None:
    """A facility is called after its commune and a number, as most real ones are."""
    from isaf.places.models import Facility
    from isaf.places.naming import facility_search_text, sort_key

    copies = list(Facility.objects.exclude(host__origin="demonstration").select_related("host"))
    for place, facility in enumerate(copies):
        words = facility.names
        facility.names = {
            tongue: f"{words[tongue]} {facility.host.names[tongue]} {place % 7 + 1}" for tongue in words
        }
        facility.search_text = facility_search_text(facility.service, facility.code, facility.names)
        facility.sort_key = sort_key(facility.names)
    Facility.objects.bulk_update(copies, ["names", "search_text", "sort_key"], batch_size=500)


def _restart_numbers(connection: Any, models: list[type]) -> None:
    from django.core.management.color import no_style

    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


def _analyse_sql(connection: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--communes", type=int, default=1652)
    parser.add_argument("--years", type=int, default=1)
    args = parser.parse_args()
    if "ISAF_DATA" not in os.environ:
        parser.error("ISAF_DATA must name a folder of its own")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "isaf.config.settings")
    import django
    from django.apps import apps

    django.setup()
    began = time.perf_counter()
    build(args.communes, args.years)
    rows = {
        model._meta.label: model.objects.count()
        for model in apps.get_models()
        if model._meta.app_label in ROOMS
    }
    print(json.dumps({"seconds": round(time.perf_counter() - began, 1), "rows": rows}, indent=1))


if __name__ == "__main__":
    main()
