"""The pages of a signed plan and of one agreed action."""

from dataclasses import dataclass
from datetime import date

from isaf.audit.models import Version
from isaf.audit.selectors import versions_of
from isaf.kit.problems import NotFound
from isaf.places.models import Area, Origin
from isaf.places.selectors import ancestors
from isaf.plans.models import Action
from isaf.plans.selectors import ActionLife, PlanTable, cause_of, life_of
from isaf.scorecards.models import Remark
from isaf.scorecards.results import CriterionResult


@dataclass(frozen=True)
class PlanPage:
    area: Area
    trail: list[Area]
    table: PlanTable
    versions: list[Version]

    @property
    def version(self) -> Version | None:
        return self.versions[0] if self.versions else None

    @property
    def is_demonstration(self) -> bool:
        return self.area.origin == Origin.DEMONSTRATION


@dataclass(frozen=True)
class ActionPage:
    """``cause`` is the score that the action answers, as everyone may see it."""

    action: Action
    trail: list[Area]
    life: ActionLife
    cause: CriterionResult | None

    @property
    def is_demonstration(self) -> bool:
        return self.action.origin == Origin.DEMONSTRATION

    @property
    def proposals(self) -> list[Remark]:
        """What was proposed, where a reviewer let it pass; the same words from several villages once."""
        remarks = [o.remark for o in self.life.origins if o.remark and o.remark.state == Remark.State.PASSED]
        return list({remark.text: remark for remark in remarks}.values())


def plan_page(area: Area, table: PlanTable, number: int | None = None) -> PlanPage:
    """The plan as it was signed, with its versions; not found for a number that cannot be read.

    A plan is signed once: what is shown is what the version holds, so that its number is its address on paper.
    """
    trail = [*ancestors(area), area]
    rows = versions_of("plan", str(table.plan.pk)).filter(withdrawn_at=None)
    versions = list(rows.defer("content"))
    if number is not None and (not versions or versions[0].number != number):
        raise NotFound
    return PlanPage(area, trail, table, versions)


def action_page(action: Action, today: date) -> ActionPage:
    trail = [*ancestors(action.area), action.area]
    return ActionPage(action, trail, life_of(action, today), cause_of(action))
