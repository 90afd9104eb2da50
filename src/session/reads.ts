// What a render has read of its session besides the state, as bits: where that changes, it is out of date.

export const Reads = { nothing: 0, connection: 1, flash: 2, url: 4 } as const;
export type Reads = number;
