"""What people send with a record: scans of signed papers, photographs, spreadsheets.

A file is kept as it came, under the digest of its bytes, and is never served by the web server itself: a guard
asks the record's own place and verb first. What the public may see is a picture written anew,
without the camera's data and the position where it was taken.
"""
