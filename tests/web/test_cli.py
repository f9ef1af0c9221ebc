"""The terminal door in this process: one JSON document, one sentence for each failure, the status of the contract."""

import json
import unicodedata
from pathlib import Path

import pytest

from corpus.handbook import load_handbook
from tests.factories import PageArticle, codified_page, docx, write_jsonl
from tests.web.home import DECREE, QUESTION
from tests.web.terminal import POINT, Cancu, StandardInput, keys
from web.__main__ import run
from web.answer_schemas import AnswerJson, QuoteJson
from web.link_schemas import ShownJson
from web.schemas import FoundJson, IndexJson, IngestJson, ProvisionJson, SourceReportJson, WorkJson


def test_find_prints_hits(cancu: Cancu) -> None:
    found = cancu("find", "nhu cầu thiết yếu của nạn nhân", "--on", "2020-01-01", "-k", "3", "--json").json()
    assert set(found) == keys(FoundJson)
    assert (found["query"], found["on"]) == ("nhu cầu thiết yếu của nạn nhân", "2020-01-01")
    assert [hit["rank"] for hit in found["hits"]] == list(range(1, len(found["hits"]) + 1))
    assert len(found["hits"]) <= 3
    for hit in found["hits"]:
        assert set(hit) == {"rank", "score", "provision", "snippet", "why"}
        assert set(hit["provision"]) == keys(ProvisionJson)
        assert set(hit["provision"]["work"]) == keys(WorkJson)
        assert set(hit["why"]) <= {"citation", "words", "meaning"}
        assert hit["provision"]["permalink"].endswith("?ngay=2020-01-01")


@pytest.mark.parametrize("command", ["find", "ask"])
def test_what_was_understood_is_shown_and_can_be_undone(cancu: Cancu, command: str) -> None:
    typed, meant = "nanj nhaan bi mua ban", "nạn nhân bị mua bán"
    shown = cancu(command, typed).out
    assert f"Đã hiểu là: {meant}" in shown
    assert "--as-typed" in shown
    assert "Đã hiểu là" not in cancu(command, typed, "--as-typed").out


def test_find_says_what_it_understood(cancu: Cancu) -> None:
    assert cancu("find", "nnbmb", "--json").json()["understood"] == "nạn nhân bị mua bán"
    assert cancu("find", "nnbmb", "--as-typed", "--json").json()["understood"] == "nnbmb"


def test_ask_quotes_word_for_word(cancu: Cancu) -> None:
    answer = cancu("ask", QUESTION, "--on", "2020-01-01", "--identified-on", "2020-01-01", "--json").json()
    assert set(answer) == keys(AnswerJson) - {"summary"}  # only where a model is set
    assert set(answer["understood"]) == {"text", "class", "topics", "on", "law_day", "case", "personal"}
    assert answer["answered"] is True
    assert answer["refusal"] is None
    for statement in answer["statements"]:
        for quoted in statement["citations"]:
            assert set(quoted) == keys(QuoteJson)
            shown = cancu("show", quoted["permalink"], "--on", "2020-01-01", "--json").json()
            assert shown["label"] == quoted["label"]
            assert shown["text"][quoted["start"] : quoted["end"]] == quoted["quote"]


def test_ask_refuses_with_a_reason_and_succeeds(cancu: Cancu) -> None:
    answer = cancu("ask", "Giá vàng hôm nay là bao nhiêu?", "--json").json()
    assert answer["answered"] is False
    assert set(answer["refusal"]) == {"code", "message", "ask_back"}
    assert cancu("ask", "Giá vàng hôm nay là bao nhiêu?").out.strip()


def test_a_class_of_person_is_understood(cancu: Cancu) -> None:
    assert cancu("ask", QUESTION, "--class", "foreigner", "--json").json()["understood"]["class"] == "foreigner"


@pytest.mark.parametrize(
    "written",
    [
        POINT,
        unicodedata.normalize("NFD", POINT),
        "Điều 5 khoản 1 điểm a 912/2019/NĐ-CP",
        "/vb/912-2019-nd-cp/dieu-5/khoan-1/diem-a",
    ],
)
def test_show_takes_any_written_form(cancu: Cancu, written: str) -> None:
    shown = cancu("show", written, "--json").json()
    assert set(shown) == keys(ShownJson)
    assert (shown["article"], shown["clause"], shown["point"]) == ("5", "1", "a")
    assert shown["label"] == "điểm a khoản 1 Điều 5"
    assert shown["text"].startswith("a) Ăn, ở")
    assert set(shown["source"]) == {"file", "sha256", "page", "start", "end"}


