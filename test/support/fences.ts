// Takes the code out of the documents and writes it where tsc and Node can use it.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

export const fenceFolder = ".cache/docs";

/** README.md and the pages of docs/, by their paths. */
export function documents(): string[] {
  const pages = readdirSync("docs").filter((name) => name.endsWith(".md"));
  return ["README.md", ...pages.map((name) => `docs/${name}`).sort()];
}

export interface Fence {
  /** The document it stands in. */
  readonly document: string;
  /** The line of its first line of code in the document, from 1. */
  readonly line: number;
  /** Where `writeFences` puts it. */
  readonly path: string;
  readonly code: string;
}

/**
 * The `ts` and `tsx` fences of a document. A fence is a module of its own; `file=views/counter.tsx`
 * after the language gives it a name that others of the same document can import, and `ignore` says
 * that it is not whole. Without a name: `docs/errors.md` → `.cache/docs/errors/line-12.tsx`.
 */
export function fencesOf(document: string): Fence[] {
  const page = document
    .replace(/^docs\//, "")
    .replace(/\.md$/, "")
    .toLowerCase();
  const text = readFileSync(document, "utf8");
  const fences: Fence[] = [];
  for (const match of text.matchAll(/^```(tsx?)(?: +(.*))?\n([\s\S]*?)^```$/gm)) {
    const [, language = "ts", info = "", code = ""] = match;
    if (info.includes("ignore")) continue;
    const line = text.slice(0, match.index).split("\n").length + 1;
    const name = /file=(\S+)/.exec(info)?.[1] ?? `line-${line}.${language}`;
    fences.push({ document, line, path: join(fenceFolder, page, name), code });
  }
  return fences;
}

/** Writes every fence of every document, and the project that checks them as a user's would. */
export function writeFences(): Fence[] {
  rmSync(fenceFolder, { recursive: true, force: true });
  const fences = documents().flatMap(fencesOf);
  for (const { path, code } of fences) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `${code}export {};\n`);
  }
  writeFileSync(join(fenceFolder, "tsconfig.json"), JSON.stringify(project));
  writeFileSync(join(fenceFolder, "undefined.tsx"), undefinedAttributes);
  return fences;
}

/** An attribute that is undefined is one that is not there: tsc has to take it as well. */
const undefinedAttributes = `
declare const text: string | undefined, isOn: boolean | undefined, n: number | undefined;
export const elements = [
  <p key={n} id={text} title={text} class={text} style={text} hidden={isOn} is={text} />,
  <input type={text} value={text} checked={isOn} min={n} formaction={text} live-debounce={n} />,
  <a href={text} download={isOn} live-key={text} live-once={isOn} live-value-id={n} />,
  <my-element live-hook={text} class={text} any={n} />,
];
`;

// No "slotwire-src": what the documents show has to work with what is published.
const project = {
  extends: "../../tsconfig.base.json",
  compilerOptions: {
    composite: false,
    declaration: false,
    declarationMap: false,
    noEmit: true,
    noUnusedLocals: false,
    noUnusedParameters: false,
    // The strictest that tsc has for what may be left out.
    exactOptionalPropertyTypes: true,
    customConditions: [],
    lib: ["ES2023", "DOM", "DOM.Iterable"],
    types: ["node"],
    jsx: "react-jsx",
    jsxImportSource: "slotwire",
  },
  include: ["**/*.ts", "**/*.tsx"],
};
