project = 'x'
extensions = ['sphinx.ext.autodoc']
html_theme = 'furo'
