"""Whether something exists already under another name: clones, told by what functions look like without their own names."""
