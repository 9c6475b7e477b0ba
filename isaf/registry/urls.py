from django.urls import path

from .views import ended, facilities, imports, merging

app_name = "registry"
urlpatterns = [
    path("work/facilities/", facilities.listed, name="facilities"),
    path("work/facilities/add/", facilities.add, name="add"),
    path("work/facilities/merges/<int:pk>/undo/", merging.unmerge, name="unmerge"),
    path("work/facilities/<str:slug>/edit/", facilities.edit, name="edit"),
    path("work/facilities/<str:slug>/merge/", merging.merge, name="merge"),
    path("work/ended-units/", ended.listed, name="ended"),
    path("work/ended-units/<str:code>/", ended.decide, name="hand_on"),
    path("work/missing-names/", facilities.unnamed, name="unnamed"),
    path("work/import/", imports.choose, name="import"),
    path("work/import/<str:ticket>/", imports.preview, name="import_preview"),
]
