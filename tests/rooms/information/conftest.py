"""A commune in its year, with everybody who touches an information sheet."""

from dataclasses import dataclass

import pytest
from django.urls import reverse

from isaf.cycles.models import Cycle
from isaf.information import services
from isaf.information.models import InformationSheet
from isaf.places.models import Facility
from isaf.places.selectors import facility_by_slug
from tests import cast, make

OFFICE = "ca-010201"


@dataclass(frozen=True)
class Scene:
    people: cast.Cast
    cycle: Cycle
    office: Facility

    def url(self, name: str = "edit", slug: str = OFFICE, **more) -> str:
        return reverse(f"information:{name}", kwargs={"pk": self.cycle.pk, "slug": slug, **more})

    def draft(self, content: dict | None = None, cycle: Cycle | None = None) -> InformationSheet:
        figures = content or births(41)
        return services.save_draft(
            cycle=cycle or self.cycle, facility=self.office, content=figures, by=self.people.dara
        )

    def submitted(self, content: dict | None = None, cycle: Cycle | None = None) -> InformationSheet:
        return services.submit(sheet=self.draft(content, cycle), by=self.people.chief, is_sure=True)

    def published(self, content: dict | None = None, cycle: Cycle | None = None) -> InformationSheet:
        sheet = self.submitted(content, cycle)
        services.publish(sheet=sheet, by=self.people.bopha)
        sheet.refresh_from_db()
        return sheet


def births(number: int) -> dict:
    return {"performance": {"births": {"this_year": number}}}


@pytest.fixture
def scene(db) -> Scene:
    people = cast.people()
    return Scene(people, make.cycle(year=2026), facility_by_slug(OFFICE))
