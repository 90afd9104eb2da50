// Gives a view the name of its export, which snapshots and hot reload know it by.
import type * as babel from "@babel/types";
import { propertyName } from "./constant.js";
import type { Source } from "./source.js";

/** `export const Counter = defineView({ … })` → `defineView({ name: "Counter", … })`, unless it has a name. */
export function writeViewNames(
  source: Source,
  program: babel.Program,
  importSource: string,
): boolean {
  const define = importedName(program, importSource);
  if (define === null) return false;
  const exported = exportedNames(program);
  let isChanged = false;
  for (const { id, init } of topLevelConstants(program)) {
    if (id.type !== "Identifier" || init?.type !== "CallExpression") continue;
    const name = exported.get(id.name);
    const [view] = init.arguments;
    if (name === undefined || view?.type !== "ObjectExpression") continue;
    if (init.callee.type !== "Identifier" || init.callee.name !== define) continue;
    if (view.properties.some((property) => isNamed(property))) continue;
    source.edits.appendRight((view.start as number) + 1, ` name: ${JSON.stringify(name)},`);
    isChanged = true;
  }
  return isChanged;
}

function isNamed(property: babel.ObjectExpression["properties"][number]): boolean {
  return property.type !== "SpreadElement" && propertyName(property) === "name";
}

/** What `defineView` is called in this module. */
function importedName(program: babel.Program, importSource: string): string | null {
  for (const statement of program.body) {
    if (statement.type !== "ImportDeclaration" || statement.source.value !== importSource) continue;
    for (const specifier of statement.specifiers) {
      if (specifier.type !== "ImportSpecifier") continue;
      const { imported } = specifier;
      const name = imported.type === "Identifier" ? imported.name : imported.value;
      if (name === "defineView") return specifier.local.name;
    }
  }
  return null;
}

function topLevelConstants(program: babel.Program): babel.VariableDeclarator[] {
  return program.body.flatMap((statement) => {
    const declaration =
      statement.type === "ExportNamedDeclaration" ? statement.declaration : statement;
    return declaration?.type === "VariableDeclaration" ? declaration.declarations : [];
  });
}

/** Local names → the names they are exported by. */
function exportedNames(program: babel.Program): Map<string, string> {
  const names = new Map<string, string>();
  for (const statement of program.body) {
    if (statement.type !== "ExportNamedDeclaration" || statement.source) continue;
    if (statement.declaration?.type === "VariableDeclaration") {
      for (const { id } of statement.declaration.declarations) {
        if (id.type === "Identifier") names.set(id.name, id.name);
      }
    }
    for (const specifier of statement.specifiers) {
      if (specifier.type !== "ExportSpecifier" || specifier.exported.type !== "Identifier")
        continue;
      names.set(specifier.local.name, specifier.exported.name);
    }
  }
  return names;
}
