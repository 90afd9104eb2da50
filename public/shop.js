// The cart's panel closes when another page is there.
addEventListener("live:navigated", () => document.querySelector("#cart-panel")?.hidePopover());
