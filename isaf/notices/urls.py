from django.urls import path

from . import views

app_name = "notices"
urlpatterns = [
    path("work/notices/", views.outbox, name="outbox"),
    path("work/notices/send/", views.send_now, name="send_now"),
    path("work/notices/mine/", views.mine, name="mine"),
    path("work/notices/<uuid:pk>/again/", views.try_again, name="try_again"),
    path("work/notices/<uuid:pk>/cancel/", views.cancel, name="cancel"),
]
