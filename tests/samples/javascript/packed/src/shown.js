function shown() {
  return 'shown';
}

function forgotten() {
  return 'forgotten';
}

module.exports = { shown, forgotten };
