"""`cancu card`: the referral card of a case, in the terminal."""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated

import typer
from rich.text import Text

from corpus.case import CLASS_NAMES, ROUTE_NAMES, Case, Health, PersonClass, Route, Support
from corpus.provinces import province_named
from corpus.referral import referral_card
from web.card import card_json
from web.card_schemas import CardGroundJson, CardJson, CardStepJson
from web.cli_options import IdentifiedOn, Json, On, day_of
from web.desk import Desk
from web.render import status_words
from web.shapes import View
from web.today import today_in_viet_nam
from web.words import vietnamese_day


def add_commands(app: typer.Typer) -> None:
    """Add the command of this module to the command line."""
    app.command(name="card")(card)


def card(
    context: typer.Context,
    person_class: Annotated[
        PersonClass | None, typer.Option("--class", help="Nhóm người được hỗ trợ. (Class of person.)")
    ] = None,
    route: Annotated[Route | None, typer.Option("--route", help="Đường tiếp nhận. (How the person came.)")] = None,
    age: Annotated[int | None, typer.Option("--age", min=0, max=120, help="Tuổi. (Age in years.)")] = None,
    identified_on: IdentifiedOn = None,
    health: Annotated[
        list[Health] | None, typer.Option("--health", help="Tình trạng sức khỏe; lặp lại được. (Health.)")
    ] = None,
    wish: Annotated[list[Support] | None, typer.Option("--wish", help="Nguyện vọng; lặp lại được. (Wishes.)")] = None,
    place: Annotated[str, typer.Option("--place", help="Tỉnh, thành phố. (Province.)")] = "",
    on: On = None,
    as_json: Json = False,
) -> None:
    """Lập phiếu chuyển tuyến: các bước, thời hạn, ai làm, giấy tờ, số gọi, có căn cứ (a referral card)."""
    desk: Desk = context.obj
    case = Case(
        person_class=person_class,
        route=route,
        age=age,
        identified_on=day_of(identified_on),
        place=province_named(place).id if place.strip() else "",
        health=tuple(one for one in Health if one in (health or ())),
        wishes=tuple(one for one in Support if one in (wish or ())),
    )
    with desk.rooms() as rooms:
        view = View(rooms.force, day_of(on) or today_in_viet_nam(), dated=on is not None)
        made = card_json(referral_card(case, view.on, rooms.store, rooms.force), view)
    if as_json:
        desk.print_json(made)
    else:
        desk.console.print(Text("\n").join(_lines(made)))


def _lines(made: CardJson) -> Iterator[Text]:
    """Yield a card line by line."""
    case = made["case"]
    person = CLASS_NAMES[case["class"]] if case["class"] else "chưa rõ nhóm người"
    route = ROUTE_NAMES[case["route"]] if case["route"] else "chưa rõ đường tiếp nhận"
    yield Text(f"Phiếu chuyển tuyến · {person} · {route}", style="bold")
    place = f" · {case['place']}" if case["place"] else ""
    yield Text(f"Áp dụng cho ngày {_day(made['on'])}{place}", style="dim")
    yield Text(f"{made['reason']} ({_grounds(made['reason_grounds'])})")
    for note in made["notes"]:
        yield Text(f"! {note}", style="bold yellow")
    for question in made["questions"]:
        yield Text(f"? {question}", style="yellow")
    for number, step in enumerate(made["steps"], start=1):
        yield from _step(number, step)
    for support in made["supports"]:
        yield Text(f"• {support['name']}: {'; '.join(filter(None, (support['state'], support['text'])))}")
    yield Text("\nGọi ai", style="bold")
    for contact in made["contacts"]:
        gone = "(số cũ, không gọi) " if contact["gone"] else ""
        yield Text(f"  {contact['number']} {contact['name']}: {gone}{contact['text']}")
    yield Text("Không ghi tên, số giấy tờ, số điện thoại của người được hỗ trợ.", style="dim")


def _step(number: int, step: CardStepJson) -> Iterator[Text]:
    doubt = " [chưa kiểm chứng]" if not step["verified"] else ""
    stale = " [cần xem lại]" if step["stale"] else ""
    yield Text(f"\n{number}.{stale}{doubt} {step['text']}", style="bold")
    deadline = f" · Thời hạn: {step['deadline']}" if step["deadline"] else ""
    yield Text(f"   Ai: {'; '.join(doer['name'] for doer in step['who'])}{deadline}")
    if step["paper"]:
        more = f" ({step['paper']['text']})" if step["paper"]["text"] else ""
        yield Text(f"   Giấy tờ: {step['paper']['label']}{more}")
    for why in (*step["stale"], *(doer["note"] for doer in step["who"] if doer["note"])):
        yield Text(f"   ! {why}", style="yellow")
    page = f"; nguồn: {step['source']}" if step["source"] else ""
    yield Text(f"   {_grounds(step['grounds'])}{page}", style="cyan")


def _grounds(grounds: list[CardGroundJson]) -> str:
    return "; ".join(
        f"{ground['label']} ({status_words(ground['status'])}{'' if ground['permalink'] else ', kho chưa có lời văn'})"
        for ground in grounds
    )


def _day(iso: str) -> str:
    return vietnamese_day(datetime.fromisoformat(iso).date())
