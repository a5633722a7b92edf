class Deep { _inner() { return 1; } outer() { return 2; } }
exports.Deep = Deep;
