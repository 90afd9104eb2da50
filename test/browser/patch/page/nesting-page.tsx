// Markup that a parser reads otherwise than it was written, and foreign content, one step after another.
import { raw } from "../../../../src/jsx/raw.js";
import type { Child } from "../../../../src/jsx/rendered.js";
import { LivePage } from "./live-page.js";

function Row({ n }: { n: number }) {
  return (
    <tr>
      <td>{n}</td>
    </tr>
  );
}

function Box({ n }: { n: number }) {
  return <div>{n}</div>;
}

const some = (n: number): number[] => [1, 2, 3, 4].slice(n % 3, 2 + (n % 3));
const Link = (props: { n: number }): Child => <a href="/in">{props.n}</a>;
const odd = (n: number): boolean => n % 2 === 1;
const spread = (n: number): Record<string, string | number | boolean | null> =>
  odd(n) ? { title: "t", "data-n": n, hidden: true } : { "data-n": n, lang: "en" };

/** Each is rendered with 0, 1, 2, … */
const cases: Readonly<Record<string, (n: number) => Child>> = {
  "rows in a table without tbody": (n) => (
    <table>
      {some(n).map((key) => (
        <Row key={key} n={key + n} />
      ))}
    </table>
  ),
  "a cell in a table without tbody": (n) => (
    <table>
      <tr>
        <td>{n}</td>
      </tr>
    </table>
  ),
  "text in a table": (n) => (
    <table>
      {`t${n}`}
      <tbody>
        <tr>
          <td>{n}</td>
        </tr>
      </tbody>
    </table>
  ),
  "a div in a p": (n) => (
    <p>
      a<div>{n}</div>b
    </p>
  ),
  "a slot of a p that holds a div": (n) => <p>{odd(n) ? <Box n={n} /> : n}</p>,
  "a link in a link": (n) => (
    <a href="/out">
      x<Link n={n} />
    </a>
  ),
  "a form in a form": (n) => (
    <form>
      <form>{n}</form>
      {n}
    </form>
  ),
  "a row in a div": (n) => (
    <div>
      <Row n={n} />
    </div>
  ),
  "raw that is not closed": (n) => (
    <div>
      <b>{raw(`<i>x${n}`)}</b>
      {`t${n}`}
    </div>
  ),
  "raw that closes its parent": (n) => (
    <div>
      <b>{raw(`x</b>y${n}`)}</b>
      {`t${n}`}
    </div>
  ),
  "a template element": (n) => (
    <div>
      <template>
        <b>{n}</b>
      </template>
      {n}
    </div>
  ),
  "a noscript element": (n) => (
    <div>
      <noscript>{n}</noscript>
      {n}
    </div>
  ),
  "a paragraph that ends itself": (n) => (
    <section>
      <p>
        <ul>
          <li>{n}</li>
        </ul>
      </p>
      {n}
    </section>
  ),
  "a button in a button": (n) => (
    <button type="button">
      {n}
      <button type="button">{n}</button>
    </button>
  ),
};

/** These are written as they are parsed, and need no resync. */
const valid: Readonly<Record<string, (n: number) => Child>> = {
  "circles of an svg, by key": (n) => (
    <svg viewBox="0 0 9 9">
      {some(n).map((key) => (
        <circle key={key} r={key + n} />
      ))}
    </svg>
  ),
  "a use with an xlink:href": (n) => (
    <svg>
      <use xlink:href={`#a${n}`} class={odd(n) ? "on" : null} />
      {odd(n) ? <use xlink:href={`#b${n}`} xml:lang="en" /> : null}
    </svg>
  ),
  "names of svg attributes and elements": (n) => (
    <svg viewBox={`0 0 ${n} 9`} preserveAspectRatio={odd(n) ? "none" : null}>
      {odd(n) ? (
        <linearGradient gradientUnits="userSpaceOnUse" gradientTransform={`rotate(${n})`} />
      ) : (
        <clipPath clipPathUnits={`u${n}`} />
      )}
    </svg>
  ),
  "a spread in an svg": (n) => (
    <svg {...(odd(n) ? { viewBox: "0 0 1 1", class: "a" } : {})}>{null}</svg>
  ),
  "html in a foreignObject": (n) => (
    <svg>
      <foreignObject>{odd(n) ? <Box n={n} /> : "t"}</foreignObject>
      <title>{n}</title>
    </svg>
  ),
  "options, by key": (n) => (
    <select>
      {some(n).map((key) => (
        <option key={key} value={key}>
          {key + n}
        </option>
      ))}
    </select>
  ),
  "a cell of a row": (n) => (
    <table>
      <tbody>
        <tr>{odd(n) ? <td>{n}</td> : null}</tr>
      </tbody>
    </table>
  ),
  "leading newlines": (n) => (
    <div>
      <pre>{`\n${n}`}</pre>
      <textarea>{`\n${n}`}</textarea>
    </div>
  ),
  spreads: (n) => (
    <div {...spread(n)}>
      <input {...spread(n + 1)} />
      {odd(n) ? <b {...spread(n)}>x</b> : null}
    </div>
  ),
  "raw html": (n) => (
    <div>
      {raw(odd(n) ? `<i>${n}</i>` : "")}t{raw(`${n}<hr>`)}
    </div>
  ),
  "style and script": (n) => (
    <div>
      <style>{raw(`.a > b { width: ${n}px }`)}</style>
      <script type="application/json">{raw(`{"n":${n}}`)}</script>
      {odd(n) ? <style>{raw(`i > b { width: ${n}px }`)}</style> : null}
    </div>
  ),
  "booleans, classes, styles": (n) => (
    <div
      class={["a", { b: odd(n) }]}
      style={{ width: `${n}px`, color: odd(n) ? "red" : null }}
      hidden={odd(n)}
      aria-hidden={odd(n)}
      draggable={odd(n)}
    >
      <video muted={odd(n)} />
      <button type="button" disabled={!odd(n)}>
        {n}
      </button>
    </div>
  ),
  "texts side by side": (n) => (
    <p>
      {odd(n) ? "" : "a"}
      {n}, {odd(n) ? null : "é😀"}
      {[`${n}`, "x", odd(n) ? <b>y</b> : "y"]}
      {"\r\n"}
    </p>
  ),
};

export interface NestingResult {
  readonly name: string;
  readonly resyncs: number;
  readonly problems: readonly string[];
}

function runCases(which: "cases" | "valid"): NestingResult[] {
  return Object.entries(which === "valid" ? valid : cases).map(([name, view]) => {
    const page = new LivePage(view(0));
    const problems: string[] = [];
    for (let n = 1; n <= 6; n++) {
      page.update(view(n));
      const difference = which === "valid" ? page.difference() : page.textDifference();
      const problem = page.errors[0] ?? page.reloads[0] ?? difference;
      if (problem && problems.length < 1) problems.push(`${n}: ${problem}`);
    }
    return { name, resyncs: page.asked.length, problems };
  });
}

Object.assign(globalThis, { runCases });
