import type { Transaction } from '../db/index.js';
import type { IsoDate } from '../domain/calendar.js';
import { normaliseCnic } from '../domain/ids.js';
import { problems } from '../platform/http/problems.js';
import { findPeopleByHash, hashOfNumber, personOn } from '../registry/index.js';
import type { DeskDeps } from './deps.js';

/** Somebody whom the registry knows, and where his family's rows live. */
export type KnownPerson = NonNullable<
  ReturnType<Awaited<ReturnType<typeof findPeopleByHash>>['get']>
>;

/**
 * The person of a number, in the family of a day: the stay's first; in the family known last where no day
 * is given. Throws the problem validation when the registry does not know the number.
 */
export async function knownPerson(
  { keys }: Pick<DeskDeps, 'keys'>,
  tx: Transaction,
  number: string,
  day?: IsoDate,
): Promise<KnownPerson> {
  const cnic = normaliseCnic(number);
  if (cnic === undefined) throw new TypeError('a validated body has a CNIC');
  const hash = hashOfNumber(keys, cnic);
  const person = (await findPeopleByHash(tx, [hash])).get(hash.toString('hex'));
  if (person !== undefined) return day === undefined ? person : personOn(person, day);
  throw problems.fault({
    pointer: '/body/cnic',
    code: 'unknown-person',
    message: 'The registry does not know this number; its claim can be sent and will wait for it',
  });
}
