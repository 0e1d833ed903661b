// On a narrow screen the row of tabs begins where the open page stands.
const tabs = document.querySelector(".tabs");
const open = tabs?.querySelector("[aria-current]");
if (open) tabs.scrollLeft = open.offsetLeft + open.offsetWidth / 2 - tabs.clientWidth / 2;
