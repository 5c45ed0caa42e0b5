import {
  pino,
  stdTimeFunctions,
  type DestinationStream,
  type Logger,
  type LoggerOptions,
} from 'pino';
import { maskCnicDeep, mayHoldCnic } from './cnic-mask.js';

export type Log = Logger;

/** Credentials and bodies are cut by path before anything is written. */
const REDACTED_NAMES = [
  'authorization',
  'cookie',
  'password',
  'secret',
  'token',
  'apiKey',
  'body',
  'cnic',
  'bForm',
] as const;

/** `name`, `*.name` and `*.*.name`: pino's paths do not descend by themselves. */
const REDACTED_PATHS = REDACTED_NAMES.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);

/**
 * The last guard: whatever a line holds, no identity number leaves the process.
 * Only lines that may hold one are parsed again, so the usual line costs one regular expression.
 */
export function guardLine(line: string): string {
  if (!mayHoldCnic(line)) return line;
  try {
    return `${JSON.stringify(maskCnicDeep(JSON.parse(line)))}\n`;
  } catch {
    // A line that is not JSON cannot be masked with certainty; losing it is the lesser harm.
    return '{"level":"error","msg":"a log line that was not JSON was withheld"}\n';
  }
}

/**
 * pino options for every process of the service: ISO times (epoch milliseconds have 13 digits and
 * would look like a CNIC), level names, redaction by path and the guard over the finished line.
 */
function logOptions(level: string): LoggerOptions {
  return {
    level,
    base: null,
    timestamp: stdTimeFunctions.isoTime,
    redact: { paths: REDACTED_PATHS, censor: '[redacted]' },
    formatters: { level: (label) => ({ level: label }) },
    serializers: {
      // fastify binds the request under `req`; headers and the query string are not worth the risk.
      req: (request: { method?: string; url?: string; ip?: string }) => ({
        method: request.method,
        path: request.url?.split('?', 1)[0],
        address: request.ip,
      }),
      res: (reply: { statusCode?: number }) => ({ status: reply.statusCode }),
      err: pino.stdSerializers.err,
    },
    hooks: { streamWrite: guardLine },
  };
}

/** A logger writing JSON lines to standard output, or to `destination` where one is given. */
export function createLog(options: { level: string; destination?: DestinationStream }): Log {
  const settings = logOptions(options.level);
  return options.destination === undefined ? pino(settings) : pino(settings, options.destination);
}
