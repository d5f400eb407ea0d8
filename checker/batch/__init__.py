"""Thousands of reports into one folder: a record each, a card each, an index, a matrix and a table.

`inputs` finds the files, `pool` has them checked by worker processes (`record` is what a worker does with one), `journal`
keeps what is finished, `index` and `tables` write the results, `cluster` does the same on many machines.
"""
