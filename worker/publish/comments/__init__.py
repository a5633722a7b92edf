"""Every sentence that a person can read on GitHub. One module a surface; typed data in, Markdown out.

What a repository or a model wrote passes through `worker.publish.neutralise` here, and nowhere is it trusted.
"""
