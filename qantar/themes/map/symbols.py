"""The symbols of the map: a shape and a colour for each kind, in the atlas that deck.gl draws from and in legends."""

from __future__ import annotations

from qantar.charts import style

SIDE = 64
"""Side of a symbol in the atlas, in pixels; shapes are drawn around its middle."""
SHAPES = {
    "protest": "M32 10A22 22 0 1 1 31.9 10Z",
    "violence": "M32 6L59 55L5 55Z",
    "operation": "M12 12H52V52H12Z",
    "deployment": "M32 4L60 32L32 60L4 32Z",
    "order": "M6 26H58V38H6Z",
    "meeting": "M32 4L39.6 23.2L60 24.6L44.2 37.6L49.4 57.6L32 46.4L14.6 57.6L19.8 37.6L4 24.6L24.4 23.2Z",
    "call": "M6 12H58V42H36L22 58V42H6Z",
    "other": "M32 18A14 14 0 1 1 31.9 18Z",
    "deaths": "M32 4A28 28 0 1 1 31.9 4Z",
    "energy": "M18 8H46L60 32L46 56H18L4 32Z",
    "transport": "M24 6H40V24H58V40H40V58H24V40H6V24H24Z",
    "industry": "M32 4L60 25L49 58H15L4 25Z",
    "crossing": "M8 8H24V24H40V8H56V56H40V40H24V56H8Z",
    "background": "M22 22H42V42H22Z",
}
"""Kind → outline of its symbol, as an SVG path on a square of 64."""
MOVE = "move"
AREA = "area"
BORDER = "border"
PICKED = "picked"
TIES = {f"tie-{size}": size for size in (24, 48, 96, 192, 384)}
"""Lines from the middle to the right, which tie a place to marks that stand beside it, and the size for which each is thin."""
PAPER = {"light": "#ece8e0", "dark": "#2c323a"}
"""What shows through a hollow symbol, and stands around it: the land."""
SHADE = {"light": style.color("several"), "dark": "#a9b2bd"}
"""The colour of an area of uncertainty."""
RINGED = {"light": "#1d1d1f", "dark": "#ffd54a"}
"""The colour of the ring around what was chosen."""

TIED = {"light": "#28282a", "dark": "#e8e8e8"}
"""The colour of what ties a place to its marks: that of its name."""


def icon(kind: str, hollow: bool = False) -> str:
    """Return the name of a kind's symbol; ``hollow``: only reference data says so."""
    return f"{kind}-hollow" if hollow else kind


def tie(size: float) -> str:
    """Return the name of the line of a size, in pixels, that is about as thin as all others."""
    return next((name for name, largest in TIES.items() if size <= largest), next(reversed(TIES)))


def _drawn(name: str, theme: str) -> str:
    if name == PICKED:
        return f'<circle cx="32" cy="32" r="28" fill="none" stroke="{RINGED[theme]}" stroke-width="5"/>'
    if name in TIES:
        return f'<path d="M32 32H67" fill="none" stroke="{TIED[theme]}" stroke-width="{90 / TIES[name]:.2f}"/>'
    if name == BORDER:
        return f'<path d="M2 44L22 22L40 40L62 18" fill="none" stroke="{style.color("crossing")}" stroke-width="7"/>'
    if name == AREA:
        return f'<circle cx="32" cy="32" r="28" fill="{SHADE[theme]}" fill-opacity="0.25" stroke="{SHADE[theme]}" stroke-width="4"/>'
    if name == MOVE:
        blue = style.color("deployment")
        return f'<path d="M8 52Q30 4 62 26" fill="none" stroke="{blue}" stroke-width="7"/><circle cx="9" cy="52" r="8" fill="{blue}"/>'
    kind = name.removesuffix("-hollow")
    color, paper = style.color(kind), PAPER[theme]
    fill, line, width = (paper, color, 6) if name != kind else (color, paper, 3)
    # An edge of the land's colour, so that a symbol stands out on water and other symbols.
    edge = f'<path d="{SHAPES[kind]}" fill="none" stroke="{paper}" stroke-width="10" stroke-linejoin="round"/>'
    shape = f'<path d="{SHAPES[kind]}" fill="{fill}" stroke="{line}" stroke-width="{width}" stroke-linejoin="round"/>'
    return edge + shape if name != kind else shape


NAMES = [*SHAPES, *(icon(kind, True) for kind in SHAPES), PICKED, *TIES]
THEMES = tuple(PAPER)
_ACROSS = 7


def atlas(theme: str) -> str:
    """Return all symbols for a theme on one SVG picture, from which deck.gl cuts them by ``mapping``."""
    down = -(-len(NAMES) // _ACROSS)
    size = f'width="{_ACROSS * SIDE}" height="{down * SIDE}"'
    cells = [
        f'<svg x="{place["x"]}" y="{place["y"]}" width="{SIDE}" height="{SIDE}" viewBox="-3 -3 70 70">{_drawn(name, theme)}</svg>'
        for name, place in mapping().items()
    ]
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{"".join(cells)}</svg>'


def mapping() -> dict[str, dict[str, int]]:
    """Return where each symbol stands in the atlas: ``x, y, width, height``."""
    return {
        name: {"x": n % _ACROSS * SIDE, "y": n // _ACROSS * SIDE, "width": SIDE, "height": SIDE}
        for n, name in enumerate(NAMES)
    }


def picture(name: str, theme: str) -> str | None:
    """Return one symbol as an SVG picture, for a legend; None if there is none of that name."""
    if name not in (*NAMES, MOVE, AREA, BORDER) or theme not in THEMES:
        return None
    size = f'width="{SIDE}" height="{SIDE}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="-3 -3 70 70">{_drawn(name, theme)}</svg>'


def address(name: str, theme: str, base: str = "") -> str:
    """Return the address of a symbol; ``base``: the server's base path."""
    return f"{base}/assets/symbols/{theme}/{name}.svg"
