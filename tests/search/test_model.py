"""An optional model, played by a real server: what it is told, what of its words is shown, how it fails."""

import dataclasses
import gzip
import json
import logging
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from search import endpoint
from search.answer import Refusal, RefusalCode
from search.endpoint import Endpoint, ModelSettings
from search.errors import BadSettingError
from search.service import SearchSettings
from search.summarise import Summariser
from search.summary import Summary
from tests.search.fake_model import Asked, FakeModel, Said, completion, playing
from tests.search.quoted import usual_answer

GOOD = "Nạn nhân trở về được hỗ trợ nhu cầu thiết yếu về ăn, ở và chi phí đi lại [1][2]"


def summary_of(words: str) -> Summary:
    with playing(lambda _: completion(words)) as model:
        return summary_by(model)


def summary_by(model: FakeModel) -> Summary:
    summary = Summariser(Endpoint(model.settings())).run(usual_answer()).summary
    assert summary is not None
    return summary


def test_a_sentence_that_shortens_its_quotations_is_shown() -> None:
    summary = summary_of(f"{GOOD}\nSở Y tế tiếp nhận nạn nhân trong thời hạn 05 ngày. [7]")
    assert [(one.text[:12], one.citations) for one in summary.sentences] == [
        ("Nạn nhân trở", (1, 2)),
        ("Sở Y tế tiếp", (7,)),
    ]
    assert (summary.dropped, summary.note, summary.sent_to, summary.model) == (0, "", "", "gia")


def test_the_answer_itself_is_not_touched() -> None:
    plain = usual_answer()
    with playing(lambda _: completion(GOOD)) as model:
        told = Summariser(Endpoint(model.settings())).run(plain)
    assert dataclasses.replace(told, summary=None) == plain


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("Nạn nhân trở về được trợ cấp khó khăn ban đầu 2.500.000 đồng [1][4]", id="another sum"),
        pytest.param("Thời gian lưu trú tại cơ sở trợ giúp xã hội không quá 06 tháng [5]", id="another deadline"),
        pytest.param("Sở Y tế tiếp nhận nạn nhân trong thời hạn 03 ngày [7]", id="a deadline of another"),
        pytest.param("Sở Nội vụ tiếp nhận nạn nhân trong thời hạn 05 ngày [7]", id="an office not named"),
        pytest.param("Công an cấp xã tiếp nhận nạn nhân trong thời hạn 05 ngày [7]", id="the other office"),
        pytest.param("Người dưới 18 tuổi được bố trí chỗ ở theo Nghị định 62/2012/NĐ-CP [8]", id="another decree"),
        pytest.param("Được thu tiền của nạn nhân [6]", id="negation lost"),
        pytest.param("Không được thu tiền của nạn nhân [6]", id="exception lost"),
        pytest.param("Thời gian lưu trú tại cơ sở trợ giúp xã hội 03 tháng [5]", id="limit lost"),
        pytest.param("Công an cấp xã có thể chuyển hồ sơ tới Công an cấp tỉnh [7]", id="duty made a choice"),
        pytest.param("Người dưới 18 tuổi được bố trí chỗ ở [8]", id="a condition lost"),
        pytest.param("Nạn nhân trở về được hỗ trợ nhu cầu thiết yếu về ăn, ở", id="no citation"),
        pytest.param("Nạn nhân trở về được hỗ trợ nhu cầu thiết yếu về ăn, ở [99]", id="a citation that is not there"),
        pytest.param("Nạn nhân trở về được hỗ trợ nhu cầu thiết yếu về ăn, ở [1][2][99]", id="one too many"),
        pytest.param("Nạn nhân trở về được hỗ trợ nhu cầu thiết yếu về ăn, ở [5]", id="the wrong citation"),
        pytest.param("Nạn nhân trở về được hỗ trợ nhu cầu thiết yếu về ăn, ở [1][2][7]", id="a citation for show"),
        pytest.param("Nạn nhân trở về được [hỗ trợ](http://xau.example) nhu cầu thiết yếu [1][2]", id="a link"),
        pytest.param("Nạn nhân trở về được hỗ trợ tại http://xau.example [1][2]", id="a bare link"),
        pytest.param("<b>Nạn nhân</b> trở về được hỗ trợ nhu cầu thiết yếu [1][2]", id="markup"),
        pytest.param("<script>alert(1)</script> Nạn nhân trở về được hỗ trợ nhu cầu thiết yếu [1][2]", id="script"),
        pytest.param("**Nạn nhân** trở về được hỗ trợ nhu cầu thiết yếu [1][2]", id="bold"),
        pytest.param("Nạn nhân trở\u200b về được hỗ trợ nhu cầu thiết yếu [1][2]", id="zero width"),
        pytest.param("Nạn nhân trở về được hỗ trợ nhu cầu thiết yếu\u202e [1][2]", id="turned direction"),
        pytest.param("Nạn nhân trở về được hỗ trợ nhu cầu thiết yếu \x07 [1][2]", id="a control letter"),
        pytest.param("Nạn nhân trở về được hỗ trợ nhu сầu thiết yếu [1][2]", id="a Cyrillic letter"),
        pytest.param("Victims who return receive support for essential needs [1][2]", id="another language"),
        pytest.param("Xin lỗi, tôi không thể trả lời câu hỏi này.", id="a refusal"),
        pytest.param("Nạn nhân trở về được hỗ trợ nhu cầu thiết yếu, gọi 0900000000 [1][2]", id="a telephone"),
        pytest.param("Khoản 9 Điều 99: nạn nhân trở về được hỗ trợ nhu cầu thiết yếu [1][2]", id="a place"),
    ],
)
def test_a_sentence_that_says_anything_else_is_dropped_and_counted(line: str) -> None:
    summary = summary_of(f"{GOOD}\n{line}")
    assert [one.text for one in summary.sentences] == [GOOD.partition(" [")[0]]
    assert summary.dropped == 1


