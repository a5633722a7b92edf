const bus = require("bus");
const Given = require("./lib/given");
const Kept = require("./lib/kept");
const Base = require("./lib/base");
const Data = require("./lib/data");

class Special extends Base {
    step() {
        return "special";
    }
}

const kept = new Kept();
bus.send(new Given());
bus.start(kept.open(), new Special().run(), Data.of("x"));
bus.add(require("./lib/inline"));
