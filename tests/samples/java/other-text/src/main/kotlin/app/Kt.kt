fun kt() { Start.fromKotlin() }
