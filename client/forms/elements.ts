// The controls of a form, whatever they are named.

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** What the user fills in: no buttons, and nothing hidden. A control may be named "elements". */
export function controlsOf(form: Element): Control[] {
  const elements: Iterable<Element> = Reflect.get(HTMLFormElement.prototype, "elements", form);
  return [...elements].filter((el): el is Control => isFilledIn(el));
}

export function isFilledIn(el: Element): boolean {
  return (
    el.matches("input,select,textarea") &&
    !/^(hidden|submit|image|button|reset)$/.test((el as Control).type)
  );
}
