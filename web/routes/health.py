"""Whether the service lives and is ready; no token, no secrets, no figures."""

from fastapi import APIRouter

from web.errors import ProblemError
from web.ground import Here
from web.responses import problems
from web.schemas import HealthJson

router = APIRouter(tags=["health"])


@router.get("/healthz", responses=problems())
def live() -> HealthJson:
    """Tell that the process answers."""
    return {"status": "ok"}


@router.get("/readyz", responses=problems(503))
def ready(here: Here) -> HealthJson:
    """Tell that the corpus can be read and questions can be answered."""
    here.store.state()
    if reason := here.not_ready():
        raise ProblemError(503, "not_ready", reason)
    return {"status": "ready"}
