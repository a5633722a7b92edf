#!/usr/bin/env node
const root = require("path").resolve(__dirname, "..");
const manifestPath = require("path").resolve(root, "package.json");
const { version } = require(manifestPath);
const { tagOf } = require("./tags");
console.log(tagOf(version));
