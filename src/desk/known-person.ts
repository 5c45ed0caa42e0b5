import type { Transaction } from '../db/index.js';
import { normaliseCnic } from '../domain/ids.js';
import { problems } from '../platform/http/problems.js';
import { findPeopleByHash, hashOfNumber } from '../registry/index.js';
import type { DeskDeps } from './deps.js';

/** Somebody whom the registry knows, and where his family's rows live. */
export type KnownPerson = NonNullable<
  ReturnType<Awaited<ReturnType<typeof findPeopleByHash>>['get']>
>;

/** The person of a number. Throws the problem validation when the registry does not know it. */
export async function knownPerson(
  { keys }: Pick<DeskDeps, 'keys'>,
  tx: Transaction,
  number: string,
): Promise<KnownPerson> {
  const cnic = normaliseCnic(number);
  if (cnic === undefined) throw new TypeError('a validated body has a CNIC');
  const hash = hashOfNumber(keys, cnic);
  const person = (await findPeopleByHash(tx, [hash])).get(hash.toString('hex'));
  if (person !== undefined) return person;
  throw problems.fault({
    pointer: '/body/cnic',
    code: 'unknown-person',
    message: 'The registry does not know this number; its claim can be sent and will wait for it',
  });
}