def test_where_nothing_is_left_the_reader_is_told() -> None:
    summary = summary_of("Nạn nhân được hỗ trợ 9.000.000 đồng [1][4]\nXin chào!")
    assert summary.sentences == ()
    assert summary.dropped == 2
    assert summary.note.startswith("Không câu nào của mô hình khớp với trích dẫn")


def test_thinking_aloud_is_not_taken_for_the_reply() -> None:
    assert summary_of(f"<think>\nNgười hỏi muốn…\n</think>\n\n{GOOD}").sentences == summary_of(GOOD).sentences


BIG = b"x" * 5_000_000


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (Said(b"", status=500), "báo lỗi 500"),
        (Said(b"cham lai", status=429, headers={"Retry-After": "30"}), "báo lỗi 429"),
        (Said(b"", status=401), "báo lỗi 401"),
        (Said(b"", status=307, headers={"Location": "http://127.0.0.1:9/v1"}), "báo lỗi 307"),
        (Said(b"{khong phai json"), "không đúng dạng"),
        (Said(b'{"choices": []}'), "không đúng dạng"),
        (Said(b'{"choices": null}'), "không đúng dạng"),
        (Said(b"[" * 100_000), "không đúng dạng"),
        (Said(b"[1, 2]"), "không đúng dạng"),
        (Said(b"data: {}\n\ndata: xyz\n\ndata: [DONE]\n\n", kind="text/event-stream"), "không đúng dạng"),
        (Said(b"<html>Dang nhap</html>", kind="text/html"), "không đúng dạng"),
        (Said(gzip.compress(BIG), headers={"Content-Encoding": "gzip"}), "không đúng dạng"),
        (completion(None, tool_calls=[{"id": "1", "type": "function"}]), "không đúng dạng"),
        (completion([{"type": "text", "text": GOOD}]), "không đúng dạng"),
        (completion("a" * 5_000_000), "quá dài"),
        (Said(BIG), "quá dài"),
        (Said(BIG, status=500), "báo lỗi 500"),
    ],
)
def test_an_endpoint_that_fails_costs_the_summary_only(said: Said, told: str) -> None:
    with playing(lambda _: said) as model:
        summary = summary_by(model)
    assert len(model.asked) == 1  # nobody tries again while a person waits
    assert summary.sentences == ()
    assert told in summary.note
    assert "không phụ thuộc vào mô hình" in summary.note
    assert "Hoa" not in summary.note


def test_an_endpoint_that_is_not_there_costs_the_summary_only() -> None:
    with playing(lambda _: completion("")) as model:
        pass
    assert "không kết nối được" in summary_by(model).note


