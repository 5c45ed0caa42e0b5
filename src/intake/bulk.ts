import { createHash } from 'node:crypto';
import { parseJson } from '../platform/http/json-body.js';
import { Problem, problems, type Fault } from '../platform/http/problems.js';
import { faultsOf } from '../platform/http/zod-faults.js';
import { claimBody, type ClaimBody } from './claim.contract.js';
import { submitClaims, type Submission, type SubmitDeps } from './submit-claims.js';

export const BULK_BYTES = 64 * 1024 * 1024;
export const BULK_LINES = 10_000;
/** One claim of a bulk, as one sent alone. */
const LINE_BYTES = 1024 * 1024;
/** Claims stored in one transaction: a crash in the middle loses only what was not answered. */
const PIECE = 200;

/** A line's key is its claim number: another claim under the same one needs a request of its own. */
const NUMBER_REUSED: Fault = {
  pointer: '/hospitalClaimNo',
  code: 'idempotency-key-reused',
  message:
    'Under this Idempotency-Key the number was sent with other content; send it in another request',
};

export type BulkResult =
  | {
      readonly line: number;
      readonly outcome: 'accepted';
      readonly id: string;
      readonly hospitalClaimNo: string;
    }
  | { readonly line: number; readonly outcome: 'refused'; readonly faults: readonly Fault[] };

/**
 * The lines of an NDJSON body with their numbers; blank ones are left out, and count. Throws too-large
 * over 10,000 of them.
 */
function linesOf(body: Buffer): readonly { readonly line: number; readonly text: Buffer }[] {
  const lines: { line: number; text: Buffer }[] = [];
  let start = 0;
  for (let line = 1; start < body.length; line += 1) {
    if (line > BULK_LINES) {
      throw problems.tooLarge(`A bulk holds at most ${BULK_LINES} lines; nothing was stored`);
    }
    const found = body.indexOf(0x0a, start);
    const end = found === -1 ? body.length : found;
    const text = body.subarray(start, end);
    if (text.length > LINE_BYTES || !isBlank(text)) lines.push({ line, text });
    start = end + 1;
  }
  return lines;
}

function isBlank(text: Buffer): boolean {
  return text.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d);
}

/**
 * Takes a file of claims, one JSON object a line: one result per line, in order. Good lines are stored
 * whatever their neighbours. A line's key is (request key, hospital claim number), so that sending the
 * file again, also after a crash in the middle, gives the same results.
 */
export async function submitBulk(
  deps: SubmitDeps,
  hospitalId: string,
  requestKey: string,
  body: Buffer,
): Promise<readonly BulkResult[]> {
  const lines = linesOf(body);
  const results: BulkResult[] = [];
  for (let at = 0; at < lines.length; at += PIECE) {
    const piece = lines
      .slice(at, at + PIECE)
      .map(({ line, text }) => ({ line, ...readLine(text) }));
    const good = piece.flatMap((item) => (item.body === undefined ? [] : [item.body]));
    const submitted = await submitClaims(
      deps,
      hospitalId,
      good.map((claim) => toSubmission(requestKey, claim)),
    );
    let next = 0;
    for (const { line, body: claim, faults } of piece) {
      if (claim === undefined) {
        results.push({ line, outcome: 'refused', faults: faults ?? [] });
        continue;
      }
      const answer = submitted[next];
      next += 1;
      if (answer === undefined) throw new Error('a line of a bulk got no answer');
      results.push(
        answer.accepted
          ? { line, outcome: 'accepted', id: answer.id, hospitalClaimNo: claim.hospitalClaimNo }
          : { line, outcome: 'refused', faults: [NUMBER_REUSED] },
      );
    }
  }
  return results;
}

function toSubmission(requestKey: string, body: ClaimBody): Submission {
  const number = createHash('sha256').update(body.hospitalClaimNo).digest('base64url');
  return { key: `${requestKey}#${number}`, body };
}

interface ReadLine {
  readonly body?: ClaimBody;
  readonly faults?: readonly Fault[];
}

function readLine(text: Buffer): ReadLine {
  if (text.length > LINE_BYTES) {
    return { faults: [{ pointer: '', code: 'too-large', message: 'A claim has at most 1 MiB' }] };
  }
  let value: unknown;
  try {
    value = parseJson(text, []);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const message = error.detail ?? error.title;
    return { faults: error.faults ?? [{ pointer: '', code: error.kind, message }] };
  }
  const parsed = claimBody.safeParse(value);
  return parsed.success ? { body: parsed.data } : { faults: faultsOf(parsed.error, []) };
}
