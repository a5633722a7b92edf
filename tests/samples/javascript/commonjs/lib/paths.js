function join(a, b) {
  return a + b;
}

function drop(a) {
  return a;
}

module.exports = { join, drop };
