// What is wrong with a page in a way that patches, labels and scripts stumble over, each told once.

export interface PageFault {
  /** The same for the same fault, so that it is told once. */
  readonly key: string;
  readonly text: string;
  readonly element: Element;
}

export function faultsOf(root: ParentNode): readonly PageFault[] {
  const faults: PageFault[] = [];
  const seen = new Set<string>();
  for (const element of root.querySelectorAll("[id]")) {
    const id = element.getAttribute("id") ?? "";
    if (seen.has(id)) {
      const text = `the id "${id}" is on several elements: labels and commands take the first`;
      faults.push({ key: `id ${id}`, text, element });
    }
    seen.add(id);
  }
  for (const element of root.querySelectorAll("form [name=id]")) {
    const text = 'a control named "id" hides the id of its form from scripts';
    faults.push({ key: "name", text, element });
  }
  return faults;
}
