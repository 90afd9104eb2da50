// A made-up market for the demo: a thousand symbols and a tick that moves some of their prices.

export interface Quote {
  readonly id: number;
  readonly symbol: string;
  readonly opening: number;
  readonly price: number;
  readonly direction: "up" | "down" | "flat";
}

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** `count` quotes, sorted by symbol. */
export function openingQuotes(count: number): readonly Quote[] {
  const symbols = new Set<string>();
  // Steps of a number that shares no factor with 26³ visit every symbol once, in no visible order.
  for (let at = 4_321; symbols.size < count; at = (at + 7_919) % 26 ** 3) {
    symbols.add(symbolAt(at));
  }
  return [...symbols].sort().map((symbol, id) => {
    const opening = Math.round(500 + Math.random() * 45_000) / 100;
    const quote: Quote = { id, symbol, opening, price: opening, direction: "flat" };
    // The day is not young: most symbols have moved before anyone looks.
    return Math.random() < 0.8 ? moveQuote(moveQuote(quote)) : quote;
  });
}

/** Moves the prices of `count` random quotes; the others stay the same objects. */
export function tickQuotes(quotes: readonly Quote[], count: number): readonly Quote[] {
  const next = [...quotes];
  for (let n = 0; n < count; n++) {
    const at = Math.floor(Math.random() * quotes.length);
    const quote = quotes[at];
    if (quote !== undefined) next[at] = moveQuote(quote);
  }
  return next;
}

function moveQuote(quote: Quote): Quote {
  const step = Math.max(0.01, quote.price * 0.01 * Math.random());
  const isUp = Math.random() < 0.5;
  const price = Math.max(0.01, Math.round((quote.price + (isUp ? step : -step)) * 100) / 100);
  return { ...quote, price, direction: isUp ? "up" : "down" };
}

function symbolAt(at: number): string {
  return [Math.floor(at / 676), Math.floor(at / 26) % 26, at % 26].map((n) => letters[n]).join("");
}
