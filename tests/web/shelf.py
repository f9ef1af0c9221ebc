"""A small corpus in our own words, with the traps that pages must survive: script in titles, đ, 8a, an annex."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from corpus.expression import Expression, Heading, Origin, Unit
from corpus.link import Link, LinkKind
from corpus.provision import Level, Provision, child_eid
from corpus.source import Source
from corpus.store import CorpusStore
from corpus.work import SourceClass, Work

TODAY = date(2026, 11, 22)
ATTACK = "<script>alert('x')</script><img src=x onerror=alert(1)>\" onfocus=\"alert(2)"

OLD_LAW = Work(
    number="66/2011/QH12",
    type="Luật",
    title="Luật Phòng, chống mua bán người",
    issuer="Quốc hội",
    issued=date(2011, 3, 29),
    effective=date(2012, 1, 1),
    expired=date(2025, 7, 1),
)
DECREE = Work(
    number="911/2030/NĐ-CP",
    type="Nghị định",
    title=f"Quy định thử {ATTACK}",
    issuer="Chính phủ",
    issued=date(2020, 1, 1),
    effective=date(2020, 3, 1),
)
PLAN = Work(
    number="15/KH-UBND",
    type="Kế hoạch",
    title="Kế hoạch thử năm 2026",
    issuer="Ủy ban nhân dân tỉnh thử",
    issued=date(2026, 2, 3),
    source_class=SourceClass.PLAN,
)
TWIN = Work(
    number="15/KH-UBND",
    type="Kế hoạch",
    title="Kế hoạch thử năm 2025",
    issuer="Ủy ban nhân dân tỉnh khác",
    issued=date(2025, 2, 4),
    source_class=SourceClass.PLAN,
)


HANDBOOK = Work(number="Sổ tay thử", type="Sổ tay", title="Sổ tay thử cho cán bộ xã", source_class=SourceClass.GUIDANCE)


@dataclass(frozen=True, slots=True)
class Part:
    """What a provision is built from."""

    level: Level
    num: str
    lead: str
    parts: "tuple[Part, ...]" = ()
    heading: str = ""
    context: tuple[Heading, ...] = ()


def build(part: Part, parent: str, start: int) -> Provision:
    """Return a provision whose text is the lead and then its parts."""
    eid = child_eid(parent, part.level, part.num)
    reached = start + len(part.lead)
    children = []
    for inner in part.parts:
        child = build(inner, eid, reached)
        children.append(child)
        reached = child.end
    text = part.lead + "".join(child.text for child in children)
    return Provision(eid, part.level, part.num, part.heading, text, start, reached, 3, tuple(children))


def expression(work: Work, parts: tuple[Part, ...], *, complete: bool = True) -> Expression:
    """Return an expression of these units."""
    units: list[Unit] = []
    reached = 0
    for part in parts:
        provision = build(part, "", reached)
        reached = provision.end
        units.append(Unit(provision, part.context, "https://example.org/luat" if units else "javascript:alert(3)"))
    text = "".join(unit.provision.text for unit in units)
    return Expression(work=work, text=text, units=tuple(units), origin=Origin.CODIFIED, complete=complete)


SUPPORT = Heading(Level.CHAPTER, "V", "HỖ TRỢ NẠN NHÂN")
OLD_PARTS = (
    Part(
        Level.ARTICLE,
        "32",
        "Điều 32. Đối tượng và chế độ hỗ trợ\n",
        (
            Part(
                Level.CLAUSE,
                "1",
                "1. Nạn nhân trở về được hưởng các hỗ trợ sau đây:\n",
                (
                    Part(Level.POINT, "a", "a) Chỗ ở tạm và bữa ăn hằng ngày;\n"),
                    Part(Level.POINT, "d", "d) Khám, chữa bệnh khi đau ốm;\n"),
                    Part(Level.POINT, "đ", "đ) Học nghề và tìm việc làm.\n"),
                ),
            ),
            Part(Level.CLAUSE, "2", f"2. Người đi cùng được hỗ trợ theo điểm a khoản 1 Điều này {ATTACK}.\n"),
        ),
        "Đối tượng và chế độ hỗ trợ",
        (SUPPORT,),
    ),
    Part(
        Level.ARTICLE,
        "8a",
        "Điều 8a. Tiền tàu xe\nNạn nhân được cấp tiền tàu xe về nơi cư trú theo khoản 2 Điều 32 của Luật này.\n",
        (),
        "Tiền tàu xe",
        (SUPPORT,),
    ),
    Part(Level.ANNEX, "I", "Phụ lục I\nDanh mục giấy tờ thử nghiệm.\n"),
)
DECREE_PARTS = (
    Part(Level.HEAD, "", "CHÍNH PHỦ\n"),
    Part(
        Level.ARTICLE,
        "1",
        "Điều 1. Phạm vi\nNghị định này nói về tiền ăn của nạn nhân tại Điều 32 Luật 66/2011/QH12.\n",
        (),
        "Phạm vi",
    ),
)
PLAN_PARTS = (
    Part(Level.ITEM, "II.2.1", "2.1. Tổ chức tập huấn cho cán bộ cấp xã.\n"),
    Part(Level.ITEM, "III", "III. TỔ CHỨC THỰC HIỆN\nCông an xã báo cáo hằng quý.\n", (), "TỔ CHỨC THỰC HIỆN"),
)
HANDBOOK_PARTS = (
    Part(Level.ITEM, "1", "1. Gọi số nào?\nHãy gọi tổng đài, không gọi Phòng LĐ-TB&XH.\n", (), "Gọi số nào?"),
)
LINKS = (
    Link("911/2030/NĐ-CP", "art_1", "66/2011/QH12", "art_32", LinkKind.GUIDES),
    Link("66/2011/QH12", "art_32", "66/2011/QH12", "art_8a", LinkKind.RELATED),
    Link("66/2011/QH12", "art_32", "999/2031/QH99", "art_1", LinkKind.CITES),
)


def source(name: str) -> Source:
    """Return a source with a hash made of its name."""
    return Source(
        sha256=name.encode().hex().ljust(64, "0")[:64], path=f"thư mục/{name}", kind="text", size=1, parser="1"
    )


def fill(path: Path) -> CorpusStore:
    """Return a store that holds the shelf."""
    store = CorpusStore(path)
    store.add(source("luat.html"), [expression(OLD_LAW, OLD_PARTS)], LINKS)
    store.add(source(f"nghi-dinh{ATTACK.replace('/', '')}.html"), [expression(DECREE, DECREE_PARTS, complete=False)])
    store.add(source("ke-hoach.docx"), [expression(PLAN, PLAN_PARTS)])
    store.add(source("ke-hoach-khac.docx"), [expression(TWIN, PLAN_PARTS)])
    store.add(source("so-tay.toml"), [expression(HANDBOOK, HANDBOOK_PARTS)])
    return store
