// Mocha's spec reporter that also writes the counts of its run to the file in SLOTWIRE_COUNTS.
const { writeFileSync } = require("node:fs");
const { reporters, Runner } = require("mocha");

/** How long a finished run may take to end: what still holds it open then is a leak. */
const exitMs = 5000;

class CountReporter extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    // Said at the end too: what fails for good may be a consequence, and a long output is cut at its start.
    const retried = [];
    runner.on(Runner.constants.EVENT_TEST_RETRY, (test, error) => {
      retried.push(`    Tried once more: ${test.fullTitle()}\n      ${error?.stack ?? error}`);
      console.error(retried.at(-1));
    });
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      for (const report of retried) console.error(report);
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
