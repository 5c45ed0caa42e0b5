import {
  closeSync,
  createReadStream,
  openSync,
  statSync,
  writeSync,
  type ReadStream,
} from 'node:fs';
import { Presets, SingleBar } from 'cli-progress';
import { Argument, InvalidArgumentError, Option, type Command } from 'commander';
import { inTransaction, type Database } from '../db/index.js';
import { isIsoDate, type IsoDate } from '../domain/calendar.js';
import { CARE_TIERS, type CareTier } from '../domain/scheme/terms.js';
import {
  DISTRICTS,
  FileRefused,
  findSchemes,
  IMPORT_KINDS,
  loadReference,
  openImport,
  registerSchemeDistricts,
  registerSchemes,
  TRIAL_SCHEME,
  writeImport,
  type ImportCounts,
  type ImportKind,
  type LineReport,
} from '../registry/index.js';
import { bringTerms } from '../terms/index.js';
import { withContext, type CliContext } from './context.js';

interface Options {
  readonly scheme: string;
  readonly report?: string;
  readonly from?: IsoDate;
  readonly blankLevel?: CareTier;
  readonly illustrativeRateFactor?: number;
  readonly strict?: true;
}

/** Lines told on the screen; all of them go into the file that `--report` names. */
const MOST_LINES_TOLD = 1_000;
/** Times a file is read: for repeated keys, then row by row. */
const READINGS = 2;
const REDRAW_MS = 250;

/** `sehat import packages|tariff|hospitals|families|moves FILE`: takes what is good, and tells of the rest. */
export function addImportCommand(program: Command): void {
  program
    .command('import')
    .description(
      'Import packages, a tariff, hospitals, families or moves between them from a CSV file',
    )
    .addArgument(new Argument('<kind>', 'what the file holds').choices(IMPORT_KINDS))
    .argument('<file>', 'CSV file, UTF-8, with a header')
    .option('--scheme <code>', 'scheme that it is for', TRIAL_SCHEME.code)
    .option('--report <file>', 'write every line refused, repeated or odd to this file')
    .option('--strict', 'exit with 1 when a row is refused')
    .option('--from <day>', 'HBP 2022 only: first day of the packages', asDay)
    .addOption(
      new Option(
        '--blank-level <tier>',
        'HBP 2022 only: tier of rows without a level of care',
      ).choices(CARE_TIERS),
    )
    .option(
      '--illustrative-rate-factor <factor>',
      'HBP 2022 only: take rates as rupees of Pakistan, this many for one of India',
      asFactor,
    )
    .action((kind: ImportKind, file: string, options: Options) =>
      withContext((context) => importFile(context, kind, file, options)).catch(sayRefusal),
    );
}

/** A file that cannot be taken is told in a sentence; anything else is for whoever called. */
function sayRefusal(error: unknown): void {
  if (!(error instanceof FileRefused)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

function asDay(text: string): IsoDate {
  if (isIsoDate(text)) return text;
  throw new InvalidArgumentError('It is not a date YYYY-MM-DD.');
}

function asFactor(text: string): number {
  if (/^\d{1,4}(\.\d{1,4})?$/.test(text) && Number(text) > 0) return Number(text);
  throw new InvalidArgumentError('It is not a number above 0 with at most four decimals.');
}

async function importFile(
  context: CliContext,
  kind: ImportKind,
  file: string,
  options: Options,
): Promise<void> {
  const { say, keys, urls } = context;
  if (urls.ownerUrl !== undefined) {
    const { migrate } = await import('../db/migrate.js');
    await migrate(urls.ownerUrl);
    await loadReference(urls.ownerUrl);
    await bringTerms(urls.ownerUrl, say);
  }
  const owner = context.owner();
  await checkScheme(owner, options.scheme);
  const streams: ReadStream[] = [];
  const open = (): ReadStream => {
    const stream = createReadStream(file);
    streams.push(stream);
    return stream;
  };
  const told = new Told(options.report, say);
  const { from, blankLevel, illustrativeRateFactor } = options;
  const target = { schemeCode: options.scheme, keys };
  const stopBar = showProgress(kind, sizeOf(file), streams);
  let counts: ImportCounts;
  try {
    const { rows } = await openImport(kind, open, { from, blankLevel, illustrativeRateFactor });
    counts = await writeImport(owner, kind, rows, target, (line) => told.add(line));
  } finally {
    stopBar();
    told.end();
  }
  say(`\n${file}: ${kind} for scheme ${options.scheme}`);
  for (const [name, count] of Object.entries(counts)) {
    say(`  ${name.padEnd(10)} ${String(count).padStart(9)}`);
  }
  if (options.strict === true && counts.refused > 0) process.exitCode = 1;
}

function sizeOf(file: string): number {
  try {
    return statSync(file).size;
  } catch (error) {
    throw new FileRefused(`${file} cannot be read: ${(error as Error).message}`, { cause: error });
  }
}

async function checkScheme(owner: Database, code: string): Promise<void> {
  const schemes = await inTransaction(owner, findSchemes);
  if (schemes.some((scheme) => scheme.code === code)) return;
  if (code === TRIAL_SCHEME.code) {
    const from = TRIAL_SCHEME.terms[0]?.from;
    await inTransaction(owner, async (tx) => {
      await registerSchemes(tx, [TRIAL_SCHEME]);
      if (from === undefined) return;
      // Everywhere: without dates every claim would wait for somebody to record them.
      const everywhere = DISTRICTS.map(({ pcode }) => ({ districtPcode: pcode, from }));
      await registerSchemeDistricts(tx, code, everywhere);
    });
    return;
  }
  const known = schemes.map((scheme) => scheme.code).join(', ');
  throw new FileRefused(`There is no scheme ${code}; there are ${known}.`);
}

/** Draws how much of the file has been read, over all readings, until stopped. */
function showProgress(kind: ImportKind, size: number, streams: readonly ReadStream[]): () => void {
  const bar = new SingleBar(
    {
      format: `  ${kind} {bar} {percentage}%`,
      hideCursor: null,
      noTTYOutput: true,
      notTTYSchedule: 5_000,
    },
    Presets.shades_classic,
  );
  const total = Math.max(1, size * READINGS);
  bar.start(total, 0);
  const draw = (): void =>
    bar.update(
      Math.min(
        total,
        streams.reduce((sum, stream) => sum + stream.bytesRead, 0),
      ),
    );
  const timer = setInterval(draw, REDRAW_MS);
  return () => {
    clearInterval(timer);
    draw();
    bar.stop();
  };
}

/** Tells of lines, the first of them on the screen when the bar is gone, all of them in a file if asked. */
class Told {
  private readonly lines: string[] = [];
  private readonly file: number | undefined;
  private count = 0;

  constructor(
    file: string | undefined,
    private readonly say: (line: string) => void,
  ) {
    this.file = file === undefined ? undefined : openSync(file, 'w');
  }

  add({ line, kind, says }: LineReport): void {
    const text = `line ${line}: ${kind}: ${says.join('; ')}`;
    this.count += 1;
    if (this.file !== undefined) writeSync(this.file, `${text}\n`);
    if (this.lines.length < MOST_LINES_TOLD) this.lines.push(text);
  }

  end(): void {
    for (const line of this.lines) this.say(line);
    const more = this.count - this.lines.length;
    if (more > 0) this.say(`… and ${more} more lines; --report FILE writes all of them`);
    if (this.file !== undefined) closeSync(this.file);
  }
}
