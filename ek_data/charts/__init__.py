"""Pictures of tidy frames: each function takes frames and a language and returns a `Picture` with all its words."""
