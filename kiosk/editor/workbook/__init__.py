"""The workbook in which an editor keeps a directory: written with help, read back with findings."""
