"""Pictures: each function takes tidy frames and a language and returns a `Picture` with all its words.

A chart counts nothing. `charts.picture` is what they return, `charts.style` what they share; `charts.build` and
`charts.build_news` make the frames from a data set, for pages and slides alike. Start with `charts.adoption`.
"""
