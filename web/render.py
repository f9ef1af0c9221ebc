"""What the terminal shows: the same JSON that `--json` prints, laid out for a person."""

from collections.abc import Iterable, Mapping, Sequence

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from corpus.difference import Change
from corpus.event import EVENT_NAMES, WITNESS_NAMES
from corpus.link import LinkKind
from corpus.personal import PersonalKind
from corpus.work import STATUS_NAMES, Status
from search.answer import RefusalCode
from web.answer_schemas import AnswerJson, RefusalJson, StatementJson, SummaryJson
from web.check_schemas import CheckJson, CompareJson, RunJson
from web.checking.words import verdict_words
from web.link_schemas import LinksJson, ShownJson
from web.reports import VerifyJson
from web.schemas import CitationsJson, FoundJson, HitJson, IngestJson, TimelineJson, WorkJson
from web.words import LINKS_IN, LINKS_OUT, SUMMARY_TITLE, dropped_words, facts_by_kind, personal_notice, sent_words

_MARKS = {
    Change.SAME: ("", "", ""),
    Change.REMOVED: ("[-", "-]", "red strike"),
    Change.ADDED: ("[+", "+]", "green underline"),
}
_DOUBTS_SHOWN = 3  # of one source; all of them are in the JSON
_LINKS_SHOWN = 10  # of each direction; the JSON has more
_BECAME = {"added": "đã nạp", "unchanged": "đã có", "quarantined": "cách ly"}
_TOTALS = {
    "sources": "nguồn",
    "added": "đã nạp",
    "unchanged": "đã có",
    "quarantined": "cách ly",
    "works": "văn bản",
    "provisions": "quy định",
    "doubts": "điểm nghi ngờ",
}
_COUNTS = {"sources": "nguồn", "works": "văn bản", "provisions": "quy định", "passages": "đoạn trong chỉ mục"}


def status_words(status: str) -> str:
    """Return the status in Vietnamese."""
    return STATUS_NAMES[Status(status)]


def standing_words(work: WorkJson) -> str:
    """Return what a text is worth on the day: its status, or that it is no law at all."""
    return "hướng dẫn, không phải luật" if work["type"] == "Sổ tay" else status_words(work["status"])


def work_name(work: WorkJson) -> str:
    """Return type and number: "Nghị định 162/2025/NĐ-CP"."""
    number, type_ = work["number"], work["type"]
    return number if number.startswith(type_) else f"{type_} {number}".strip()


def show_answer(console: Console, answer: AnswerJson) -> None:
    """Print an answer: warnings first, then the statements with their citations, or why there is none."""
    understood = answer["understood"]
    _show_understood(console, answer["question"], understood["text"])
    if notice := personal_notice(PersonalKind(one["kind"]) for one in understood["personal"]):
        console.print(Text(f"! {notice}", style="bold yellow"))
    for warning in answer["warnings"]:
        console.print(Text(f"! {warning['message']}", style="bold yellow"))
    if answer["refusal"]:
        _show_refusal(console, answer["refusal"])
        if not answer["statements"]:
            _show_nearest(console, answer["passages"])
            return
    if "summary" in answer:
        _show_summary(console, answer["summary"])
    _show_statements(console, answer["statements"])
    if understood["law_day"] != understood["on"]:
        kept = f"Theo luật mà người này tiếp tục được áp dụng (đến {_day(understood['law_day'])})."
        console.print(Text(f"\n{kept}", style="bold"))
    console.print(Text(f"\nÁp dụng cho ngày {_day(understood['on'])}. Không thay cho tư vấn pháp lý.", style="dim"))


def _show_refusal(console: Console, refusal: RefusalJson) -> None:
    head = "Cần biết thêm: " if refusal["code"] == RefusalCode.NEED_CLASS else "Không trả lời được: "
    console.print(Text(head, style="bold").append(refusal["message"], style="not bold"))
    for ask in refusal["ask_back"]:
        console.print(Text(f"  • {ask}"))


def _show_nearest(console: Console, passages: Sequence[HitJson]) -> None:
    if passages:
        console.print(Text("Các đoạn gần nhất:", style="bold"))
        for hit in passages[:3]:
            console.print(_hit(hit))


