"""The presentation as minutes: a Word document with findings, pictures, tables, open points and sources."""
