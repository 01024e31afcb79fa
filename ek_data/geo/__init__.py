"""Where municipalities lie: boundaries by ARS, read from TopoJSON or GeoJSON, and their projection on a plane.

It knows no table and draws nothing. Start with `geo.boundaries`; `geo.boundary_watch` keeps those in force.
"""
