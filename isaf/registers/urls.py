from django.urls import path

from .views import bodies, projects

app_name = "registers"
urlpatterns = [
    path("work/organisations/", projects.organisations, name="organisations"),
    path("work/new-organisation/", projects.add_organisation, name="add_organisation"),
    path("work/organisations/<slug:code>/", projects.organisation, name="organisation"),
    path("work/organisations/<slug:code>/edit/", projects.edit_organisation, name="edit_organisation"),
    path("work/new-project/", projects.add_project, name="add_project"),
    path("work/projects/<slug:code>/", projects.project, name="project"),
    path("work/projects/<slug:code>/edit/", projects.edit_project, name="edit_project"),
    path("work/projects/<slug:code>/areas/add/", projects.add_targets, name="add_targets"),
    path("work/target-areas/<int:pk>/remove/", projects.remove_target, name="remove_target"),
    path("work/overlaps/<slug:code>/", projects.overlaps, name="overlaps"),
    path("work/registers/<slug:code>/", bodies.register, name="register"),
    path("work/registers/<slug:code>/register.csv", bodies.register_csv, name="register_csv"),
    path("work/registers/<slug:code>/add/", bodies.add_body, name="add_body"),
    path("work/bodies/<int:pk>/edit/", bodies.edit_body, name="edit_body"),
    path("work/bodies/<int:pk>/mandate/", bodies.change_mandate, name="change_mandate"),
    path("work/bodies/<int:pk>/seats/add/", bodies.add_seat, name="add_seat"),
    path("work/seats/<int:pk>/", bodies.seat, name="seat"),
    path("work/terms/<int:pk>/edit/", bodies.edit_term, name="edit_term"),
]
