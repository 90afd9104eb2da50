// Who may log in: three people who do not exist, whose passwords stand on the page.
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly password: string;
}

export const people: readonly Person[] = [
  { id: "mira", name: "Mira", password: "teacup" },
  { id: "jonas", name: "Jonas", password: "glaze" },
  { id: "ida", name: "Ida", password: "kiln" },
];

/** Whose name and password these are, as they were typed. */
export function personWith(name: unknown, password: unknown): Person | undefined {
  const id = String(name).trim().toLowerCase();
  return people.find((person) => person.id === id && person.password === password);
}

export function nameOf(user: unknown): string {
  return people.find(({ id }) => id === user)?.name ?? "";
}
