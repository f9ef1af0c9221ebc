"""Turn margins into chances that mean the same across questions (Platt, 1999), fitted on questions held out."""

# mypy: disable-error-code="import-not-found, import-untyped"
# scikit-learn comes with the extra `training`.

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression


def fit_chances(margins: NDArray[np.float64], right: NDArray[np.int8]) -> tuple[float, float]:
    """Return slope and offset of the logistic curve from a margin to the chance that its candidate is right."""
    curve = LogisticRegression(C=1e6).fit(margins.reshape(-1, 1), right)
    return float(curve.coef_[0, 0]), float(curve.intercept_[0])
