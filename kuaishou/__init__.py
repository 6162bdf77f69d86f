"""The book: one file or folder for each chapter, with its arithmetic, tables and charts together."""

PDF = "kuaishou-ecommerce-figures.pdf"  # beside the landing page of the published site
FEED = "feed.xml"  # beside the landing page too
ZIP = "kuaishou-ecommerce-data.zip"  # tools/take_away puts it beside the tables
XLSX = "kuaishou-ecommerce-data.xlsx"  # and so this
# what this report publishes beside the tables and the engine's JSON files: name -> media type
EXTRA = {
    "trends.json": "application/json",
    "gmv.csv": "text/csv",
    "lookup.json": "application/json",
    "lookup.js": "text/javascript",
    ZIP: "application/zip",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# and what each holds, for the Data page
FILES = {
    "gmv.csv": "GMV by year, half-year and quarter, one row a period, with growth, source and note",
    "trends.json": "every fitted trend, with its forecasts held against later figures where there are any",
    "lookup.json": "what the figure lookup reads: each figure with the forms it is written in, its verdict, what to say",
    XLSX: "all tables as sheets of one workbook, for Excel and LibreOffice",
    ZIP: "all tables and JSON files in one archive, with licence and citation",
}
