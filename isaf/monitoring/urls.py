from django.urls import path

from . import views

app_name = "monitoring"
urlpatterns = [
    path("work/board/", views.start, name="board"),
    path("work/board/table.csv", views.table, name="board_csv"),
    path("work/board/<str:code>/", views.board, name="board_area"),
    path("work/board/<str:code>/table.csv", views.table, name="board_area_csv"),
]