def _show_statements(console: Console, statements: Sequence[StatementJson]) -> None:
    """Print the words quoted, whence they come, and what in them an officer looks for."""
    number = 0
    for statement in statements:
        console.print()
        for citation in statement["citations"]:
            number += 1
            console.print(Text(citation["quote"]))
            work = citation["work"]
            source = f"[{number}] {citation['label']} {work_name(work)} · {standing_words(work)}"
            console.print(Text(f"    {source} · {citation['permalink']}", style="cyan"))
        for name, texts in facts_by_kind((fact["kind"], fact["text"]) for fact in statement["facts"]):
            console.print(Text(f"    {name}: {texts}", style="green"))


def _show_summary(console: Console, summary: SummaryJson) -> None:
    """Print what a model made of the quotations that follow, with their numbers."""
    console.print(Text(f"\n{SUMMARY_TITLE}", style="bold"))
    for one in summary["sentences"]:
        numbers = "".join(f"[{number}]" for number in one["citations"])
        console.print(Text(f"  • {one['text']} ").append(numbers, style="cyan"))
    notes = (summary["note"] or "", dropped_words(summary["dropped"]), sent_words(summary["sent_to"] or ""))
    for note in filter(None, notes):
        console.print(Text(f"  {note}", style="dim"))


def show_found(console: Console, found: FoundJson) -> None:
    """Print the hits of a query."""
    _show_understood(console, found["query"], found["understood"])
    if not found["hits"]:
        console.print("Không tìm thấy quy định nào phù hợp.")
    for hit in found["hits"]:
        console.print(_hit(hit))


def _show_understood(console: Console, typed: str, understood: str) -> None:
    if understood != typed:
        console.print(Text(f"Đã hiểu là: {understood}", style="dim"))
        console.print(Text("(thêm --as-typed để tìm đúng như đã gõ)", style="dim"))


def _hit(hit: HitJson) -> RenderableType:
    provision = hit["provision"]
    head = Text(f"{hit['rank']}. {provision['label']} {work_name(provision['work'])}", style="bold")
    head.append(f"  ({standing_words(provision['work'])})", style="yellow")
    body = Text("   ")
    for fragment in hit["snippet"]:
        body.append(fragment["text"].replace("\n", " "), style="bold underline" if fragment["match"] else "")
    return Group(head, body, Text(f"   {provision['permalink']}", style="cyan"))


def show_provision(console: Console, provision: ShownJson) -> None:
    """Print one provision with what stands above it, what its reader must know, and its links."""
    work = provision["work"]
    console.print(Text(f"{provision['label']} {work_name(work)}", style="bold"))
    console.print(Text(work["title"]))
    console.print(Text(f"Tình trạng: {standing_words(work)}", style="yellow"))
    for note in provision["notes"]:
        console.print(Text(f"! {note}", style="bold yellow"))
    for heading in provision["context"]:
        console.print(Text(heading, style="dim"))
    console.print()
    console.print(Text(provision["text"]))
    source = provision["source"]
    page = f", trang {source['page']}" if source["page"] else ""
    console.print(Text(f"\nNguồn: {source['file']}{page} · {provision['permalink']}", style="cyan"))
    _show_links(console, "Dẫn đến", provision["cites"], LINKS_OUT)
    _show_links(console, "Nơi dẫn đến quy định này", provision["cited_by"], LINKS_IN)


def _show_links(console: Console, title: str, links: LinksJson, names: Mapping[LinkKind, str]) -> None:
    shown = links["links"][:_LINKS_SHOWN]
    if not shown:
        return
    console.print(Text(f"\n{title}:", style="bold"))
    for link in shown:
        line = Text(f"  {names[link['kind']]} ", style="dim").append(f"{link['label']} {link['number']}".strip(), "")
        line.append(f" · {link['permalink'] or '(chưa có trong kho)'}", style="cyan" if link["permalink"] else "dim")
        console.print(line)
    more = links["more"] + len(links["links"]) - len(shown)
    if more:
        console.print(Text(f"  … và {more} nơi khác (xem --json).", style="dim"))


def show_citations(console: Console, found: CitationsJson) -> None:
    """Print the citations of a text in a table."""
    table = Table("Vị trí", "Lời dẫn", "Văn bản", "Điều", "Khoản", "Điểm")
    for citation in found["citations"]:
        work = citation["work"]
        cells = (work["number"] or work["name"], citation["article"], citation["clause"], citation["point"])
        table.add_row(f"{citation['start']}–{citation['end']}", Text(citation["text"]), *(cell or "" for cell in cells))
    console.print(table)


def show_checks(console: Console, checked: CheckJson) -> None:
    """Print the verdict on each citation and quotation, and below it how a quotation differs."""
    table = Table("Lời dẫn", "Kết luận", "Chi tiết")
    for item in checked["items"]:
        detail = Text(item["detail"])
        if item["difference"]:
            detail.append("\n").append_text(_marked(item["difference"]))
        table.add_row(Text(item["text"]), verdict_words(item["verdict"]), detail)
    console.print(table)


