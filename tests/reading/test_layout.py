"""Files of others, whose column names nobody told us: header, titles, notes and doubts."""

from __future__ import annotations

import pytest

from ek_data.errors import Unreadable
from ek_data.reading import file_kinds, suspicions
from ek_data.reading.read import TEXT_FORMULAS, read
from ek_data.reading.table import assemble, header, layout, non_data_rows, row_widths
from ek_data.reading.text import broken_quotes, dialect
from tests.reading.rows import rows_of

GENESIS = """GENESIS-Tabelle: 12411-0010
Fortschreibung des Bevölkerungsstandes;;;;
;;Bevölkerung;Bevölkerung;Bevölkerung
;;männlich;weiblich;Insgesamt
;;Anzahl;Anzahl;Anzahl
07131;Ahrweiler;64000;66000;130000
07132;Altenkirchen;63000;-;128000
__________
(C)opyright Statistisches Bundesamt (Destatis), 2025
Stand: 12.01.2025 / 10:11:12
"""

# text, header, rows, remarks: a file whose reading is beyond doubt has none
CASES = {
    "several header rows: the one with most different names": (
        GENESIS,
        ";;männlich;weiblich;Insgesamt",
        ["07131;Ahrweiler;64000;66000;130000", "07132;Altenkirchen;63000;-;128000"],
        {layout.TITLE, layout.FURTHER, layout.NOTE, header.UNNAMED},
    ),
    "units below the names": (
        "Ort;Fläche;Einwohner\n;km²;Anzahl\nMainz;97,7;220000\nTrier;117;110000\n",
        "Ort;Fläche;Einwohner",
        ["Mainz;97,7;220000", "Trier;117;110000"],
        {layout.FURTHER},
    ),
    "years are names where the column holds none": (
        "Ort;2023;2024\nMainz;1,5;3\nTrier;4;6\n",
        "Ort;2023;2024",
        ["Mainz;1,5;3", "Trier;4;6"],
        set(),
    ),
    "a word among numbers is data and no second header": (
        "Ort;Zahl\nMainz;geschlossen\nTrier;5\nWorms;6\nAlzey;7\n",
        "Ort;Zahl",
        ["Mainz;geschlossen", "Trier;5", "Worms;6", "Alzey;7"],
        set(),
    ),
    "percentages over people are names": ("Ort;10 %;20 %\nA;1;2\nB;3;4\n", "Ort;10 %;20 %", ["A;1;2", "B;3;4"], set()),
    "numbers in equal steps are names": (
        "Land;1950;1960;1970\nA;1955;1965;1971\nB;1949;2001;1990\n",
        "Land;1950;1960;1970",
        ["A;1955;1965;1971", "B;1949;2001;1990"],
        set(),
    ),
    "numbers of columns over words": ("1;2;3\na;b;c\nd;e;f\n", "1;2;3", ["a;b;c", "d;e;f"], set()),
    "equal steps in every row are data": ("1;2;3\n4;5;6\n7;8;9\n", "1;2;3", ["4;5;6", "7;8;9"], {assemble.VALUED}),
    "semicolons of the text beside commas": (
        "id,text; note\n1,a; b\n2,c; d\n",
        "id;text; note",
        ["1;a; b", "2;c; d"],
        set(),
    ),
    "commas of the text of a single column": (
        "Liste\nApfel, rot\nBirne\nKirsche, süß\nPflaume\n",
        "Liste",
        ["Apfel, rot", "Birne", "Kirsche, süß", "Pflaume"],
        {dialect.UNSEPARATED},
    ),
    "spaces between a word and a number": (
        "Ort Zahl\nMainz 3\nTrier 5\n",
        "Ort;Zahl",
        ["Mainz;3", "Trier;5"],
        {dialect.UNUSUAL},
    ),
    "no header": ("1;2\n3;4\n5;6\n", "1;2", ["3;4", "5;6"], {assemble.VALUED}),
    "no header, and the first row twice: none is lost": ("1;2\n1;2\n5;6\n", "1;2", ["1;2", "5;6"], {assemble.VALUED}),
    "header repeated": ("a;b\n1;2\na;b\n3;4\n", "a;b", ["1;2", "3;4"], {non_data_rows.REPEATED}),
    "header only": ("a;b;c\n", "a;b;c", [], {assemble.NO_DATA}),
    "names twice": ("a;A;b\n1;2;3\n", "a;A;b", ["1;2;3"], {header.DUPLICATE}),
    "values without a name": ("a;;b\n1;5;2\n", "a;;b", ["1;5;2"], {header.UNNAMED}),
    "two tables": (
        "a;b\n1;2\n\nx;y\n5;6\n",
        "a;b",
        ["1;2", "x;y", "5;6"],
        {assemble.BLANK, assemble.SECOND},
    ),
    "total first is data": ("Ort;Zahl\nInsgesamt;3\nMainz;3\n", "Ort;Zahl", ["Insgesamt;3", "Mainz;3"], set()),
    "sparse last row is data": (
        "Ort;Zahl;Jahr\nMainz;1;2024\nAlzey;;\n",
        "Ort;Zahl;Jahr",
        ["Mainz;1;2024", "Alzey;;"],
        set(),
    ),
    "comments": ("# export\n# of 2024\na,b\n1,2\n", "a;b", ["1;2"], {layout.TITLE}),
    "one column": ("Name\nAnna Müller\nJan Meier\n", "Name", ["Anna Müller", "Jan Meier"], set()),
    "one column of decimal commas": ("Wert\n1,5\n2,75\n", "Wert", ["1,5", "2,75"], {dialect.DECIMALS}),
    "one column of times": ("Zeit\n10:15\n11:30\n", "Zeit", ["10:15", "11:30"], set()),
    "unusual separator": ("a:b:c\n1:2:3\n4:5:6\n", "a;b;c", ["1;2;3", "4;5;6"], {dialect.UNUSUAL}),
    "spaces after separators": ('a, b\n1, "x, y"\n', "a;b", ["1;x, y"], {dialect.SPACES}),
    "single quotation marks": ("'a','b'\n'1,5','2'\n", "a;b", ["1,5;2"], {dialect.APOSTROPHES}),
    "backslashes": ('a,b\n"x \\"y\\" z",1\n', "a;b", ['x "y" z;1'], {dialect.ESCAPED}),
    "single quotation marks and backslashes": (
        "a|b|c\n'it\\'s'|2|x\ny|3|z\n",
        "a;b;c",
        ["it's;2;x", "y;3;z"],
        {dialect.APOSTROPHES, dialect.ESCAPED},
    ),
    "number signs between words": (
        "Name#Ort\nAnna#Mainz\nBert#Trier\n",
        "Name;Ort",
        ["Anna;Mainz", "Bert;Trier"],
        {dialect.UNUSUAL},
    ),
    "blanks between cells": ("a b c\nx 2 3\ny 5 6\n", "a;b;c", ["x;2;3", "y;5;6"], {dialect.UNUSUAL}),
    "dates over numbers are names": (
        "Ort;31.12.2020;31.12.2021\nMainz;1;2\n",
        "Ort;31.12.2020;31.12.2021",
        ["Mainz;1;2"],
        set(),
    ),
    "numbered columns are names": ("x,1,2,3\na,5,6,7\nb,7,8,9\n", "x;1;2;3", ["a;5;6;7", "b;7;8;9"], set()),
    "one number among names is no sign of data": (
        "Ort;Frage;2;Summe\nMainz;4;5;9\nTrier;6;7;13\n",
        "Ort;Frage;2;Summe",
        ["Mainz;4;5;9", "Trier;6;7;13"],
        set(),
    ),
    "line break and separators in an enclosed cell": (
        'Ort,Text,Zahl\nMainz,"erste, dann\nzweite, Zeile, drei",5\nTrier,x,7\n',
        "Ort;Text;Zahl",
        ["Mainz;erste, dann\nzweite, Zeile, drei;5", "Trier;x;7"],
        set(),
    ),
    "line breaks in enclosed cells beside a row that is too short": (
        'Ort;Text;Zahl\nMainz;"erste\nzweite";5\nTrier;x\nWorms;"a\nb";8\n',
        "Ort;Text;Zahl",
        ["Mainz;erste\nzweite;5", "Trier;x;", "Worms;a\nb;8"],
        {row_widths.SHORT},
    ),
    "lost quotation marks that join rows": (
        'a,b,c\n1,"2,3\n4,5,6\n7,8",9\nx,y,z\n',
        "a;b;c",
        ["1;2,3\n4,5,6\n7,8;9", "x;y;z"],
        {suspicions.SWALLOWED},
    ),
    "separator missing": ("a,b,c\n1,2,3\n4,56\n7,8,9\n", "a;b;c", ["1;2;3", "4;56;", "7;8;9"], {row_widths.SHORT}),
    "separator too many": (
        "a,b,c\n1,2,3\n4,,5,6\n7,8,9\n",
        "a;b;c;",
        ["1;2;3;", "4;;5;6", "7;8;9;"],
        {row_widths.LONG},
    ),
    "rows wider than the header": (
        "a;b\n1;2;3\n4;5;6\n",
        "a;b;",
        ["1;2;3", "4;5;6"],
        {row_widths.WIDER, header.UNNAMED},
    ),
    "quotation mark opened and not closed": (
        'a,b,c\n1,2,3\n4,"5,6\n7,"8,8",9\n',
        "a;b;c",
        ["1;2;3", '4;"5;6', "7;8,8;9"],  # the rows below are unharmed
        {broken_quotes.QUOTE},
    ),
    "quotation mark inside quotation marks": (
        '"a","b"\n"1","2"x"\n"3","4"\n',
        "a;b",
        ['1;2x"', "3;4"],
        {broken_quotes.QUOTE},
    ),
    "quotation mark not doubled": ('a;b\n24" breit;2\nx;3\n', "a;b", ['24" breit;2', "x;3"], {suspicions.STRAY}),
    "formulas of a text, as exports write them that keep zeros": (
        'a;b\n="01";"=""x; y"""\n="02";\n',
        "a;b",
        ["01;x; y", "02;"],
        {TEXT_FORMULAS},
    ),
    "quotation mark doubled": ('a;b\n"24"" breit";2\nx;3\n', "a;b", ['24" breit;2', "x;3"], set()),
}


