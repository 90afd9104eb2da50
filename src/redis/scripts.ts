// What Redis does in one step, in Lua: compare epoch and number, then write.

/**
 * A session is a hash: e epoch, n number of the last write, s snapshot, c who claimed last. Without s it
 * was deleted, and is kept so that a late write finds it. Redis runs a script as one command, so that
 * nothing comes between the comparison and the write.
 */
export const scripts = {
  /** epoch, number, keepMs, snapshot → 1 stored, 0 stale */
  slotwirePut: {
    numberOfKeys: 1,
    lua: `
local stored = redis.call("HMGET", KEYS[1], "e", "n")
if stored[1] then
  if redis.call("HEXISTS", KEYS[1], "s") == 0 then return 0 end
  local epoch, by = tonumber(stored[1]), tonumber(ARGV[1])
  if by < epoch or (by == epoch and tonumber(ARGV[2]) < tonumber(stored[2])) then return 0 end
end
redis.call("HSET", KEYS[1], "e", ARGV[1], "n", ARGV[2], "s", ARGV[4])
redis.call("PEXPIRE", KEYS[1], ARGV[3])
return 1`,
  },
  /** fromEpoch, claimant → false gone, [epoch] stale, [epoch, snapshot] claimed; again for a repeat */
  slotwireClaim: {
    numberOfKeys: 1,
    lua: `
local stored = redis.call("HMGET", KEYS[1], "e", "s", "c")
if not stored[2] then return false end
local epoch, from = tonumber(stored[1]), tonumber(ARGV[1])
if epoch == from then
  redis.call("HSET", KEYS[1], "e", from + 1, "n", 0, "c", ARGV[2])
elseif epoch ~= from + 1 or stored[3] ~= ARGV[2] then
  return { epoch }
end
return { from + 1, stored[2] }`,
  },
  /** minDeletedMs, epoch → how many were there of this epoch or an earlier one */
  slotwireDelete: {
    numberOfKeys: 1,
    lua: `
local stored = redis.call("HMGET", KEYS[1], "e", "s")
if not stored[2] or (tonumber(stored[1]) or 0) > tonumber(ARGV[2]) then return 0 end
redis.call("HDEL", KEYS[1], "s", "c")
redis.call("HINCRBY", KEYS[1], "e", 1)
if redis.call("PTTL", KEYS[1]) < tonumber(ARGV[1]) then redis.call("PEXPIRE", KEYS[1], ARGV[1]) end
return 1`,
  },
} as const;

export type Scripts = typeof scripts;
