// What the demos are, in the groups and the order in which a newcomer meets them.
export interface Demo {
  readonly href: string;
  readonly name: string;
  readonly text: string;
  /** Where its view stands in the repository. */
  readonly source: string;
}

export interface DemoGroup {
  readonly name: string;
  readonly text: string;
  readonly demos: readonly Demo[];
  /** Its cards are as wide as the page. */
  readonly isWide?: boolean;
}

export const groups: readonly DemoGroup[] = [
  {
    name: "A whole site",
    text: "Pages, links and guards of an ordinary Express app, and all of it live.",
    isWide: true,
    demos: [
      {
        href: "/shop",
        name: "Shop",
        text: "Sixty pots, a cart that stays while the pages go by, a login, orders. Every form works without scripts.",
        source: "views/shop",
      },
    ],
  },
  {
    name: "First steps",
    text: "State that the server keeps, and how it reaches the page.",
    demos: [
      {
        href: "/counter",
        name: "Counter",
        text: "A click travels to the server and comes back as one changed number.",
        source: "views/counter.tsx",
      },
      {
        href: "/clock",
        name: "Clock",
        text: "Nobody clicks: the server sends its time, once a second, and turns the hands.",
        source: "views/clock.tsx",
      },
      {
        href: "/todos",
        name: "Todos",
        text: "A list to work with: add, edit in place, filter, tick off.",
        source: "views/todos.tsx",
      },
    ],
  },
  {
    name: "Many people, many rows",
    text: "One change for everyone who is here, and no more of the page than has changed.",
    demos: [
      {
        href: "/shared",
        name: "Shared",
        text: "One number for all. Open a second tab and watch both.",
        source: "views/shared.tsx",
      },
      {
        href: "/kanban",
        name: "Kanban",
        text: "A board to drag cards over. Edit one while somebody else moves it: your draft stays.",
        source: "views/kanban.tsx",
      },
      {
        href: "/prices",
        name: "Prices",
        text: "A thousand rows that tick four times a second. Sort and filter them meanwhile.",
        source: "views/prices.tsx",
      },
    ],
  },
  {
    name: "Forms and finding",
    text: "The server checks and looks things up while you type, and never takes a letter from you.",
    demos: [
      {
        href: "/signup",
        name: "Sign up",
        text: "Errors beside the fields you have used, an address looked up, rows that come and go.",
        source: "views/signup.tsx",
      },
      {
        href: "/search",
        name: "Search",
        text: "Suggestions from thousands of places. The next letter ends the lookup before it.",
        source: "views/search.tsx",
      },
    ],
  },
  {
    name: "At once, in the browser",
    text: "What must not wait for an answer, still without a client of your own.",
    demos: [
      {
        href: "/dialogs",
        name: "Dialogs",
        text: "A dialog, a menu, tabs and an accordion that ask nobody before they open.",
        source: "views/dialogs.tsx",
      },
      {
        href: "/like",
        name: "Like",
        text: "A heart that fills at once, before a slow server that sometimes says no.",
        source: "views/like.tsx",
      },
      {
        href: "/chart",
        name: "Chart",
        text: "A chart library in the page, fed by the server; what you select goes back to it.",
        source: "views/chart.tsx",
      },
    ],
  },
];

export const demos: readonly Demo[] = groups.flatMap((group) => group.demos);
