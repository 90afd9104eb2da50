// Reads which modules a TypeScript source names, those of types included.
import { createRequire } from "node:module";

const { parse } = createRequire(import.meta.url)("@babel/parser");

/** Every module that a source names in an import, an export or an `import("…")`, types included. */
export function importsOf(source) {
  const specifiers = [];
  const visit = (node) => {
    if (node === null || typeof node !== "object") return;
    if (Array.isArray(node)) return node.forEach(visit);
    if (typeof node.type !== "string") return;
    const named = node.source ?? (node.type === "TSImportType" ? node.argument : undefined);
    const literal = named?.literal ?? named;
    if (literal?.type === "StringLiteral") specifiers.push(literal.value);
    const [first] = node.callee?.type === "Import" ? node.arguments : [];
    if (first?.type === "StringLiteral") specifiers.push(first.value);
    for (const key of Object.keys(node)) if (key !== "loc") visit(node[key]);
  };
  const plugins = ["typescript", "jsx"];
  visit(parse(source, { sourceType: "module", plugins, errorRecovery: true }).program);
  return specifiers;
}
