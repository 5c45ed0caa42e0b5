import { InvalidArgumentError, type Command } from 'commander';
import { endKey, issueKey, readKeys } from '../access/index.js';
import {
  isGrantable,
  ROLES,
  SCOPE_KINDS,
  type Grant,
  type Role,
  type ScopeKind,
} from '../domain/access/access.js';
import { isIsoDate, type IsoDate } from '../domain/calendar.js';
import { systemClock } from '../platform/clock.js';
import { ReferenceCache, type Reference } from '../registry/index.js';
import { withContext, type CliContext } from './context.js';

interface IssueOptions {
  readonly name: string;
  readonly grant: readonly Grant[];
  readonly expires?: IsoDate;
}

/** `sehat key issue|list|end`: who may ask the API for what. */
export function addKeyCommand(program: Command): void {
  const key = program.command('key').description('API keys: roles within scopes');
  key
    .command('issue')
    .description('Make a key and print it once; only its hash is kept')
    .requiredOption('--name <name>', 'whose key it is')
    .requiredOption(
      '--grant <role@kind:id>',
      `role and where it holds, such as hospital@hospital:CODE, finance@scheme:CODE or ` +
        `administrator@all:*; may be repeated. Roles: ${ROLES.join(', ')}; ` +
        `kinds: ${SCOPE_KINDS.join(', ')}`,
      addGrant,
    )
    .option('--expires <day>', 'last day on which it works, in Karachi', asDay)
    .action((options: IssueOptions) => withContext((context) => issue(context, options)));
  key
    .command('list')
    .description('Keys that have not ended')
    .action(() => withContext(list));
  key
    .command('end')
    .argument('<id>', 'the id that list shows')
    .description('End a key for good')
    .action((id: string) => withContext((context) => end(context, id)));
}

const GRANT = /^([a-z_]+)@([a-z]+):(\S{1,64})$/;

function addGrant(text: string, given: readonly Grant[] = []): readonly Grant[] {
  const [, role, kind, id = ''] = GRANT.exec(text) ?? [];
  const grant = { role: role as Role, scope: { kind: kind as ScopeKind, id } };
  if (!ROLES.includes(grant.role) || !SCOPE_KINDS.includes(grant.scope.kind)) {
    throw new InvalidArgumentError('It is not a role and a scope such as finance@scheme:CODE.');
  }
  if (!isGrantable(grant)) {
    throw new InvalidArgumentError(`The role ${grant.role} cannot be held in ${kind} ${id}.`);
  }
  return [...given, grant];
}

function asDay(text: string): IsoDate {
  if (isIsoDate(text)) return text;
  throw new InvalidArgumentError('It is not a date YYYY-MM-DD.');
}

async function issue(context: CliContext, options: IssueOptions): Promise<void> {
  const reference = await new ReferenceCache(context.judge()).current();
  const grants = options.grant.map((grant) => withId(reference, grant));
  const known = grants.filter((grant) => grant !== undefined);
  if (known.length < grants.length) {
    process.stderr.write('A grant names a hospital or scheme that the registry does not know.\n');
    process.exitCode = 1;
    return;
  }
  const { name, expires } = options;
  const draft = { name, grants: known, ...(expires && { expiresAt: endOfDay(expires) }) };
  const made = await issueKey(context.owner(), draft, systemClock.now());
  context.say(`id   ${made.id}`);
  context.say(`key  ${made.key}`);
}

/** Hospitals are named by their codes, and granted by their ids. Undefined: not in the registry. */
function withId({ hospitals, terms }: Reference, grant: Grant): Grant | undefined {
  const { kind, id } = grant.scope;
  if (kind === 'scheme') return terms.has(id) ? grant : undefined;
  if (kind !== 'hospital') return grant;
  const hospital = [...hospitals.values()].find(({ code }) => code === id);
  return hospital === undefined ? undefined : { ...grant, scope: { kind, id: hospital.id } };
}

/** Karachi is five hours ahead of UTC, all year. */
function endOfDay(day: IsoDate): Date {
  return new Date(`${day}T23:59:59.999+05:00`);
}

async function list({ owner, say }: CliContext): Promise<void> {
  for (const { id, name, createdAt, expiresAt, grants } of await readKeys(owner())) {
    const until = expiresAt === null ? '' : `  until ${expiresAt.toISOString()}`;
    say(`${id}  ${name}  ${grants.join(' ')}  since ${createdAt.toISOString()}${until}`);
  }
}

async function end({ owner, say }: CliContext, id: string): Promise<void> {
  const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);
  const ended = uuid && (await endKey(owner(), id, systemClock.now()));
  say(ended ? `The key ${id} has ended.` : `No living key has the id ${id}.`);
  if (!ended) process.exitCode = 1;
}
