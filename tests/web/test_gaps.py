"""What the store lacks, in the terminal and over HTTP."""

import pytest
from starlette.testclient import TestClient

from tests.web.terminal import Cancu, keys
from web.gap_schemas import AddressJson, GapJson, GapsJson


def test_both_doors_give_one_shape_most_needed_first(cancu: Cancu, client: TestClient) -> None:
    over_http = client.get("/api/v1/gaps", params={"on": "2026-11-26", "k": 3}).json()
    in_terminal = cancu("gaps", "--on", "2026-11-26", "-k", "3", "--json").json()
    for shape in (over_http, in_terminal):
        assert set(shape) == keys(GapsJson)
        assert (shape["on"], len(shape["gaps"])) == ("2026-11-26", 3)
        assert shape["total"] > 3
        assert [gap["number"] for gap in shape["gaps"]][:2] == ["53/2024/QH15", "162/2025/NĐ-CP"]
        needs = [gap["need"] for gap in shape["gaps"]]
        assert needs == sorted(needs, reverse=True)
        for gap in shape["gaps"]:
            assert set(gap) == keys(GapJson)
            assert all(set(address) == keys(AddressJson) for address in gap["addresses"])


def test_an_official_address_names_its_publisher_and_a_copy_names_none(client: TestClient) -> None:
    gaps = client.get("/api/v1/gaps", params={"on": "2026-11-26", "k": 1000}).json()["gaps"]
    told = {address["url"]: address["publisher"] for gap in gaps for address in gap["addresses"]}
    assert told["https://phapdien.moj.gov.vn/"] == "Bộ pháp điển"
    assert any(publisher is None for publisher in told.values())


def test_what_held_law_cites_is_named_with_the_place(client: TestClient) -> None:
    gaps = client.get("/api/v1/gaps", params={"on": "2026-11-26", "k": 1000}).json()["gaps"]
    cited = next(gap for gap in gaps if gap["number"] == "999/2031/QH99")
    assert (cited["held"], cited["places"], cited["statements"]) == ("nothing", 1, 0)
    assert cited["cited_from"] == ["Điều 32 66/2011/QH12"]


@pytest.mark.parametrize("query", [{"on": "hôm nay"}, {"k": 0}, {"k": 1001}])
def test_a_wrong_question_is_a_problem(client: TestClient, query: dict[str, str]) -> None:
    assert client.get("/api/v1/gaps", params=query).status_code == 422


def test_the_terminal_says_why_and_where(cancu: Cancu) -> None:
    said = cancu("gaps", "--on", "2026-11-26", "-k", "2")
    assert (said.status, said.err) == (0, "")
    assert "1. Luật 53/2024/QH15 · còn hiệu lực · chưa có" in said.out
    assert "ý trong sổ tay: Nạn nhân bị mua bán" in said.out
    assert "chưa biết địa chỉ chính thức" in said.out
    assert "văn bản khác (thêm -k để xem)" in said.out


def test_the_api_does_not_offer_to_fetch(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    assert not [path for path in paths if "fetch" in path]
    assert client.post("/api/v1/gaps").status_code == 405
