module.exports = class Base {
    run() {
        return this.step();
    }

    step() {
        return "base";
    }

    stepBackwards() {
        return "back";
    }
};
