"""A small made-up set of tables, whose numbers can be counted by hand, with the articles on which they rest."""

from __future__ import annotations

import csv
from pathlib import Path

from qantar.facts.tables import fields

ROOT = Path(__file__).resolve().parent.parent

# Made-up articles: a line is a paragraph. Every quote of the small tables stands in them.
TEXTS = {
    "SCMP": [
        "On 5 January the president asked the alliance for help in Almaty, said Anna.",
        "Some 2,500 soldiers from Russia came; the riots in Kazakhstan had begun.",
        "Investment by China was US$15 billion in 2018, up from US$10 billion in 2013, 40 per cent higher.",
        "Anna said that Russia gains from this and that the two powers come closer.",
        "Boris wrote that China loses influence, a rift with Russia.",
    ],
    "RFERL": [
        "From 2 to 5 January riots shook Kazakhstan; a few thousand soldiers came.",
        "Anna also said that Russia loses trust abroad.",
        "Boris, too, holds that China loses influence, a rift with Russia.",
        "He rejects the idea that China gains anything here.",
        "The president said that troops leave within 10 days, and talks followed later.",
    ],
    "CEIAS": [
        "The CSTO was founded in 2002 by states of Central Asia and others.",
        "It was the first mission of the alliance, and projects worth nearly US$24 billion wait.",
        "On the steppe around Astana nothing happened at all.",
        "The border is 1,500 kilometres long.",
    ],
    "Diplomat": ["Nothing of the kind."],
    "Bedfellows": ["Nothing of the kind."],
}

