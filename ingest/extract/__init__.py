"""One module per format: bytes in, clean lines and stated facts out."""
