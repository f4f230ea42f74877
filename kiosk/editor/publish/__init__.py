"""The editor's desk: readers of foreign files, cleaning, workbook, keys, signing, report."""
