"""A list taken out of the register: as CSV, as a workbook (XLSX, ODS), or on paper."""
