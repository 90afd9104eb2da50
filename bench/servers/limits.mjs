// Limits raised for a load that comes from one address: they guard against what the bench does on purpose.
export const limits = {};