def show_comparison(console: Console, found: CompareJson) -> None:
    """Print what two provisions say, the words that went and came marked by signs as well as by colour."""
    for name, provision in (("Bên thứ nhất", found["old"]), ("Bên thứ hai", found["new"])):
        work = provision["work"]
        since = f" · lời văn từ {_day(provision['from'])}" if provision["from"] else ""
        head = f"{name}: {provision['label']} {work_name(work)} · {standing_words(work)}{since}"
        console.print(Text(head, style="bold"))
    for note in found["notes"]:
        console.print(Text(f"! {note}", style="yellow"))
    console.print()
    console.print(_marked(found["runs"]))
    if found["differs"]:
        console.print(Text("\n[-chỉ bên thứ nhất có-] [+chỉ bên thứ hai có+]", style="dim"))


def _marked(runs: Iterable[RunJson]) -> Text:
    words = Text()
    for run in runs:
        opened, closed, style = _MARKS[run["change"]]
        words.append(f"{opened}{run['text']}{closed}", style=style)
    return words


def show_ingested(console: Console, report: IngestJson) -> None:
    """Print what became of the files, and the sums."""
    for source in report["sources"]:
        said = source["error"] or f"{len(source['works'])} văn bản, {source['provisions']} quy định"
        console.print(Text(f"{_BECAME[source['status']]:8} {source['path']}: {said}"))
        for doubt in source["doubts"][:_DOUBTS_SHOWN]:
            console.print(Text(f"         ? {doubt}"))
        if len(source["doubts"]) > _DOUBTS_SHOWN:
            console.print(Text(f"         ? … và {len(source['doubts']) - _DOUBTS_SHOWN} điểm nghi ngờ khác"))
    totals = ", ".join(f"{_TOTALS.get(name, name)} {value}" for name, value in report["totals"].items())
    console.print(Text(f"Tổng cộng: {totals}"))


def show_verified(console: Console, report: VerifyJson) -> None:
    """Print the counts of a home folder, what is wrong with it, and what was mended."""
    counts: dict[str, object] = {**report}
    console.print(Text(", ".join(f"{words} {counts[name]}" for name, words in _COUNTS.items())))
    for repair in report["repairs"]:
        console.print(Text(f"Đã sửa: {repair}"))
    if report["orphans"]:
        words = "bản gốc được giữ mà kho chưa có, do một lần nạp bị ngắt; hãy nạp lại các tệp đó"
        console.print(Text(f"? {report['orphans']} {words}."))
    for problem in report["problems"]:
        console.print(Text(f"! {problem}", style="bold yellow"))
    if not report["problems"]:
        console.print("Không có vấn đề nào.")


def show_measures(console: Console, report: Mapping[str, object]) -> None:
    """Print how a test set fared."""
    for name, value in report.items():
        inner = value.items() if isinstance(value, Mapping) else ()
        console.print(Text(f"{name}: {value}" if not inner else f"{name}:"))
        for measure, figure in inner:
            console.print(Text(f"  {measure:12} {figure}"))


def _day(iso: str) -> str:
    year, month, day = iso.split("-")
    return f"{day}/{month}/{year}"


def show_timeline(console: Console, shown: TimelineJson) -> None:
    """Print the force of a work on a day, then its events and who says each."""
    work = shown["work"]
    console.print(Text(f"{work_name(work)}: {status_words(work['status'])} tại ngày {_day(shown['on'])}", style="bold"))
    console.print(Text(f"{work['status_note']} ({WITNESS_NAMES[work['status_by']]})", style="dim"))
    table = Table(box=None, pad_edge=False)
    for title in ("Ngày", "Sự kiện", "Phần", "Theo", "Ai nói", "Căn cứ"):
        table.add_column(title, overflow="fold")
    for event in shown["events"]:
        act = " ".join(filter(None, (event["act_place"], event["act"])))
        said = WITNESS_NAMES[event["said_by"]] + (f" (số {event['id']})" if event["id"] else "")
        row = (_day(event["day"]), EVENT_NAMES[event["kind"]], event["place"] or "", act, said, event["reason"])
        table.add_row(*map(Text, row))
    console.print(table)
    if shown["more"]:
        console.print(Text(f"… và {shown['more']} sự kiện khác (xem --json).", style="dim"))
