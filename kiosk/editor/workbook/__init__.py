"""The workbook an editor keeps a directory in: written with its helps, read back with findings."""
