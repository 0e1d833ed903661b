// What every page does: htmx, menus, search key, toasts, appearance, pickers, forms that lose nothing, lists.
import "./app/boot.js";
import "./app/tabs.js";
import "./app/menus.js";
import "./app/toasts.js";
import "./app/theme.js";
import "./app/picker.js";
import "./app/guard.js";
import "./app/lists.js";
import "./app/copy.js";