@pytest.mark.parametrize("name", CASES)
def test_foreign_file_is_understood_and_what_is_doubtful_is_said(name: str) -> None:
    text, header, rows, remarks = CASES[name]
    raw = read(text.encode(), "a.csv")
    assert ";".join(raw.header) == header
    assert [";".join(row) for row in rows_of(raw)] == rows
    assert {finding.message for finding in raw.findings} == remarks


@pytest.mark.parametrize(("delimiter", "rows"), [(",", 10), (";", 10), (",", 3)])
def test_lists_inside_of_cells_are_no_columns(delimiter: str, rows: int) -> None:
    lines = [f"Ort{delimiter}Werte", *(f"Ort {n}{delimiter}1|2|3|{n}" for n in range(rows))]
    raw = read("\n".join(lines).encode(), "a.csv")
    assert (raw.header, len(raw.rows), raw.findings) == (("Ort", "Werte"), rows, ())


DBASE = (
    bytes([3, 125, 1, 2, 2, 0, 0, 0, 65, 0, 20, 0, *bytes(20)])
    + b"ORT".ljust(11, b"\0")
    + b"C"
    + bytes(20)
    + b"\r Mainz"
)
DATABASES = {
    "SQLite": b"SQLite format 3\0" + bytes(84),
    "Access 2003": b"\0\1\0\0Standard Jet DB\0" + bytes(84),
    "Access": b"\0\1\0\0Standard ACE DB\0" + bytes(84),
    "dBase": DBASE,
}


