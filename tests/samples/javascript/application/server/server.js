const express = require("express");
const { startJobs } = require("./jobs");
const Mailer = require("./mailer");
const settings = require("./settings");

const app = express();
app.get("/", (request, response) => response.send(settings.title));
new Mailer().send("up");
startJobs();
exports.app = app;
