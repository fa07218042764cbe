"""All resolutions of a catalogue as one HTML file that needs nothing else (docs/reports.md).

document.py  the page, put together from the others
figures.py   what is counted
charts.py    the same as pieces of bars
listing.py   the list, and what it is filtered by
parts.py     what is shown of a resolution, and points.py of its points
packing.py   that packed, where there are many
report.html  the template, and part.html that of a resolution; report.css and the scripts go into it
"""
