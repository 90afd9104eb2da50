// A dialog, a menu, tabs and an accordion made of commands: the browser runs them, one event reaches the server.
import { type Commands, defineView, js } from "slotwire";

const openDialog = js.show("#dialog", { transition: "pop-in" });
const closeDialog = js.hide({ closest: "dialog" }, { transition: "pop-out" });

const closeMenu = js
  .hide("#menu", { transition: "drop-out" })
  .setAttribute("aria-expanded", "false", "#menu-button");
const toggleMenu = js
  .toggle("#menu", { in: "drop-in", out: "drop-out" })
  .toggleAttribute("aria-expanded", ["true", "false"])
  .focusFirst("#menu");

const orders = ["Newest first", "Oldest first", "By name"];

const tabs = [
  {
    id: "show",
    name: "Show",
    text: "Show, hide and toggle work on display, on dialogs and on popovers, with a transition that CSS describes.",
  },
  {
    id: "keep",
    name: "Keep",
    text: "What a command changed lies on top of what the server renders. The patches on this page arrive every second, and nothing closes.",
  },
  {
    id: "ask",
    name: "Ask",
    text: "A chain can end in a push: the browser reacts at once, and the server hears of it.",
  },
];

const questions = [
  {
    question: "Is this client code?",
    answer:
      "None that you write. A chain of commands is data in an attribute, printed by the server.",
  },
  {
    question: "What if the connection is gone?",
    answer: "Commands go on working: they ask nobody. A push waits until the view is live again.",
  },
  {
    question: "Why does this stay open?",
    answer: "js.ignoreAttributes says that open belongs to you, whatever the server renders.",
  },
];

function Dialog({ archived }: { archived: number }) {
  return (
    <section class="panel" aria-labelledby="dialog-title">
      <h2 id="dialog-title">Dialog</h2>
      <p class="note">
        Archived so far: <output>{archived}</output>
      </p>
      <button type="button" class="button primary" live-click={openDialog}>
        Archive the project …
      </button>
      <dialog id="dialog" class="dialog" aria-labelledby="dialog-name">
        <div class="dialog-body" live-click-away={closeDialog}>
          <h3 id="dialog-name">Archive this project?</h3>
          <p>It moves out of the list. You can bring it back at any time.</p>
          <div class="row">
            <button type="button" class="button" live-click={closeDialog}>
              Cancel
            </button>
            <button
              type="button"
              class="button primary"
              live-click={closeDialog.push("archive").announce("Project archived")}
            >
              Archive
            </button>
          </div>
        </div>
      </dialog>
    </section>
  );
}

function Menu() {
  return (
    <section class="panel" aria-labelledby="menu-title">
      <h2 id="menu-title">Menu</h2>
      <p class="note">
        Order: <output id="order">{orders[0]}</output>
      </p>
      <div
        class="menu-place"
        live-click-away={closeMenu}
        live-keydown={closeMenu.focus("#menu-button")}
        live-key="Escape"
      >
        <button
          type="button"
          id="menu-button"
          class="button"
          aria-expanded="false"
          aria-controls="menu"
          live-click={toggleMenu}
        >
          Order by
        </button>
        <ul id="menu" class="menu" hidden>
          {orders.map((order) => (
            <li>
              <button
                type="button"
                live-click={js.text(order, "#order").concat(closeMenu).focus("#menu-button")}
              >
                {order}
              </button>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

function choose(id: string): Commands {
  return js
    .setAttribute("aria-selected", "false", "#tabs [role=tab]")
    .setAttribute("tabindex", -1, "#tabs [role=tab]")
    .setAttribute("aria-selected", "true", `#tab-${id}`)
    .setAttribute("tabindex", 0, `#tab-${id}`)
    .hide("#tabs [role=tabpanel]")
    .show(`#panel-${id}`, { transition: "appear" });
}

function Tabs() {
  const idAt = (index: number) => tabs[(index + tabs.length) % tabs.length]?.id ?? "";
  const go = (id: string) => choose(id).focus(`#tab-${id}`);
  return (
    <section class="panel" id="tabs" aria-labelledby="tabs-title">
      <h2 id="tabs-title">Tabs</h2>
      <div class="segments" role="tablist" aria-labelledby="tabs-title">
        {tabs.map(({ id, name }, index) => (
          <span role="presentation" live-keydown={go(idAt(index - 1))} live-key="ArrowLeft">
            <button
              type="button"
              role="tab"
              id={`tab-${id}`}
              class="segment"
              aria-selected={index === 0}
              aria-controls={`panel-${id}`}
              tabindex={index === 0 ? 0 : -1}
              live-click={choose(id)}
              live-keydown={go(idAt(index + 1))}
              live-key="ArrowRight"
            >
              {name}
            </button>
          </span>
        ))}
      </div>
      {tabs.map(({ id, text }, index) => (
        <p
          role="tabpanel"
          id={`panel-${id}`}
          aria-labelledby={`tab-${id}`}
          tabindex={0}
          hidden={index > 0}
        >
          {text}
        </p>
      ))}
    </section>
  );
}

function Accordion() {
  const all = "#accordion details";
  return (
    <section class="panel" id="accordion" aria-labelledby="accordion-title">
      <div class="panel-head">
        <h2 id="accordion-title">Accordion</h2>
        <div class="row">
          <button
            type="button"
            class="button quiet"
            live-click={js.setAttribute("open", true, all)}
          >
            Open all
          </button>
          <button type="button" class="button quiet" live-click={js.removeAttribute("open", all)}>
            Close all
          </button>
        </div>
      </div>
      {questions.map(({ question, answer }) => (
        <details class="question" live-mounted={js.ignoreAttributes("open")}>
          <summary>{question}</summary>
          <p>{answer}</p>
        </details>
      ))}
    </section>
  );
}

export const Dialogs = defineView({
  mount: ({ ctx }) => {
    ctx.every(1000, "tick");
    return { archived: 0, patches: 0 };
  },
  events: {
    archive: ({ archived }) => ({ archived: archived + 1 }),
  },
  messages: {
    tick: ({ patches }) => ({ patches: patches + 1 }),
  },
  head: () => (
    <>
      <title>Dialogs</title>
      <link rel="stylesheet" href="/commands.css" />
    </>
  ),
  render: ({ archived, patches }) => (
    <div class="demo narrow">
      <h1>Dialogs</h1>
      <p class="lede">
        Chains of commands, which the browser runs without asking. Patches of the server meanwhile:{" "}
        <output id="patches">{patches}</output>
      </p>
      <Dialog archived={archived} />
      <Menu />
      <Tabs />
      <Accordion />
    </div>
  ),
});
