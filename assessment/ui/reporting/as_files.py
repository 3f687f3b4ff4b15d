"""The charts of a result as files, each drawn when it is asked for."""

from collections.abc import Callable

from assessment.charts import standalone
from assessment.pack import radar_svg
from assessment.peers import PeerGroup
from assessment.ui.comparing import strips_svg
from assessment.ui.reporting.material import Material


def pictures(material: Material) -> dict[str, Callable[[], str]]:
    """SVG, by what it shows."""
    pack, group = material.pack(), material.benchmark.peers
    notice, chart = pack.notice, pack.page.chart
    found: dict[str, Callable[[], str]] = {}
    if chart is not None:
        found["radar"] = lambda: standalone(radar_svg(chart, notice))
    if isinstance(group, PeerGroup):
        found["strips"] = lambda: standalone(strips_svg(group, pack.result, notice))
    return found
