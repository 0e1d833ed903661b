// The console: every entry is a form; with this script it waits in the browser until the office has kept it.
import "./console/keys.js";
import { start } from "./console/desk.js";

const root = document.getElementById("console");
if (root) start(root);
