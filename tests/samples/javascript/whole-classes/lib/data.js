class Data {
    static of(text) {
        return text;
    }
}

module.exports = Data;
module.exports.EMPTY_DATA = "";
module.exports.FULL_DATA = Data.of("full");
