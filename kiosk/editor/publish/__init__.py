"""Tools of the editor: import, parsing, workbook, keys, signing, report."""
