"""What the pages of scoring need beside the shared tags: ``{% load scoring %}``."""

from collections.abc import Iterable

from django import template

from isaf.country.pack import Segment
from isaf.scorecards.results import CriterionResult, ShownRemark
from isaf.scorecards.rules import Result
from isaf.scorecards.titles import remark_titles

register = template.Library()


@register.filter
def said_by_kind(criterion: CriterionResult) -> list[tuple[str, list[ShownRemark]]]:
    """``{% for title, remarks in criterion|said_by_kind %}``: strengths first; kinds without words are left out."""
    found = ((str(title), criterion.said(kind)) for kind, title in remark_titles().items())
    return [(title, remarks) for title, remarks in found if remarks]


@register.filter
def by_segment(criterion: CriterionResult, segments: Iterable[Segment]) -> list[tuple[Segment, Result]]:
    """``{% for segment, found in criterion|by_segment:results.segments %}``: citizens' results, all groups."""
    return [(segment, criterion.citizens[segment.id]) for segment in segments]
