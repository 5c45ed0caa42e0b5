/**
 * `npm run mutate`: changes the arithmetic and the rules in a thousand small ways and asks whether a test
 * notices. The pure tests are built once into plain modules that hold every change, switched off; each
 * change is then one run of one process.
 */
export default {
  packageManager: 'npm',
  testRunner: 'command',
  buildCommand: 'node --import tsx tests/support/build-mutation-tests.ts',
  commandRunner: { command: 'node .tap/mutation/all.mjs' },
  mutate: [
    'src/domain/money.ts',
    'src/domain/coverage/**/*.ts',
    'src/domain/pricing/**/*.ts',
    'src/domain/rules/*.ts',
    'src/domain/rules/catalogue/**/*.ts',
  ],
  ignorePatterns: [
    '*',
    '!src',
    '!src/**',
    '!tests',
    '!tests/**',
    '!package.json',
    '!tsconfig.json',
  ],
  ignoreStatic: false,
  disableTypeChecks: '{src,tests}/**/*.ts',
  checkers: [],
  plugins: [],
  concurrency: 2,
  // A busy machine makes a run slow, not endless: a change that only waited would count as noticed.
  timeoutMS: 60_000,
  incremental: true,
  incrementalFile: '.stryker-tmp/incremental.json',
  tempDirName: '.stryker-tmp',
  reporters: ['clear-text', 'progress', 'html'],
  htmlReporter: { fileName: '.stryker-tmp/report.html' },
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  thresholds: { high: 95, low: 90, break: 90 },
};
