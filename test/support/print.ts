// What the server prints for a child, without the container around it.
import type { Child } from "../../src/jsx/rendered.js";
import { Tree } from "../../src/tree/tree.js";

const container = /^<div l=1>(.*)<\/div>$/s;

export function printHtml(child: unknown): string {
  return container.exec(printContainer(child))?.[1] ?? "";
}

export function printContainer(child: unknown): string {
  return new Tree(child as Child, { salt: 1 }).print();
}
