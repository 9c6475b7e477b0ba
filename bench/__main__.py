"""`python -m bench [name ...]`: run the named measurements, or all; 1 when a promise does not hold."""

import sys

from bench.frame import Bench, keep, show
from bench.pages import BENCH as PAGES
from bench.pages import SEARCH, YEARS
from bench.posters import BENCH as POSTERS

ALL: list[Bench] = [POSTERS, PAGES, SEARCH]
ASKED: list[Bench] = [YEARS]  # only by name: it takes long to build


def main(names: list[str]) -> int:
    unknown = set(names) - {bench.name for bench in [*ALL, *ASKED]}
    if unknown:
        print(
            f"No such bench: {', '.join(sorted(unknown))}. There are: {', '.join(b.name for b in [*ALL, *ASKED])}",
            file=sys.stderr,
        )
        return 2
    is_kept = True
    for bench in [*ALL, *ASKED]:
        if bench.name in names or (not names and bench in ALL):
            found = bench.run()
            file = keep(bench, found)
            print(show(bench, found), f"\n  kept in {file.relative_to(file.parents[2])}", flush=True)
            is_kept &= all(one.holds is not False for one in found)
    return 0 if is_kept else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
