"""The server around Streamlit: one ASGI app with its public addresses, health and warm caches.

It may use everything; nothing uses it. Start with `web.app`, whose list of middleware is the way of a request.
"""
