"""Organisations, posts and users."""

from __future__ import annotations

from django.urls import URLPattern, path

from luoshi.office.doors import door
from luoshi.office.views.people import importing, organisations, passwords, posts, users

ORGANISATION = "people/organisations/<int:organisation_id>/"
POST = "people/posts/<int:post_id>/"
USER = "people/users/<int:user_id>/"

urlpatterns: list[URLPattern] = [
    path("people/", door(organisations.tree), name="organisations"),
    path(ORGANISATION, door(organisations.detail), name="organisation-detail"),
    path(f"{ORGANISATION}add/", door(organisations.Add.as_view()), name="organisation-add"),
    path(f"{ORGANISATION}correct/", door(organisations.Correct.as_view()), name="organisation-correct"),
    path(f"{ORGANISATION}rename/", door(organisations.Rename.as_view()), name="organisation-rename"),
    path(f"{ORGANISATION}move/", door(organisations.Move.as_view()), name="organisation-move"),
    path(f"{ORGANISATION}close/", door(organisations.Close.as_view()), name="organisation-close"),
    path(f"{ORGANISATION}reopen/", door(organisations.Reopen.as_view()), name="organisation-reopen"),
    path(f"{ORGANISATION}absorb/", door(organisations.Absorb.as_view()), name="organisation-absorb"),
    path(f"{ORGANISATION}add-post/", door(posts.Add.as_view()), name="post-add"),
    path(f"{ORGANISATION}add-user/", door(users.Add.as_view()), name="user-add"),
    path(f"{POST}appoint/", door(posts.Appoint.as_view()), name="post-appoint"),
    path(f"{POST}close/", door(posts.Close.as_view()), name="post-close"),
    path(f"{POST}vacate/", door(posts.Vacate.as_view()), name="post-vacate"),
    path("people/users/", door(users.table), name="users"),
    path(USER, door(users.detail), name="user-detail"),
    path(f"{USER}correct/", door(users.Correct.as_view()), name="user-correct"),
    path(f"{USER}disable/", door(users.Disable.as_view()), name="user-disable"),
    path(f"{USER}enable/", door(users.Enable.as_view()), name="user-enable"),
    path(f"{USER}password/", door(users.ResetPassword.as_view()), name="user-password"),
    path(f"{USER}grant/", door(users.Grant.as_view()), name="user-grant"),
    path(f"{USER}revoke/", door(users.Revoke.as_view()), name="user-revoke"),
    path("people/password/", door(passwords.ChangePassword.as_view()), name="password-change"),
    path("people/import/<str:sheet>/", door(importing.Upload.as_view()), name="people-import"),
    path("people/imports/<int:batch_id>/", door(importing.Preview.as_view()), name="people-import-preview"),
    path("people/export/<str:sheet>.<str:form>", door(importing.export), name="people-export"),
    path("people/blank/<str:sheet>.xlsx", door(importing.blank), name="people-blank"),
]
