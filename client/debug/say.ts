// The console of a developer who asked for it.

export function say(text: string, ...values: readonly unknown[]): void {
  console.log(`slotwire ${text}`, ...values);
}

export function warn(text: string, ...values: readonly unknown[]): void {
  console.warn(`slotwire ${text}`, ...values);
}