def test_show_notes_the_offices_that_are_gone_on_the_day(cancu: Cancu) -> None:
    number = 1 + [entry.id for entry in load_handbook()].index("khong-con-cap-huyen")
    address = f"/vb/so-tay-can-cu/muc-{number}"
    (note,) = cancu("show", address, "--on", "2026-11-22", "--json").json()["notes"]
    assert "Phòng Lao động - Thương binh và Xã hội chậm nhất từ ngày 01/07/2025 không còn làm" in note
    assert cancu("show", address, "--on", "2025-02-28", "--json").json()["notes"] == []
    assert "! Văn bản nêu cơ quan, địa bàn đã thay đổi" in " ".join(
        cancu("show", address, "--on", "2026-11-22").out.split()
    )


def test_text_prints_the_words_of_a_file(cancu: Cancu, tmp_path: Path) -> None:
    (tmp_path / "bài.docx").write_bytes(docx(unicodedata.normalize("NFD", "Điều 1. Phạm vi")))
    assert cancu("text", str(tmp_path / "bài.docx")) == (0, "Điều 1. Phạm vi\n", "")


def test_ingest_takes_files_folders_and_globs(cancu: Cancu, tmp_path: Path) -> None:
    folder = tmp_path / "văn bản"
    folder.mkdir()
    (folder / "nghị định.txt").write_text(DECREE, encoding="utf-8")
    (folder / "hỏng.pdf").write_bytes(b"%PDF-1.7\nhong")
    (folder / "99.1.html").write_bytes(codified_page(PageArticle()))
    write_jsonl(folder / "luật.jsonl", '{"sai": 1}')
    new = tmp_path / "kho"
    loaded = cancu("ingest", str(folder / "*.txt"), str(folder), "--json", at=new).json()
    assert set(loaded) == keys(IngestJson)
    assert {source["status"] for source in loaded["sources"]} == {"added", "unchanged", "quarantined"}
    assert all(set(source) == keys(SourceReportJson) for source in loaded["sources"])
    assert all((source["error"] is None) != (source["status"] == "quarantined") for source in loaded["sources"])
    again = cancu("ingest", str(folder / "nghị định.txt"), "--json", at=new).json()
    assert [source["status"] for source in again["sources"]] == ["unchanged"]


def test_nothing_loaded_is_a_failure(cancu: Cancu, tmp_path: Path) -> None:
    (tmp_path / "hỏng.pdf").write_bytes(b"%PDF-1.7\nhong")
    said = cancu("ingest", str(tmp_path / "hỏng.pdf"), "--json", at=tmp_path / "kho")
    assert (said.status, said.err.count("\n")) == (1, 1)
    assert said.err.startswith("Lỗi: Chưa nạp được tệp nào. ")
    assert json.loads(said.out)["totals"]["quarantined"] == 1
    none = cancu("ingest", str(tmp_path / "*.doc"), at=tmp_path / "kho")
    assert none.status == 1


def test_index_says_what_it_did(cancu: Cancu) -> None:
    report = cancu("index", "--json").json()
    assert set(report) == keys(IndexJson)
    assert (report["changed"], report["passages_per_second"]) == (0, 0)
    assert report["passages"] > 50


def test_eval_writes_a_run_and_prints_measures(cancu: Cancu, tmp_path: Path) -> None:
    questions, judgements, out = tmp_path / "q.jsonl", tmp_path / "qrels.tsv", tmp_path / "run.trec"
    questions.write_text(json.dumps({"_id": "q1", "text": "ăn ở của nạn nhân"}) + "\n", encoding="utf-8")
    judgements.write_text("query-id\tcorpus-id\tscore\nq1\t912/2019/NĐ-CP@5\t1\n", encoding="utf-8")
    report = cancu("eval", str(questions), "--qrels", str(judgements), "--run", str(out), "--json").json()
    assert set(report) == {"queries", "measures", "calibration", "latency_ms", "corpus", "load"}
    assert set(report["latency_ms"]) == {"p50", "p95", "p99"}
    assert report["measures"]
    assert out.read_text(encoding="utf-8").splitlines()[0].split()[:4] == ["q1", "Q0", "912/2019/NĐ-CP@5", "1"]
    assert "p95" in cancu("eval", str(questions), "--run", str(out)).out


@pytest.mark.parametrize("noise", ["stripped", "half", "typo"])
def test_eval_types_badly_where_that_is_asked(cancu: Cancu, tmp_path: Path, noise: str) -> None:
    questions, out = tmp_path / "q.jsonl", tmp_path / "run.trec"
    questions.write_text(json.dumps({"_id": "q1", "text": "nhu cầu thiết yếu của nạn nhân"}) + "\n", encoding="utf-8")
    report = cancu("eval", str(questions), "--run", str(out), "--noise", noise, "--json").json()
    assert report["noise"] == noise
    assert "912/2019/NĐ-CP@5" in out.read_text(encoding="utf-8")
    literal = cancu("eval", str(questions), "--run", str(out), "--noise", "stripped", "--as-typed", "--json").json()
    assert literal["as_typed"] is True


