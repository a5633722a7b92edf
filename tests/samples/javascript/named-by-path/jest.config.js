module.exports = { reporters: ['<rootDir>/qa/reporter.js'] };
