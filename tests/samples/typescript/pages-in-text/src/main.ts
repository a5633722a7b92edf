import { createApp } from "vue";
import App from "./App.vue";
import { shortName } from "~names";

createApp(App, { title: shortName("board") }).mount("#app");
