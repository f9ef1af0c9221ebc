"""What the store lacks, over HTTP; fetching it is left to the terminal."""

from typing import Annotated

from fastapi import APIRouter, Query

from web.gap_schemas import GapsJson
from web.gaps import FEW, MOST, gaps_json
from web.ground import Here
from web.responses import problems
from web.schemas import Day

router = APIRouter(prefix="/api/v1/gaps", tags=["gaps"])


@router.get("", responses=problems(422, 503))
def gaps(
    here: Here, on: Annotated[Day | None, Query()] = None, k: Annotated[int, Query(ge=1, le=MOST)] = FEW
) -> GapsJson:
    """Return the instruments that the handbook and the laws held rest on and the store lacks, most needed first."""
    return gaps_json(here.store, here.force, here.view(on).on, k)
