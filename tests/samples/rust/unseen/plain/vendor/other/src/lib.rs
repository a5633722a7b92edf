fn vendored() {
    for_vendor();
}
