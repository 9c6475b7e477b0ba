"""Refusals of the demonstration."""

from isaf.kit.problems import Problem, gettext_noop


class RealRecordsHere(Problem):
    code = "real_records_here"
    status = 409
    text = gettext_noop(
        "This data folder holds real records, so no demonstration was built. Choose an empty folder with ISAF_DATA."
    )