@pytest.mark.parametrize("name", ["find", "ask", "index"])
def test_graph_draws_each_pipeline(cancu: Cancu, name: str) -> None:
    assert cancu("graph", name).out.startswith("graph TD\n")
    drawn = cancu("graph", name, "--json").json()
    assert drawn["name"] == name
    assert drawn["stages"]
    assert {"from", "socket", "to"} == set(drawn["connections"][0])


COMMANDS = [
    "ingest",
    "index",
    "find",
    "ask",
    "show",
    "cite",
    "cite parse",
    "cite check",
    "compare",
    "text",
    "eval",
    "serve",
    "graph",
    "verify",
    "backup",
    "restore",
]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_in_two_languages(cancu: Cancu, command: str) -> None:
    said = cancu(*command.split(), "--help")
    assert (said.status, said.err) == (0, "")
    assert said.out.startswith(f"Usage: cancu {command}")
    assert any(ord(letter) > 0x7F for letter in said.out)
    about = said.out.split("\n\n")[1]
    assert "(" in about


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        pytest.param(["tìm"], "Lỗi: Không có lệnh này. Xem: cancu --help", id="unknown command"),
        pytest.param(["find"], "Lỗi: Thiếu QUERY. Xem: cancu find --help", id="no question"),
        pytest.param(
            ["find", "a", "--on", "31/12/2020"],
            "Lỗi: Giá trị của --on không đúng: phải viết theo dạng '%Y-%m-%d'. Xem: cancu find --help",
            id="day in another form",
        ),
        pytest.param(["ask", "a", "--on", "2020-02-30"], "Lỗi: Giá trị của --on", id="a day that is none"),
        pytest.param(
            ["ask", "a", "--class", "Lò_Thị_Xuyến"],
            "Lỗi: Giá trị của --class không đúng: phải là một trong 'victim', ",
            id="unknown class",
        ),
        pytest.param(
            ["ask", "Chị Lò Thị", "Xuyến", "hỏi"], "Lỗi: Thừa đối số. Xem: cancu ask --help", id="words not in quotes"
        ),
        pytest.param(["ask", "a", "--on", "Lò'Thị\nXuyến"], "Lỗi: Giá trị của --on không đúng: phải viết", id="no day"),
        pytest.param(["matrx"], "Lỗi: Không có lệnh này. Có phải là 'matrix'?", id="a slip in a command"),
        pytest.param(["find", "a", "-k", "0"], "Lỗi: Giá trị của -k không đúng: phải ít nhất là 1.", id="no hits"),
        pytest.param(["find", "a", "-k", "mười"], "Lỗi: Giá trị của -k không đúng: phải là số nguyên.", id="words"),
        pytest.param(["find", "a", "--status", "tốt"], "Lỗi: Giá trị của --status", id="unknown status"),
        pytest.param(["find", "a", "--loại", "b"], "Lỗi: Không có tùy chọn --loại.", id="unknown option"),
        pytest.param(["find", "a", "b"], "Lỗi: Thừa đối số.", id="one word too many"),
        pytest.param(["ingest"], "Lỗi: Hãy nêu ít nhất một tệp", id="no file"),
        pytest.param(["ingest", "không có.pdf"], "Lỗi: Không có tệp hoặc thư mục “không có.pdf”.", id="absent source"),
        pytest.param(["ingest", ".", "--kind", "thơ"], "Lỗi: --kind thơ không có", id="unknown kind"),
        pytest.param(["text", "không có.pdf"], "Lỗi: Không có tệp hoặc thư mục “không có.pdf”.", id="absent file"),
        pytest.param(["cite", "check", "."], "Lỗi: “.” là thư mục; hãy nêu một tệp.", id="folder for a file"),
        pytest.param(["cite", "check", __file__, "--report", "x.xls"], "Lỗi: --report nhận tệp có đuôi", id="ending"),
        pytest.param(["compare", "a", "--json", "--html"], "Lỗi: --json và --html không đi cùng nhau", id="two forms"),
        pytest.param(["eval", "không có", "--run", "x"], "Lỗi: Không có tệp", id="absent questions"),
        pytest.param(["restore", "không có"], "Lỗi: Không có tệp", id="absent backup"),
        pytest.param(["graph", "tree"], "Lỗi: Giá trị của NAME không đúng", id="unknown graph"),
        pytest.param(["serve", "--port", "65536"], "Lỗi: Giá trị của --port", id="port out of range"),
    ],
)
def test_a_command_written_wrongly_ends_with_2(cancu: Cancu, arguments: list[str], sentence: str) -> None:
    said = cancu(*arguments)
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith(sentence)
    assert said.err.count("\n") == 1


