"""Attendances by area and year, kept in step with the meetings in the same transaction (ADR 0043).

A sum is only what its meetings say: told anew it is the same. What may not be shown of a year of work never enters
a sum, so that the difference of two sums tells no small number either (ADR 0040).
"""

from collections.abc import Iterable, Iterator, Mapping

from django.db import transaction
from django.db.models import F, Sum

from isaf.country.current import pack
from isaf.cycles.models import Cycle

from . import rules
from .models import Attendance, AttendanceSum, Meeting

Shown = Mapping[str, int | str | None]
Told = Iterable[tuple[str, int, str, int, str, str, int | None]]
"""Area, year and origin of a year of work, its id, kind of meeting, group, people: in the order of the first five."""
KEYS = ("meeting__cycle__area__code", "meeting__cycle__year", "meeting__cycle__origin", "meeting__cycle",
        "meeting__kind", "segment")  # fmt: skip


def shown_of(cycle: Cycle, kind: str) -> Shown:
    """group -> attendances of one kind of meeting in one year of work, as everyone may see them."""
    rows = Attendance.objects.filter(
        meeting__cycle=cycle, meeting__kind=kind, meeting__state=Meeting.State.HELD
    )
    came = dict(rows.order_by("segment").values_list("segment").annotate(total=Sum("n")))
    return rules.withhold(came, pack().min_cell)


def move(cycle: Cycle, kind: str, before: Shown) -> None:
    """After a meeting was recorded: what this year of work adds now in place of ``before``, in every area above.

    The caller holds the lock on the cycle. Sums are moved, not written, so that two communes at once lose nothing.
    """
    changes: dict[str, rules.Sum] = {}
    for shown, sign in ((before, -1), (shown_of(cycle, kind), 1)):
        for segment, value in shown.items():
            changes.setdefault(segment, rules.Sum()).add(value, sign)
    least = pack().min_cell
    for code in with_above(cycle.area.code):
        for segment, change in sorted(changes.items()):
            row, _new = AttendanceSum.objects.get_or_create(
                area_code=code, origin=cycle.origin, year=cycle.year, kind=kind, segment=segment,
                defaults={"least": least},
            )  # fmt: skip
            AttendanceSum.objects.filter(pk=row.pk).update(
                **{name: F(name) + by for name, by in vars(change).items()}
            )


def with_above(code: str) -> list[str]:
    """An area's code and those of all areas above it, the nation's empty one last."""
    codes = [code]
    while codes[-1]:
        codes.append(pack().parent_code(codes[-1]) or "")
    return codes


def told() -> Iterator[tuple[str, int, str, int, str, str, int | None]]:
    """Every year of work's attendances, kind by kind."""
    rows = Attendance.objects.filter(meeting__state=Meeting.State.HELD).values_list(*KEYS)
    yield from rows.annotate(total=Sum("n")).order_by(*KEYS).iterator(chunk_size=5000)


@transaction.atomic
def rebuild_attendances() -> int:
    """Every sum anew from the meetings; gives how many there are."""
    AttendanceSum.objects.all().delete()
    least = pack().min_cell
    sums = rules.sums_by_area(told(), least, with_above)
    rows = (
        AttendanceSum(
            area_code=code,
            year=year,
            origin=origin,
            kind=kind,
            segment=segment,
            least=least,
            **vars(sums[key]),
        )
        for key in sorted(sums)
        for code, year, origin, kind, segment in [key]
    )
    return len(AttendanceSum.objects.bulk_create(rows, batch_size=2000))
