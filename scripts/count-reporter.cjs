// Mocha's spec reporter that also writes the counts of its run to the file in SLOTWIRE_COUNTS.
const { writeFileSync } = require("node:fs");
const { reporters, Runner } = require("mocha");

/** How long a finished run may take to end: what still holds it open then is a leak. */
const exitMs = 5000;

class CountReporter extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.on(Runner.constants.EVENT_TEST_RETRY, (test, error) => {
      console.error(`    Tried once more: ${test.title}\n      ${error?.stack ?? error}`);
    });
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures, pending } = this.stats;
      writeFileSync(process.env.SLOTWIRE_COUNTS, JSON.stringify({ passes, failures, pending }));
      // The timer alone does not keep the process alive: it fires only when something else does.
      setTimeout(() => {
        const held = process.getActiveResourcesInfo().filter((name) => name !== "Timeout");
        console.error(`The tests are over, but these are still open: ${held.join(", ")}`);
        process.exit(1);
      }, exitMs).unref();
    });
  }
}

module.exports = CountReporter;
