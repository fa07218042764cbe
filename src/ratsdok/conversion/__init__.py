"""Whole archives: from folders, files and zip archives to a catalogue, as often as one likes.

sources.py   what a user names -> the documents in it, put together from
folders.py   folders on the disk
zips.py      members of zip archives; archives.py opens these within limits
remote.py    what fsspec reaches; urls.py is about their spelling
oparl.py     what OParl JSON says of files; oparl_json.py reads it
places.py    where a document lies
triage.py    which documents have to be converted
work.py      the conversion of one document, and who may do it:
pool.py      processes on this machine, copies of preloaded.py
cluster.py   a Ray cluster
run.py       all of it: begin, wait, enter into the catalogue, tell
outcome.py   what became of a document

Importing this room imports none of them: the processes that read documents need neither run nor catalogue.
"""
