// Limits raised for a load that comes from one address: they guard against what the bench does on purpose.
export const limits = {
  eventsPerSecond: 1_000_000,
  eventsBurst: 1_000_000,
  joinsPerSecond: 1_000_000,
  joinsBurst: 1_000_000,
  eventsPerSecondPerAddress: 10_000_000,
  eventsBurstPerAddress: 10_000_000,
  joinsPerSecondPerAddress: 1_000_000,
  joinsBurstPerAddress: 1_000_000,
  maxSocketsPerAddress: 100_000,
  maxParked: 100_000,
  maxParkedPerAddress: 100_000,
  maxDetached: 100_000,
  maxDetachedPerAddress: 100_000,
  // A tick that waits for a slow reader would be measured as no tick at all.
  maxBufferedBytes: 16 * 1024 * 1024,
  maxStalledBytes: 64 * 1024 * 1024,
};
