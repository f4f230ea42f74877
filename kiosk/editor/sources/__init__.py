"""Sources next to the workbook: imported as rows of its sheets, and merged under it."""