# Each table as text, cells parted by ~; columns that aren't named are empty.
SMALL = {
    "sources": """
source~name~spellings~color~symbol~position~text~title~publisher~authors~published~published_precision~url~url_kind~kind~tier
SCMP~SCMP~SCMP~#a67c00~square~2~scmp.txt~Who benefits~The Post~Ann Lee~2022-01-16~day~https://example.org/post~original~news~article
CEIAS~CEIAS~CEIAS~#12897b~triangle-up~4~ceias.txt~A crisis considered~The Institute~Bo Li; Cy Wu~2022-01-20~day~~none~comments~article
RFERL~RFE/RL~RFE/RL|RFERL~#8f6248~hexagon2~5~rferl.txt~Closer together~The Radio~~2022-01-01~month~https://example.org/radio~republication~news~article
Handbook~~~~~~~Facts and figures~The Press~~2020-05-01~day~~none~handbook~reference
""",
    "events": """
id~start~end~precision~extent~dated_by~title~detail~lane~place~actors~weight
ev-request~2022-01-05~2022-01-05~day~moment~stated~Help was asked for~Asked.~government~pl-almaty~ac-anna~normal
ev-riots~2022-01-02~2022-01-05~span~lasting~resolved~Riots~Riots shook it.~street~pl-kazakhstan~~normal
ev-talks~~~undated~moment~none~Talks followed~Later.~csto_russia~pl-almaty~ac-russia|ac-china~normal
ev-founded~2002-01-01~2002-12-31~year~within~stated~CSTO founded~Founded.~csto_russia~~ac-csto~normal
""",
    "troops": """
id~measure~contributor~theatre~value~low~high~qualifier~unit~phase~claimant~stated
tr-force~size_of_the_force~ac-csto~pl-kazakhstan~2500~~~about~people~deployed~ac-anna~Some 2,500
tr-few~size_of_the_force~ac-csto~pl-kazakhstan~~2000~10000~few~people~deployed~ac-boris~a few thousand
""",
    "investment": """
id~recipient~investor~measure~start~end~value~low~high~qualifier~unit~claimant~stated
inv-fdi-region-2013~ac-region~ac-china~stock~2013-01-01~2013-12-31~10~~~exact~US$ bn~ac-anna~US$10 billion
inv-fdi-region-2018~ac-region~ac-china~stock~2018-01-01~2018-12-31~15~~~exact~US$ bn~ac-anna~US$15 billion
inv-fdi-region-growth~ac-region~ac-china~growth~2013-01-01~2018-12-31~40~~~exact~%~ac-anna~40 per cent
inv-projects~ac-region~ac-china~projects~~~~~24~nearly~US$ bn~ac-boris~nearly US$24 billion
""",
    "quantities": """
id~subject~measure~value~low~high~qualifier~unit~claimant~stated~theme
qt-days~ac-csto~days_to_leave~~~10~at_most~days~ac-anna~within 10 days~intervention
qt-border~pl-kazakhstan|ac-china~length~1500~~~exact~km~ac-boris~1,500~economy
qt-first~ac-csto~place_of_the_mission~1~~~exact~rank~ac-boris~first~intervention
""",
    "projects": "id~name~country~sector~unit~value_kind~status~qualifier",
    "claims": """
id~speaker~topic~claim~russia~china~kazakhstan~relationship~status~horizon
cl-gains~ac-anna~influence~Russia gains.~gain~none~none~closer~asserted~crisis
cl-trust~ac-anna~influence~Russia loses trust.~loss~none~none~none~hedged~crisis
cl-loses~ac-boris~influence~China loses influence.~none~loss~none~rift~asserted~crisis
cl-rejected~ac-boris~influence~China gains.~none~gain~none~closer~rejected~trend
""",
    "actors": """
actor~name~kind~affiliation~country~aliases
ac-anna~Anna Ivanova~person~~ac-russia~Anna
ac-boris~Boris~person~~~Boris
ac-russia~Russia~government~~~Russia
ac-china~China~government~~~China
ac-csto~CSTO~organisation~~~CSTO|alliance
ac-region~Central Asia~group~~~Central Asia
""",
    "places": """
place~name~kind~country~lat~lon~coordinate_source~precision
pl-almaty~Almaty~city~~43.25~76.91~made up~city
pl-astana~Astana~city~~51.18~71.45~made up~city
pl-steppe~Steppe~area~~~~~approximate
pl-kazakhstan~Kazakhstan~country~~48~67~made up~country
""",
    "memberships": """
id~organisation~member~since~until~status~claimant~precision~note
mem-csto-russia~ac-csto~ac-russia~2002-01-01~2022-01-20~leads~ac-boris~day~
""",
    "relations": """
id~fact~subject~relation~object~sources~status
rel-asked~ev-request~ac-boris~asked~ac-csto~SCMP~asserted
""",
    "comparisons": """
id~theme~thing~asks~note~facts
cmp-force~intervention~Soldiers~count~One is vague.~tr-force|tr-few
cmp-riots~unrest~Beginning of the riots~date~~ev-riots
""",
    "contradictions": """
id~kind~verdict~title~finding~facts~sources~sides~shown_as
con-growth~arithmetic~error~{growth}~{implied}, {share}.~inv-fdi-region-2013|inv-fdi-region-2018|inv-fdi-region-growth~SCMP~~Both.
con-force~between~scope~A number, or a few~They differ.~tr-force|tr-few~SCMP|RFERL~~Both.
con-loses~between~tension~One view in two papers~They agree.~cl-loses~SCMP|RFERL~~Both.
con-date~date~date~When~A day, or a span.~ev-request|ev-riots~SCMP|RFERL~~Both.
con-anna~within~contradiction~Gains, or loses~Anna says both.~cl-gains|cl-trust~SCMP|RFERL~~Both.
""",
    "aliases": "alias~fact",
    "evidence": """
fact~source~paragraph~quote~dated
ev-request~SCMP~1~On 5 January the president asked~yes
ev-riots~SCMP~2~the riots in Kazakhstan had begun~no
ev-riots~RFERL~1~From 2 to 5 January riots shook~yes
ev-talks~RFERL~5~and talks followed later~no
ev-founded~CEIAS~1~The CSTO was founded in 2002~yes
tr-force~SCMP~2~Some 2,500 soldiers from Russia~
tr-few~RFERL~1~a few thousand soldiers came~
inv-fdi-region-2013~SCMP~3~up from US$10 billion in 2013~
inv-fdi-region-2018~SCMP~3~was US$15 billion in 2018~
inv-fdi-region-growth~SCMP~3~40 per cent higher~
inv-projects~CEIAS~2~projects worth nearly US$24 billion~
qt-days~RFERL~5~troops leave within 10 days~
qt-border~CEIAS~4~border is 1,500 kilometres long~
qt-first~CEIAS~2~was the first mission of the alliance~
cl-gains~SCMP~4~Russia gains from this~
cl-trust~RFERL~2~Russia loses trust abroad~
cl-loses~RFERL~3~China loses influence, a rift~
cl-loses~SCMP~5~China loses influence, a rift~
cl-rejected~RFERL~4~China gains anything here~
ac-anna~RFERL~2~Anna also said that~
ac-boris~SCMP~5~Boris wrote that China~
ac-russia~SCMP~2~soldiers from Russia came~
ac-china~SCMP~3~Investment by China was~
ac-csto~CEIAS~1~The CSTO was founded~
ac-csto~CEIAS~2~first mission of the alliance~
ac-region~CEIAS~1~states of Central Asia and others~
pl-almaty~SCMP~1~for help in Almaty~
pl-astana~CEIAS~3~steppe around Astana nothing happened~
pl-steppe~CEIAS~3~On the steppe around Astana~
pl-kazakhstan~SCMP~2~riots in Kazakhstan had begun~
pl-kazakhstan~RFERL~1~riots shook Kazakhstan; a few
mem-csto-russia~CEIAS~1~The CSTO was founded in 2002~
ac-csto~Handbook~~an alliance of six states~
""",
}


def write_small(folder: Path) -> Path:
    """Write the small tables as CSV files."""
    for name, text in SMALL.items():
        rows = csv.DictReader(text.strip().splitlines(), delimiter="~", quoting=csv.QUOTE_NONE)
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(fields(name)), restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    return folder
