const { beat } = require("./beat");

let timer = null;

const startJobs = () => {
    timer = setInterval(beat, 1000);
};

const stopEveryJob = () => {
    clearInterval(timer);
};

module.exports = {
    startJobs,
    stopEveryJob,
};
