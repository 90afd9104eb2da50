// How busy this process is, measured once a second from its start.

export interface Sample {
  /** Seconds since 1970. */
  readonly at: number;
  /** Percent of one processor. */
  readonly cpu: number;
  /** Megabytes. */
  readonly memory: number;
}

export const keptSeconds = 300;

const samples: Sample[] = [];
let measured = { atMs: performance.now(), cpu: process.cpuUsage() };

setInterval(latestSample, 1000).unref();

/** Whoever asks first in a second measures. */
export function latestSample(): Sample {
  const last = samples.at(-1);
  const at = Math.floor(Date.now() / 1000);
  if (last && last.at >= at) return last;
  const now = { atMs: performance.now(), cpu: process.cpuUsage() };
  const usedMs = (sumOf(now.cpu) - sumOf(measured.cpu)) / 1000;
  const cpu = Math.min(100, (usedMs / Math.max(1, now.atMs - measured.atMs)) * 100);
  measured = now;
  const sample = { at, cpu: rounded(cpu), memory: rounded(process.memoryUsage().rss / 1e6) };
  samples.push(sample);
  if (samples.length > keptSeconds) samples.shift();
  return sample;
}

export function samplesBetween(from: number, to: number): readonly Sample[] {
  return samples.filter(({ at }) => at >= from && at <= to);
}

function sumOf({ user, system }: NodeJS.CpuUsage): number {
  return user + system;
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
