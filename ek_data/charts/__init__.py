"""Pictures: each function takes tidy frames and a language and returns a `Picture` with all its words.

A chart counts nothing and draws nothing: it says in a `charts.spec` what there is to see, and `charts.drawers` draw it.
`charts.style` is what they share; `charts.build` and `charts.news_pictures` make the frames from a data set, for pages
and slides alike. Start with `charts.spec`, then `charts.events`.
"""
