"""Pictures -> words; the only room that knows Tesseract.

settings.py    how page images are to be recognised, and how long it may take
models.py      where the engine and its language models are
recogniser.py  a picture to its words, by an engine that may fail without harm
process.py     how engines are started and ended
worker.py      the process that holds the library
program.py     the program, where there is no library
tsv.py         Tesseract's table of what it read
"""
