import type { core } from 'zod';
import { pointerTo, type Fault } from './problems.js';

type Issue = core.$ZodIssue;
type Path = readonly PropertyKey[];

/**
 * Every issue zod found as faults with pointers under `prefix` (`body`, `query`, …): an unknown
 * field points at itself, and a union speaks for the branch that came nearest.
 */
export function faultsOf(error: core.$ZodError, prefix: Path): Fault[] {
  return error.issues.flatMap((issue) => faultsOfIssue(issue, prefix));
}

function faultsOfIssue(issue: Issue, prefix: Path): Fault[] {
  const path = [...prefix, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      pointer: pointerTo([...path, key]),
      code: 'unknown_field',
      message: 'This field is not part of the contract',
    }));
  }
  const inner = innerIssues(issue);
  if (inner.length > 0) return inner.flatMap((one) => faultsOfIssue(one, path));
  return [{ pointer: pointerTo(path), code: codeOf(issue), message: issue.message }];
}

/** The issues of the union branch that was understood deepest, then of the one with the fewest. */
function innerIssues(issue: Issue): readonly Issue[] {
  if (issue.code !== 'invalid_union') return [];
  const [first, ...others] = issue.errors;
  return others.reduce((best, branch) => (isNearer(branch, best) ? branch : best), first ?? []);
}

function isNearer(branch: readonly Issue[], best: readonly Issue[]): boolean {
  const depthOf = (issues: readonly Issue[]) =>
    Math.max(0, ...issues.map((issue) => issue.path.length));
  const difference = depthOf(branch) - depthOf(best);
  return difference > 0 || (difference === 0 && branch.length < best.length);
}

/** A contract's own code, given as `params: { code }` to a refinement, or zod's. */
function codeOf(issue: Issue): string {
  if (issue.code !== 'custom') return issue.code;
  const own: unknown = issue.params?.['code'];
  return typeof own === 'string' ? own : issue.code;
}
