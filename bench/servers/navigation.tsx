// The same two pages twice, a list and a detail: live ones, and plain ones that Express sends without any script.
import express from "express";
import { createLive, defineView, type Layout } from "slotwire";

const items = Array.from({ length: 60 }, (_, i) => ({
  name: `Item ${i}`,
  text: `What there is to say about number ${i}, in one line that is long enough for a list.`,
}));

const style = "body{font:16px/1.5 sans-serif;max-width:60rem;margin:auto}li{padding:.5rem}";

const Page: Layout = ({ head, children, lang }) => (
  <html lang={lang}>
    <head>
      <meta charset="utf-8" />
      {head}
      <link rel="stylesheet" href="/style.css" />
    </head>
    <body>{children}</body>
  </html>
);

const List = defineView({
  mount: ({ query }) => ({ isEager: query.eager !== undefined }),
  head: () => <title>All items</title>,
  render: ({ isEager }) => (
    <main>
      <h1>All items</h1>
      <ul>
        {items.map(({ name, text }, i) => (
          <li>
            <a href={`/live-site/items/${i}`} live-nav="navigate" live-prefetch={isEager || null}>
              {name}
            </a>{" "}
            {text}
          </li>
        ))}
      </ul>
    </main>
  ),
});

const Detail = defineView({
  mount: ({ params }) => ({ at: Number(params.id) }),
  head: ({ at }) => <title>{`Item ${at}`}</title>,
  render: ({ at }) => (
    <main>
      <h1>{items[at]?.name}</h1>
      <p>{items[at]?.text}</p>
      <a href="/live-site/items" live-nav="navigate">
        Back to all
      </a>
    </main>
  ),
});

const document = (title: string, main: string) =>
  `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>${title}</title><link rel="stylesheet" href="/style.css"></head><body><main><h1>${title}</h1>${main}</main></body></html>`;

const rows = items.map(
  ({ name, text }, i) => `<li><a href="/plain/items/${i}">${name}</a> ${text}</li>`,
);
const plainList = document("All items", `<ul>${rows.join("")}</ul>`);

const live = createLive({ secret: "a secret of the bench, thirty-two bytes", layout: Page });
const app = express();
app.use(live);
app.get("/style.css", (_request, response) => {
  response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
  response.type("css").send(style);
});
app.get("/live-site/items", live.page(List));
app.get("/live-site/items/:id", live.page(Detail));
app.get("/plain/items", (_request, response) => {
  response.send(plainList);
});
app.get("/plain/items/:id", ({ params }, response) => {
  const { name = "", text = "" } = items[Number(params.id)] ?? {};
  response.send(document(name, `<p>${text}</p><a href="/plain/items">Back to all</a>`));
});

const server = app.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.send?.({ port: typeof address === "object" && address !== null ? address.port : 0 });
});
live.attach(server);
