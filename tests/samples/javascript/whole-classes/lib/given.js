class Given {
    calledByTheBus() {
        return 1;
    }
}

module.exports = Given;
