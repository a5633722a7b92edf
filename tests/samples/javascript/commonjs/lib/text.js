exports.lower = function (value) {
  return value.toLowerCase();
};

exports.upper = function (value) {
  return value.toUpperCase();
};
