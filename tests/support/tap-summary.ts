/** Reads the TAP of a whole run as it comes and counts it. */

/** A test that did not run, and why. */
export interface SkippedTest {
  readonly name: string;
  readonly reason: string;
}

/** What is told when a test file has ended. */
export interface FileResult {
  readonly file: string;
  readonly ok: boolean;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** The file's TAP without what passed; empty if all is well. Cut after some thousand lines. */
  readonly faults: readonly string[];
}

const MOST_FAULT_LINES = 2_000;
const POINT = /^( *)(not )?ok \d+(?: - (.*))?$/;
const SKIP = /^(.*?) ?# SKIP ?(.*)$/i;

/**
 * Counts the tests of a run: every test point directly inside a file is one test. A file without
 * tests, or one that failed outside all its tests, is one failure.
 */
export class TapSummary {
  passed = 0;
  failed = 0;
  readonly skipped: SkippedTest[] = [];

  #file = { passed: 0, failed: 0, skipped: 0, faults: [] as string[] };
  /** Indentation of the YAML block that the lines belong to. */
  #yaml: number | undefined;
  #inFault = false;
  /** Names of the tests that the lines are inside of, by depth. */
  readonly #inside: string[] = [];

  /** @returns the result of a file when the line was its last */
  line(text: string): FileResult | undefined {
    const indent = text.length - text.trimStart().length;
    if (this.#yaml !== undefined) {
      if (this.#inFault) this.#keep(text);
      if (indent === this.#yaml && text.trim() === '...') this.#yaml = undefined;
      return undefined;
    }
    if (text.trim() === '---') {
      this.#yaml = indent;
      if (this.#inFault) this.#keep(text);
      return undefined;
    }
    const subtest = /^( *)# Subtest: (.*)$/.exec(text);
    if (subtest) this.#inside[indent / 4] = subtest[2] ?? '';
    const point = POINT.exec(text);
    if (!point) {
      if (!/^ *(TAP version 14|1\.\.\d+.*|# time=.*|# Subtest: .*|)$/.test(text)) this.#keep(text);
      return undefined;
    }
    return this.#point(text, indent / 4, point[2] === undefined, point[3] ?? '');
  }

  #point(text: string, depth: number, ok: boolean, rest: string): FileResult | undefined {
    const name = rest.replace(/ # time=[\d.]+m?s( \{)?$/, '');
    const skip = SKIP.exec(name);
    this.#inFault = !ok;
    if (!ok) this.#keep(text);
    if (depth === 0) return this.#endFile(skip?.[1] ?? name, ok, skip?.[2]);
    if (skip) {
      this.#file.skipped += 1;
      const path = [...this.#inside.slice(1, depth), skip[1] ?? ''].join(' > ');
      this.skipped.push({ name: `${this.#inside[0] ?? ''}: ${path}`, reason: skip[2] ?? '' });
    } else if (depth === 1) {
      this.#file[ok ? 'passed' : 'failed'] += 1;
    }
    return undefined;
  }

  #endFile(file: string, ok: boolean, skipReason: string | undefined): FileResult {
    const { passed, failed, skipped, faults } = this.#file;
    const empty = passed + failed + skipped === 0;
    const result = { file, passed, failed, skipped, ok, faults };
    if (empty && skipReason !== undefined && skipReason !== 'no tests found') {
      result.skipped = 1;
      const reason = skipReason.replace(/^.*\\# SKIP /, '');
      this.skipped.push({ name: file, reason });
    } else if (empty || (!ok && failed === 0)) {
      result.failed += 1;
      result.ok = false;
      if (empty && ok) faults.push(`${file} holds no test.`);
    }
    this.passed += result.passed;
    this.failed += result.failed;
    this.#file = { passed: 0, failed: 0, skipped: 0, faults: [] };
    this.#inFault = false;
    this.#inside.length = 0;
    return { ...result, faults: result.ok ? [] : faults };
  }

  #keep(text: string): void {
    if (this.#file.faults.length < MOST_FAULT_LINES) this.#file.faults.push(text);
  }
}
