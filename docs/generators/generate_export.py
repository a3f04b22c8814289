"""Write docs/export.md from the tables and the database's schema: ``python docs/generators/generate_export.py``."""

from __future__ import annotations

from pathlib import Path

from plan_extract.exporting.database import SCHEMA
from plan_extract.exporting.labels import coded_values, heading, title
from plan_extract.exporting.tables import TABLES

OUTPUT = Path(__file__).parent.parent / "export.md"

HEAD = """\
# What `plan-extract export` writes

<!-- Written by docs/generators/generate_export.py from the tables; do not edit. -->

```console
$ plan-extract export nanguan-2021.txt plan.xlsx           # a workbook, by the suffix
$ plan-extract export plans/ plans.sqlite                  # every plan of a folder into one database
$ plan-extract export plans/ figures.csv                   # all targets and achievements as one file
$ plan-extract export plans/ tables/ --to csv --jobs auto  # a folder with a file for each table
$ plan-extract export plans/ parquet/ --to parquet
$ plan-extract parse plans/ -o out/ && plan-extract export out/ plans.xlsx   # from earlier outputs
$ plan-extract export nanguan-2021.txt --to csv - | head -n 3
```

From Python, `plan_extract.export(plans, dest)` does the same for plans that were parsed or loaded, and
`plan.rows("targets")` gives a table as records, of which a data frame is made in one line:

```python
import pandas as pd
from pathlib import Path
from plan_extract import export, parse

plan = parse(Path("nanguan-2021.txt"), with_text=True)
targets = pd.DataFrame(plan.rows("targets"))
print(targets[["indicator", "comparator", "value", "unit", "year"]].head())

plans = [parse(path, with_text=True) for path in sorted(Path("plans").glob("*.txt"))]
every = pd.DataFrame(row for plan in plans for row in plan.rows("targets"))
print(every.groupby("plan").size())

export(plans, "plans.sqlite")
```

FILE is a plan, an earlier output of `parse` (YAML, a stream of them, or JSON), or a folder of either. Lines are told
where the text is at hand: of a plan, and of an output made `--with-text`. Checks are made of plans; of an earlier
output the table of problems has what reading it found odd.

**Many plans** go into one file; the first column, `plan`, is the name of the plan's file, with as many of its folders
as tell files of the same name apart. A plan that is given twice is exported once.

**Whole or not at all.** A file or folder takes its place when all is written; a folder that holds anything else is
refused. A database changes in one transaction: a run that is cut off leaves what was there before.

**The same plans give the same bytes**, in every format (of the same version of XlsxWriter, SQLite or pyarrow).

## csv

UTF-8 with a byte order mark, commas, CR LF: spreadsheet programs open it by a double click. DEST is a folder, with one
file for each table, or a name that ends in `.csv`: then the targets and achievements go into that one file, with a
column that tells them apart (`性质`), since that is what most people want of a table. `-` writes the same to standard
output.

Headings and coded values are Chinese; `--language en` makes them English. A cell that a spreadsheet program would take
for a formula (it begins with `=`, `+`, `-`, `@`, a tab, a line end, or the full-width form of one) has an apostrophe
before it, and so has one that begins with an apostrophe: to get the text back, take one apostrophe away. Numbers are
never changed. Ids such as `3.10` look like numbers, so read them as text: `pd.read_csv(…, dtype={"章节编号": str})`.

## xlsx

Needs `pip install 'plan-extract[xlsx]'`. A sheet for each table, with filters, a frozen heading, numbers as numbers and
units in a column of their own. The cell with the headings over a row leads to the section in 目录; the quoted sentence,
the project's name or the text leads to the paragraph in 正文. Texts are texts, also where they begin with `=`, and stay
so when they are edited; no link leads out of the workbook. Control characters are written as Excel escapes them; what
XML has no place for at all becomes `�`. A text of more than 32,767 characters is cut off with a word; a sheet takes
1,048,575 rows and its first 65,530 links.

## sqlite

Normalised tables with foreign keys and indexes; the schema is [below](#the-database). A plan is known by its name and
by its bytes: where either is there already, its rows are replaced and it keeps its `id`. Where the name is there but of
another region or period, the export is refused, since it is another plan. A file that is not such a database is never
touched.

Full-text search finds words of any length, as they stand, whatever a dictionary takes for a word:

```python
from plan_extract import search

for row in search("plans.sqlite", "就业"):              # several words, with blanks between them, must all be there
    print(row["plan"], row["path"], row["snippet"])
```

In SQL two indexes do it: `long_words` for three characters and more, `short_words` for one and two (`'业*'` for one).
The statement for both is in the schema; put words with signs in them into double quotes: `'"5.5%"'`. `sqlite-utils
search` and Datasette find `long_words` by themselves.

## parquet

Needs `pip install 'plan-extract[parquet]'`. DEST is a folder with one file for each table: typed columns, lists as
lists, for pandas, Polars and DuckDB:

```python
import duckdb

print(duckdb.sql(\"\"\"
    SELECT plan, indicator, value, unit, year
    FROM 'parquet/targets.parquet'
    WHERE canonical = 'gdp' ORDER BY plan
\"\"\"))
```

Names and codes are those of the plan document, as in SQLite and in `plan.rows()`.

## The tables

What stands under “csv, xlsx” is the heading there, and the name of the sheet.
"""


def reference() -> str:
    """The whole page."""
    lines = [HEAD.rstrip()]
    for table in TABLES:
        lines += ["", f"### {table.name}", "", f"{table.about} In a workbook the sheet {title(table, 'zh')}.", "",
                  "| column | csv, xlsx | type | meaning |", "| --- | --- | --- | --- |"]
        for column in table.columns:
            kind = {"texts": "list of text"}.get(column.kind, column.kind)
            lines.append(f"| `{column.name}` | {heading(column, 'zh')} | {kind} | {column.about} |")
    lines += ["", "## Coded values", "", "| column | code | csv, xlsx | with `--language en` |",
              "| --- | --- | --- | --- |"]
    for name, code, chinese, english in coded_values():
        lines.append(f"| `{name}` | `{code}` | {chinese} | {english} |")
    lines += ["", "## The database", "", "```sql", SCHEMA.read_text(encoding="utf-8").rstrip(), "```"]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    OUTPUT.write_text(reference(), encoding="utf-8")