@pytest.mark.parametrize(
    "said",
    [
        Said(b"{}", before=3.0),
        dataclasses.replace(completion(GOOD), between=0.05),
        Said(b"", raw=(b"HTTP/1.1 200 OK\r\nX-A: ", b"a"), between=0.05),
        Said(b"", raw=(b"", b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"), between=0.05),
        Said(b"", raw=(b"", b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n")),
    ],
    ids=["begins late", "drips", "drips its headers", "hints without end", "hints in a flood"],
)
def test_a_slow_endpoint_is_left_alone(said: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(endpoint, "SECONDS", 0.4)
    with playing(lambda _: said) as model:
        began = time.monotonic()
        summary = summary_by(model)
    assert time.monotonic() - began < 2.5
    assert "không trả lời" in summary.note


def test_a_name_that_nobody_looks_up_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    asleep = threading.Event()
    monkeypatch.setattr(endpoint, "SECONDS", 0.4)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: asleep.wait(5) and [])
    began = time.monotonic()
    summary = Summariser(Endpoint(ModelSettings(url="http://127.0.0.1:9/v1", model="m"))).run(usual_answer()).summary
    asleep.set()
    assert time.monotonic() - began < 2.5
    assert summary is not None
    assert "không trả lời" in summary.note


def test_a_slot_is_free_again_at_the_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(endpoint, "SECONDS", 0.3)
    monkeypatch.setattr(endpoint, "_AT_ONCE", 1)
    replies = iter([Said(b"", raw=(b"HTTP/1.1 200 OK\r\nX-A: ", b"a"), between=0.02), completion(GOOD)])
    with playing(lambda _: next(replies)) as model:
        one = Summariser(Endpoint(model.settings()))
        notes = [one.run(usual_answer()).summary for _ in range(2)]
    assert [bool(summary and summary.sentences) for summary in notes] == [False, True]


def test_a_crowd_does_not_wait_for_the_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(endpoint, "_AT_ONCE", 1)
    arrived, go_on = threading.Event(), threading.Event()

    def answers(_: Asked) -> Said:
        arrived.set()
        go_on.wait(5)
        return completion(GOOD)

    with playing(answers) as model, ThreadPoolExecutor() as pool:
        one = Endpoint(model.settings())
        first = pool.submit(Summariser(one).run, usual_answer())
        assert arrived.wait(5)
        second = Summariser(one).run(usual_answer()).summary
        go_on.set()
        third = first.result().summary
    assert second is not None
    assert "đang bận" in second.note
    assert third is not None
    assert third.sentences


def test_the_same_question_gets_the_same_bytes_though_the_model_changes_its_mind() -> None:
    replies = iter([GOOD, "Khám bệnh, chữa bệnh ban đầu [3]"])
    with playing(lambda _: completion(next(replies))) as model:
        summariser = Summariser(Endpoint(model.settings()))
        first, second = (summariser.run(usual_answer()) for _ in range(2))
    assert first == second
    assert len(model.asked) == 1


def test_a_failure_is_not_remembered() -> None:
    replies = iter([Said(b"", status=500), completion(GOOD)])
    with playing(lambda _: next(replies)) as model:
        summariser = Summariser(Endpoint(model.settings()))
        notes = [summariser.run(usual_answer()).summary for _ in range(2)]
    assert [bool(summary and summary.sentences) for summary in notes] == [False, True]


# What the endpoint is told


@pytest.fixture(scope="module")
def asked() -> Asked:
    with playing(lambda _: completion(GOOD)) as model:
        summary_by(model)
    return model.asked[0]


def test_who_asks_is_masked(asked: Asked) -> None:
    assert "được hỗ trợ những gì?" in asked.words
    assert "Hoa" not in asked.words
    assert "0912345678" not in asked.words


def test_the_model_is_asked_to_be_the_same_each_time(asked: Asked) -> None:
    assert asked.path == "/v1/chat/completions"
    assert asked.body["temperature"] == 0
    assert asked.body["seed"] == 7
    assert asked.body["max_tokens"] == 800
    assert asked.body["model"] == "gia"
    assert asked.body["stream"] is False
    assert "tools" not in asked.body


def test_the_key_travels_in_its_header_only(asked: Asked) -> None:
    assert asked.headers["authorization"] == "Bearer khoa-bi-mat"
    assert "khoa-bi-mat" not in json.dumps(asked.body)
    assert "cookie" not in asked.headers
    assert asked.headers["accept-encoding"] == "identity"


def test_quotations_are_numbered_and_fenced_by_what_their_writer_cannot_know(asked: Asked) -> None:
    lines = asked.body["messages"][1]["content"].splitlines()
    fences = [line for line in lines if line.startswith("<<<")]
    assert len(fences) == 10  # around five statements
    assert len(set(fences)) == 1
    assert fences[0] in asked.body["messages"][0]["content"]
    assert [line[:3] for line in lines if line.startswith("[")] == [f"[{number}]" for number in range(1, 9)]


def test_nothing_of_a_question_or_a_key_is_logged(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    with caplog.at_level(logging.INFO), playing(lambda _: Said(b"", status=500)) as model:
        summary_by(model)
    said = caplog.text + "".join(capfd.readouterr())
    assert "khoa-bi-mat" not in said
    assert "hỗ trợ" not in said


# Settings

FULL = {"CANCU_LLM_URL": "http://127.0.0.1:11434/v1/", "CANCU_LLM_MODEL": "qwen", "CANCU_LLM_KEY": "bi-mat"}


def test_no_model_is_asked_unless_one_is_set() -> None:
    assert SearchSettings.from_env({}).model is None
    assert SearchSettings.from_env({"CANCU_LLM_MODEL": "qwen", "CANCU_LLM_KEY": "k"}).model is None


def test_settings_are_read_and_the_key_is_never_shown() -> None:
    settings = SearchSettings.from_env(FULL)
    assert settings.model == ModelSettings(url="http://127.0.0.1:11434/v1", model="qwen", key="bi-mat")
    assert "bi-mat" not in repr(settings)


@pytest.mark.parametrize(
    ("changes", "variable"),
    [
        ({"CANCU_LLM_URL": "ftp://a/v1"}, "CANCU_LLM_URL"),
        ({"CANCU_LLM_URL": "127.0.0.1:11434"}, "CANCU_LLM_URL"),
        ({"CANCU_LLM_URL": "file:///etc/passwd"}, "CANCU_LLM_URL"),
        ({"CANCU_LLM_URL": "http://ai:matkhau@a/v1"}, "CANCU_LLM_URL"),
        ({"CANCU_LLM_URL": "http://a:port/v1"}, "CANCU_LLM_URL"),
        ({"CANCU_LLM_URL": "https:///v1"}, "CANCU_LLM_URL"),
        ({"CANCU_LLM_MODEL": ""}, "CANCU_LLM_MODEL"),
        ({"CANCU_LLM_KEY": "khóa có dấu"}, "CANCU_LLM_KEY"),
        ({"CANCU_LLM_KEY": "a\r\nHost: b"}, "CANCU_LLM_KEY"),
    ],
)
def test_a_bad_setting_names_its_variable_and_keeps_its_value(changes: dict[str, str], variable: str) -> None:
    with pytest.raises(BadSettingError, match=rf"^Biến môi trường {variable} ") as error:
        SearchSettings.from_env({**FULL, **changes})
    assert "matkhau" not in str(error.value)
    assert "khóa có dấu" not in str(error.value)


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("http://127.0.0.1:11434/v1", ""),
        ("http://localhost:8000/v1", ""),
        ("http://[::1]:8000/v1", ""),
        ("https://mo-hinh.example/v1", "mo-hinh.example"),
        ("http://10.0.0.5:8000/v1", "10.0.0.5"),
        ("http://127.0.0.1.xau.example/v1", "127.0.0.1.xau.example"),
    ],
)
def test_the_reader_is_told_which_machine_a_question_goes_to(url: str, host: str) -> None:
    assert ModelSettings(url=url, model="m").host == host


def test_a_refusal_asks_no_model() -> None:
    refused = dataclasses.replace(
        usual_answer(), statements=(), refusal=Refusal(RefusalCode.NO_SUPPORT, "Không có căn cứ.")
    )
    with playing(lambda _: completion(GOOD)) as model:
        assert Summariser(Endpoint(model.settings())).run(refused) == refused
    assert model.asked == []
