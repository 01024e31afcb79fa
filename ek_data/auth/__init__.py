"""Who may look, change data or send files, and how much at once: rules without Streamlit and without a server.

`ui` asks it for the person in front of a page, `web` for a request. Start with `auth.rules` (the secrets) and
`auth.identity` (who somebody is); `auth.upload_quota` is about the files that somebody sends.
"""
