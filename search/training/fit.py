"""Train the table: questions near the passages that answer them, far from all other passages of the batch."""

# mypy: disable-error-code="import-not-found, import-untyped"
# scipy, sklearn and torch come with the extra `training`.

import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from search.features import Bags
from search.training.batches import Batch, Sampler

_LOG = logging.getLogger(__name__)
_REVERSE = 0.5  # share of the loss that asks passages for their question
_WARM_UP = 30  # steps
_LAST_RATE = 0.02  # of the highest
_NEVER = -1e4


@dataclass(frozen=True, slots=True, kw_only=True)
class FitSettings:
    """The knobs of training, with the values measured to be best (docs/experiments.md)."""

    steps: int
    rate: float = 1.0  # Adam's; rows start with numbers of mean square 1 and should grow apart fast
    scale: float = 20.0  # of the cosine, before the softmax
    save_every: int = 200  # steps


def fit(table: NDArray[np.float32], sampler: Sampler, settings: FitSettings, checkpoint: Path) -> NDArray[np.float32]:
    """Return the trained table; goes on from the checkpoint where there is one."""
    weights = torch.nn.Parameter(torch.from_numpy(table.copy()))
    adam = torch.optim.Adam([weights], lr=settings.rate, betas=(0.9, 0.98), fused=True)
    first = _resume(checkpoint, weights, adam)
    total = 0.0
    for step, batch in _batches(sampler, first, settings.steps):
        for group in adam.param_groups:
            group["lr"] = settings.rate * schedule(step, settings.steps)
        loss = contrast(weights, batch, settings.scale)
        adam.zero_grad()
        loss.backward()
        adam.step()
        total += float(loss.detach())
        if (step + 1) % settings.save_every == 0:
            _LOG.info("step %d of %d, mean loss %.3f", step + 1, settings.steps, total / settings.save_every)
            torch.save({"step": step + 1, "table": weights.data, "adam": adam.state_dict()}, checkpoint)
            total = 0.0
    return np.asarray(weights.detach().numpy(), dtype=np.float32)


def forward(weights: torch.Tensor, bags: Bags) -> torch.Tensor:
    """Return one unit row per bag: what ``StaticEncoder.encode`` does, before the numbers were cut to half a byte."""
    return functional.normalize(
        functional.embedding_bag(
            torch.from_numpy(bags.rows),
            weights,
            torch.from_numpy(bags.starts[:-1]),
            per_sample_weights=torch.from_numpy(bags.weights),
            mode="sum",
        ),
        dim=1,
    )


def contrast(weights: torch.Tensor, batch: Batch, scale: float) -> torch.Tensor:
    """Return the softmax loss of each question over all passages, and of each passage over all questions.

    Another passage of the answering article is no wrong answer and is left out.
    """
    questions, passages = forward(weights, batch.questions), forward(weights, batch.passages)
    count = len(questions)
    right = torch.arange(count)
    articles = torch.from_numpy(batch.articles)
    same = articles[None, :] == articles[:count, None]
    same[right, right] = False
    logits = (scale * questions @ passages.T).masked_fill(same, _NEVER)
    forth = functional.cross_entropy(logits, right)
    back = functional.cross_entropy(logits[:, :count].T, right)
    return forth + _REVERSE * back


def schedule(step: int, steps: int) -> float:
    """Return the share of the highest rate: a short rise, then half a cosine."""
    fall = 0.5 * (1 + float(np.cos(np.pi * step / steps)))
    return min(1.0, (step + 1) / _WARM_UP) * (fall * (1 - _LAST_RATE) + _LAST_RATE)


def _batches(sampler: Sampler, first: int, steps: int) -> Iterator[tuple[int, Batch]]:
    """Yield batches, the next one being made while this one is learned from."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        coming = pool.submit(sampler.batch, first)
        for step in range(first, steps):
            batch = coming.result()
            if step + 1 < steps:
                coming = pool.submit(sampler.batch, step + 1)
            yield step, batch


def _resume(checkpoint: Path, weights: torch.nn.Parameter, adam: torch.optim.Optimizer) -> int:
    if not checkpoint.is_file():
        return 0
    saved = torch.load(checkpoint, weights_only=True)
    weights.data.copy_(saved["table"])
    adam.load_state_dict(saved["adam"])
    _LOG.info("resumed at step %d", saved["step"])
    return int(saved["step"])
