// Stands in for node:crypto in a page, where the server's half runs too: ids of templates only have to differ.

export function createHash(): { update(text: string): unknown; digest(): string } {
  let [low, high] = [0xdeadbeef, 0x41c6ce57];
  const hash = {
    update(text: string) {
      for (let i = 0; i < text.length; i++) {
        low = Math.imul(low ^ text.charCodeAt(i), 0x9e3779b1);
        high = Math.imul(high ^ text.charCodeAt(i), 0x5f356495);
      }
      return hash;
    },
    digest: () => `${(low >>> 0).toString(36)}${(high >>> 0).toString(36)}`,
  };
  return hash;
}
