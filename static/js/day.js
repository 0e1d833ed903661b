// The day on a phone: kept for places without network, taps and scans kept with their true time and sent later.
import "./day/late.js";
import "./day/gate.js";
import { start } from "./day/queue.js";

document.addEventListener("DOMContentLoaded", start);