def test_no_command_shows_the_help_and_ends_with_2(cancu: Cancu) -> None:
    assert cancu()[0:2] == (2, "")
    assert cancu("cite")[0:2] == (2, "")
    assert "cite" in cancu().err


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        pytest.param(["find", "  "], "Lỗi: Câu hỏi trống. Hãy nhập nội dung cần tra cứu.", id="empty question"),
        pytest.param(["ask", "a" * 2001], "Lỗi: Câu hỏi dài 2001 ký tự", id="endless question"),
        pytest.param(["show", "xin chào"], "Lỗi: Không nhận ra lời dẫn nào", id="no citation"),
        pytest.param(["show", "Điều 1 Luật 88/2033/QH17"], "Lỗi: Kho chưa có văn bản 88/2033/QH17.", id="unknown work"),
        pytest.param(["show", "Điều 99 Nghị định 912/2019/NĐ-CP"], "Lỗi: ", id="unknown provision"),
        pytest.param(["show", "Điều 1 Kế hoạch 15/KH-UBND"], "Lỗi: Số 15/KH-UBND là của 2 văn bản", id="two works"),
        pytest.param(["backup", "."], "Lỗi: ", id="backup into a full folder"),
        pytest.param(["restore", "."], "Lỗi: ", id="restore from anything"),
    ],
)
def test_a_failure_is_one_sentence_and_ends_with_1(cancu: Cancu, arguments: list[str], sentence: str) -> None:
    said = cancu(*arguments)
    assert (said.status, said.out) == (1, "")
    assert said.err.startswith(sentence)
    assert said.err.count("\n") == 1
    assert "Traceback" not in said.err


def test_input_that_is_no_text_is_refused(cancu: Cancu, standard_input: StandardInput) -> None:
    standard_input("Điều 1".encode("utf-16"))
    assert cancu("cite", "parse", "-") == (
        1,
        "",
        "Lỗi: Đầu vào chuẩn không phải văn bản UTF-8. Hãy chuyển sang UTF-8, hoặc đưa tên tệp.\n",
    )


def test_a_missing_index_says_how_to_make_one(cancu: Cancu, tmp_path: Path) -> None:
    said = cancu("find", "a", at=tmp_path / "mới")
    assert (said.status, said.out) == (1, "")
    assert said.err.endswith("Hãy chạy `cancu index`.\n")


def test_a_home_that_is_no_folder_is_refused(cancu: Cancu, tmp_path: Path) -> None:
    (tmp_path / "tệp").write_text("", encoding="utf-8")
    assert cancu("find", "a", at=tmp_path / "tệp").status == 2
    below = cancu("find", "a", at=tmp_path / "tệp" / "kho")
    assert (below.status, below.err) == (
        1,
        f"Lỗi: Không ghi được vào thư mục dữ liệu {tmp_path / 'tệp' / 'kho'}: đây không phải thư mục.\n",
    )


def test_the_home_may_be_named_behind_the_command_or_by_the_environment(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = []
    for arguments in (["show", POINT, "--json", "--home", str(home)], ["show", f"--home={home}", POINT, "--json"]):
        assert run(arguments) == 0
        shown.append(capsys.readouterr().out)
    monkeypatch.setenv("CANCU_HOME", str(home))
    assert run(["show", POINT, "--json"]) == 0
    assert {*shown, capsys.readouterr().out} == {shown[0]}


def test_a_wrong_setting_is_named(cancu: Cancu, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CANCU_REQUESTS_PER_MINUTE", "nhiều")
    said = cancu("serve", "--port", "0")
    assert (said.status, said.out) == (1, "")
    assert said.err.startswith("Lỗi: CANCU_REQUESTS_PER_MINUTE phải là")


def test_people_read_the_same_in_words(cancu: Cancu, tmp_path: Path) -> None:
    assert "điểm a khoản 1 Điều 5 Nghị định 912/2019/NĐ-CP" in cancu("show", POINT).out
    assert "Nghị định 912/2019/NĐ-CP" in cancu("find", "nhu cầu thiết yếu").out
    assert "/vb/" in cancu("ask", QUESTION).out
    assert "912/2019/NĐ-CP" in cancu("cite", "parse", f"Theo {POINT}.").out
    assert "Chỉ mục" in cancu("index").out
    (tmp_path / "a.txt").write_text(DECREE, encoding="utf-8")
    assert "Tổng cộng: nguồn 1, đã nạp 1" in cancu("ingest", str(tmp_path / "a.txt"), at=tmp_path / "kho").out
    assert cancu("--version").out.startswith("cancu ")
