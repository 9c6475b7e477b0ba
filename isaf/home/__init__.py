"""The shell of every page: look, words and pictures for templates, the front page, search, sign-in, errors."""
