"""Charts: functions from plain values to an Altair chart, drawn with the shipped fonts, and the same in a sentence."""

from assessment.charts.codes import draw_code
from assessment.charts.facts import build_barriers_chart, build_priorities_chart
from assessment.charts.lettering import FONT_FOLDER
from assessment.charts.pictures import chart_png, chart_svg, standalone
from assessment.charts.radar import build_radar_chart
from assessment.charts.spokes import Peers, Spoke, describe_radar, radar_numbers
from assessment.charts.strips import build_strips_chart
from assessment.charts.trend import TrendLine, TrendMark, build_trend_chart

__all__ = [
    "FONT_FOLDER",
    "Peers",
    "Spoke",
    "TrendLine",
    "TrendMark",
    "build_barriers_chart",
    "build_priorities_chart",
    "build_radar_chart",
    "build_strips_chart",
    "build_trend_chart",
    "chart_png",
    "chart_svg",
    "describe_radar",
    "draw_code",
    "radar_numbers",
    "standalone",
]
