"""The description of the door says what the door does."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from importlib.resources import files

import pytest
from django.test import Client

from luoshi.api import bodies
from luoshi.api.urls import urlpatterns
from luoshi.matters.choices import Status
from luoshi.matters.handing import Handed, Somebody

DESCRIBED = json.loads(files("luoshi.api").joinpath("openapi.json").read_text(encoding="utf-8"))
SCHEMAS = DESCRIBED["components"]["schemas"]
TAKEN = {"api-description": "get", "api-matters": "post", "api-matter": "get"}


def test_every_address_is_described_with_its_method():
    served = {"/" + re.sub(r"<\w+:(\w+)>", r"{\1}", str(each.pattern)): [TAKEN[each.name]] for each in urlpatterns}
    assert {address: list(methods) for address, methods in DESCRIBED["paths"].items()} == served


def test_what_is_read_is_described_with_its_limits():
    handed = SCHEMAS["Handed"]["properties"]
    assert set(handed) == set(bodies.KNOWN) == {each.name for each in fields(Handed)}
    assert set(SCHEMAS["Somebody"]["properties"]) == set(bodies.OF_SOMEBODY) == {each.name for each in fields(Somebody)}
    assert handed["text"]["maxLength"] == bodies.MOST_TEXT
    assert handed["title"]["maxLength"] == bodies.MOST_TITLE
    assert handed["outside_id"]["maxLength"] == bodies.MOST_ID
    assert handed["others"]["maxItems"] == bodies.MOST_OTHERS
    assert SCHEMAS["Somebody"]["properties"]["name"]["maxLength"] == bodies.MOST_LINE


def test_every_refusal_of_a_body_is_described():
    refused = set(DESCRIBED["paths"]["/api/matters/"]["post"]["responses"])
    assert refused == {"200", "201", "400", "401", "403", "405", "411", "413", "415", "422", "429"}


def test_every_status_is_described():
    assert SCHEMAS["Matter"]["properties"]["status"]["properties"]["code"]["enum"] == Status.values


@pytest.mark.django_db
def test_an_answer_has_what_is_described_and_nothing_else(send, ask, told):
    opened = send(told).json()
    assert set(opened) == set(SCHEMAS["Matter"]["properties"])
    assert set(ask(opened["code"]).json()) == set(SCHEMAS["Matter"]["required"])
    refused = send({}).json()["error"]
    assert set(refused) == set(SCHEMAS["Refusal"]["properties"]["error"]["required"])


def test_everybody_may_read_it():
    response = Client().get("/api/openapi.json")
    assert response.status_code == 200
    assert response.json() == DESCRIBED
