"""The commands about a store as a whole and its releases: made, listed, copied, verified, brought back, written out."""
