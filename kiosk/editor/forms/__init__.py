"""Forms that people answer in a browser or a spreadsheet without a network, and their answers."""