@pytest.mark.parametrize("name", DATABASES)
def test_database_is_refused_with_a_sentence_of_its_own(name: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read(DATABASES[name], "a.csv")
    assert refusal.value.message == file_kinds.DATABASE


def test_known_names_find_the_header_where_numbers_would_mislead() -> None:
    text = "1;2;3\n4;5;6\nKommune;Staffel;Art\n7;8;9\n"
    raw = read(text.encode(), "a.csv", [["kommune", "STAFFEL", "art"]])
    assert (raw.header, raw.header_row, rows_of(raw)) == (("Kommune", "Staffel", "Art"), 3, [("7", "8", "9")])


def test_known_names_find_the_delimiter_where_another_fits_as_well() -> None:
    raw = read(b"Kommune,x;Staffel,y\n1,2;3,4\n", "a.csv", [["Kommune,x", "Staffel,y"]])
    assert raw.header == ("Kommune,x", "Staffel,y")


@pytest.mark.parametrize("polluted", ["4,56", "4,5,,6", '4,"5,6', '4,5",6', '"4,5,6', '4,5,6"', "4 5 6"])
def test_one_polluted_row_is_said_and_leaves_the_others_alone(polluted: str) -> None:
    above = [(str(n), "x", "Text, mit Komma") for n in range(20)]
    below = [(str(n), "y", "") for n in range(20)]
    lines = [",".join(f'"{cell}"' if "," in cell else cell for cell in row) for row in (*above, *below)]
    raw = read("\r\n".join(["a,b,c", *lines[:20], polluted, *lines[20:], ""]).encode(), "a.csv")
    assert 22 in [finding.row for finding in raw.findings]
    rows = [row[:3] for row in rows_of(raw)]
    assert (rows[:20], rows[21:]) == (above, below)
