fn included() {}
