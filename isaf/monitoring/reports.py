"""A question answered in the format that was asked for: one door for the command and the pages."""

from isaf.kit.clock import today
from isaf.places.models import Origin
from isaf.places.selectors import find_area, installation_origin

from . import exports
from .problems import UnknownArea
from .selectors import Question, coverage, phase_by_id


def coverage_report(question: Question, form: str) -> bytes:
    """The report as bytes of one format: json, csv, xlsx or pdf."""
    if question.area and find_area(question.area) is None:
        raise UnknownArea(area=question.area)
    rows = coverage(question)
    as_of = question.as_of or today()
    if form == "csv":
        return exports.as_csv(rows)
    if form == "xlsx":
        return exports.as_xlsx(rows)
    if form == "pdf":
        return exports.as_pdf(
            rows,
            phase_names=exports.name_of(phase_by_id(question.phase).names),
            as_of=as_of,
            is_demonstration=installation_origin() == Origin.DEMONSTRATION,
        )
    return exports.as_json(rows, phase=question.phase, as_of=as_of)
