"""Native charts from specs: bars and lines over one readable sheet, whose labels follow the numbers that are edited."""
