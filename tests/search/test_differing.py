"""Whether an excerpt says another thing than a text: what it leaves out it does not deny."""

import pytest

from corpus.provision import Provision
from search.differing import contradicts
from tests.laws import article, clause
from tests.search.quoted import unit_of


def provision(*clauses: tuple[str, str], words: str = "") -> Provision:
    return unit_of(article("5", "Hỗ trợ", *(clause(num, text) for num, text in clauses), words=words)).unit.provision


ONE, TWO = ("1", "Được học nghề."), ("2", "Được vay vốn không quá 03 năm.")
FULL = provision(ONE, TWO)


@pytest.mark.parametrize(
    ("excerpt", "differs"),
    [
        pytest.param(provision(ONE, TWO), False, id="the same"),
        pytest.param(provision(TWO), False, id="a clause left out"),
        pytest.param(provision(("1", "Được  học nghề .")), False, id="other spaces"),
        pytest.param(provision(("2", "Được vay vốn …")), False, id="a cut that is shown"),
        pytest.param(provision(("2", "Được vay vốn.")), True, id="a cut that is not shown"),
        pytest.param(provision(("2", "Không … không quá 03 năm.")), True, id="other words before a cut"),
        pytest.param(provision(("1", "Không được học nghề.")), True, id="a negation"),
        pytest.param(provision(ONE, ("3", "Được 500 triệu đồng.")), True, id="a clause that nobody else has"),
        pytest.param(provision(ONE, words="Không được hưởng:"), True, id="another lead-in"),
    ],
)
def test_an_excerpt_beside_a_whole_text(excerpt: Provision, differs: bool) -> None:
    assert contradicts(excerpt, FULL, whole=True) is differs


def test_two_excerpts_may_each_have_what_the_other_leaves_out() -> None:
    assert not contradicts(provision(ONE), provision(TWO), whole=False)
    assert not contradicts(
        provision(("2", "Được vay vốn không quá 03 năm.")), provision(("2", "Được vay …")), whole=False
    )
    assert contradicts(provision(("2", "Được vay.")), provision(("2", "Được cho.")), whole=False)
