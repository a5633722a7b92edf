class Kept {
    open() {
        return 1;
    }

    closeForGood() {
        return 2;
    }
}

module.exports = Kept;
