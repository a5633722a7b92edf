class Inline {
    calledInline() {
        return 1;
    }
}

module.exports = Inline;
