"""Time against length, on two logarithmic axes, as SVG written by hand: no library is needed for lines."""

from __future__ import annotations

import math
from collections.abc import Mapping
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 760, 460
LEFT, RIGHT, TOP, BOTTOM = 70, 170, 20, 50
# Colours that the colour-blind tell apart (Okabe and Ito); rivals are dashed as well.
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000", "#666666", "#999933")


def drawing(ours: Mapping[str, Mapping[int, float]], rivals: Mapping[str, Mapping[int, float]]) -> str:
    """A picture with a line for each name, of the seconds at each number of sentences; those of rivals are dashed."""
    lines = {**ours, **rivals}
    sizes = [size for line in lines.values() for size in line]
    times = [time for line in lines.values() for time in line.values()]
    low, high = math.floor(math.log10(min(times))), math.ceil(math.log10(max(times)))
    least, most = math.log10(min(sizes)), math.log10(max(sizes))

    def x(size: float) -> float:
        return LEFT + (math.log10(size) - least) / (most - least) * (WIDTH - LEFT - RIGHT)

    def y(seconds: float) -> float:
        return TOP + (high - math.log10(seconds)) / (high - low) * (HEIGHT - TOP - BOTTOM)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif"',
        ' font-size="12">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
    ]
    for power in range(low, high + 1):
        at = y(10**power)
        parts.append(f'<path d="M{LEFT} {at:.1f}H{WIDTH - RIGHT}" stroke="#dddddd"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{at + 4:.1f}" text-anchor="end">{_told(10**power)}</text>')
    for power in range(math.ceil(least), math.floor(most) + 1):
        at = x(10**power)
        parts.append(f'<path d="M{at:.1f} {TOP}V{HEIGHT - BOTTOM}" stroke="#dddddd"/>')
        parts.append(f'<text x="{at:.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{10**power:,}</text>')
    middle = (LEFT + WIDTH - RIGHT) / 2
    parts.append(f'<text x="{middle:.0f}" y="{HEIGHT - 10}" text-anchor="middle">sentences</text>')
    turned = f'transform="translate(16 {HEIGHT / 2:.0f}) rotate(-90)"'
    parts.append(f'<text {turned} text-anchor="middle">processor time</text>')
    labels = _apart({name: y(list(line.values())[-1]) for name, line in lines.items()})
    for colour, (name, line) in zip(COLOURS, lines.items(), strict=False):
        dash = ' stroke-dasharray="6 4"' if name in rivals else ""
        points = " ".join(f"{x(size):.1f},{y(time):.1f}" for size, time in line.items())
        parts.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"{dash}/>')
        at = labels[name]
        leader = f"M{points.split()[-1].replace(',', ' ')}L{WIDTH - RIGHT + 6} {at:.1f}"
        parts.append(f'<path d="{leader}" stroke="{colour}" stroke-width="0.5"/>')
        parts.append(f'<text x="{WIDTH - RIGHT + 10}" y="{at + 4:.1f}" fill="{colour}">{escape(name)}</text>')
    return "\n".join([*parts, "</svg>", ""])


def _told(seconds: float) -> str:
    return f"{seconds:g} s" if seconds >= 1 else f"{seconds * 1e3:g} ms"


def _apart(places: Mapping[str, float], gap: float = 15) -> dict[str, float]:
    """The same heights, from the top down, moved so that no two labels meet."""
    found: dict[str, float] = {}
    last = -gap
    for name, place in sorted(places.items(), key=lambda item: item[1]):
        last = max(place, last + gap)
        found[name] = last
    return found
