"""Other plausible weights (R17 to R19, R22b): how often something holds when each weight may be somewhat other.

The weights of n things, as shares of one, are taken from a Dirichlet distribution around the given ones. Its
concentration says how far they stray: with four equal weights, each a quarter larger or smaller as a rule, it is
3/0.25² - 1 = 47. Everything here is a closed form or an integral over fixed points, so the same input gives the same
double; no random number is drawn.
"""

import math
from collections.abc import Sequence
from fractions import Fraction

PLAUSIBLE = 0.25  # R17: a weight's standard deviation, as a part of itself
STRESS = 0.5  # R17: the same for those who doubt the weights
LEAST_DOUBT = 1e-15  # an uncertain share stays so far from 0 and 1, which mean that no weights can change it


def concentration(n: int, variation: float = PLAUSIBLE) -> float:
    """R17's κ for n weights; infinite for one, which is always the whole."""
    return (n - 1) / variation**2 - 1 if n > 1 else math.inf


def share_at_least(share: Fraction, threshold: Fraction, kappa: float) -> float:
    """In what share of weightings things that hold this share of the nominal weight hold at least the threshold (R19).

    Exactly 0.0 and 1.0 only where weights can't change it: for none of the weight and for all of it.
    """
    if share in (0, 1) or math.isinf(kappa):
        return float(share >= threshold)
    held = 1 - beta_below(float(threshold), kappa * float(share), kappa * float(1 - share))
    return min(max(held, LEAST_DOUBT), 1 - LEAST_DOUBT)


def beta_below(x: float, a: float, b: float) -> float:
    """The distribution function of Beta(a, b) at x, 0 to 1: the continued fraction of DLMF 8.17.22, from its end."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):  # beyond its middle the fraction converges slowly, and the mirrored one fast
        return 1 - beta_below(1 - x, b, a)
    fraction = 1.0
    for m in range(40 + int(4 * math.sqrt(max(a, b))), 0, -1):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        fraction = 1 + even / (1 + odd / fraction)
    fraction = 1 - (a + b) * x / (a + 1) / fraction
    log = a * math.log(x) + b * math.log1p(-x) + math.lgamma(a + b) - math.lgamma(a + 1) - math.lgamma(b)
    return math.exp(log) / fraction


def spread(parts: Sequence[tuple[Fraction, int]], kappa: float) -> float:
    """The standard deviation of a score over the weightings, in points (R18). `parts`: values from 0 to 1, weights."""
    whole = sum(weight for _, weight in parts)
    middle = sum((weight * value for value, weight in parts), Fraction(0)) / whole
    variance = sum((weight * (value - middle) ** 2 for value, weight in parts), Fraction(0)) / whole
    return 100 * math.sqrt(variance / (kappa + 1))


def share_ahead(differences: Sequence[Fraction], alphas: Sequence[float]) -> float:
    """In what share of weightings the weighted sum of the differences is over 0 (R22b); `alphas`: the Dirichlet's.

    Exactly 1.0 where no difference is below 0 and one is above: ahead under any weights; 0.0 the other way round, and
    without any difference.
    """
    if min(differences) >= 0 or max(differences) <= 0:
        return float(max(differences) > 0)
    most = max(abs(one) for one in differences)
    parts = [(float(one / most), alpha) for one, alpha in zip(differences, alphas, strict=True) if one]
    held = 0.5 + integral(parts) / math.pi
    return min(max(held, LEAST_DOUBT), 1 - LEAST_DOUBT)


def integral(parts: Sequence[tuple[float, float]]) -> float:
    """Of sin(Σ α arctan(d u)) / (u Π (1 + d²u²)^(α/2)) over all u above 0, with u = exp(s): equal steps of s then
    converge faster than any power of their width, as the function is analytic and dies off on both sides.
    """
    total = sum(alpha for _, alpha in parts)
    width = 2 * math.pi / (total / 2 + 50)
    at, found = -36 - math.log(total), 0.0  # below this it is under 1e-15 altogether
    while True:
        u = math.exp(at)
        angle = sum(alpha * math.atan(d * u) for d, alpha in parts)
        log = sum(alpha / 2 * math.log1p((d * u) ** 2) for d, alpha in parts)
        if log > 36:
            return found * width
        found += math.sin(angle) * math.exp(-log)
        at += width
