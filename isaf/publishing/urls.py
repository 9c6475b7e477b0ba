from django.urls import path, re_path

from . import views
from .views import about

app_name = "publishing"
YEAR = r"(?P<year>[0-9]{4})"
AREA = r"areas/(?P<code>[0-9]+)"
FACILITY = r"facilities/(?P<slug>[a-z]+-[0-9A-Za-z._-]+)"
PLAN = rf"plans/(?P<code>[0-9]+)/{YEAR}"

urlpatterns = [
    path("", views.front, name="front"),
    path("areas/", views.nation, name="nation"),
    re_path(r"^areas/(?P<table>areas|services|actions)\.csv$", views.area_table, {"code": ""}, name="nation_csv"),
    path("areas/information/", views.informed, {"code": ""}, name="nation_informed"),
    re_path(r"^areas/information/completeness\.csv$", views.informed_table, {"code": ""}, name="nation_informed_csv"),
    re_path(rf"^{AREA}/$", views.area, name="area"),
    re_path(rf"^{AREA}/information/$", views.informed, name="informed"),
    re_path(rf"^{AREA}/information/completeness\.csv$", views.informed_table, name="informed_csv"),
    re_path(rf"^{AREA}/(?P<table>areas|services|actions)\.csv$", views.area_table, name="area_csv"),
    re_path(rf"^{FACILITY}/$", views.facility, name="facility"),
    re_path(rf"^{FACILITY}/{YEAR}/$", views.facility, name="facility_year"),
    re_path(rf"^{FACILITY}/(?:{YEAR}/)?(?P<table>scores|information)\.csv$", views.facility_table,
            name="facility_csv"),
    re_path(rf"^{PLAN}/$", views.plan, name="plan"),
    re_path(rf"^{PLAN}/lines\.csv$", views.plan_lines, name="plan_csv"),
    re_path(r"^actions/(?P<code>[0-9A-Za-z._-]+)/$", views.action, name="action"),
    path("search/", views.search, name="search"),
    re_path(r"^services/(?P<service>[a-z]+)/$", views.service, {"code": ""}, name="service"),
    re_path(r"^services/(?P<service>[a-z]+)/(?P<code>[0-9]+)/$", views.service, name="service_area"),
    path("programme/", about.programme, name="programme"),
    path("programme/coverage.csv", about.coverage_table, name="coverage_csv"),
    path("method/", about.method, name="method"),
    path("privacy/", about.privacy, name="privacy"),
]  # fmt: skip
