import { Validator } from '@seriousme/openapi-schema-validator';
import { readdirSync, readFileSync } from 'node:fs';
import t from 'tap';
import { openApiDocument, requestExamples } from '../../src/cli/openapi-document.js';

const folder = new URL('../../openapi/', import.meta.url);
const REFRESH = 'run npm run openapi and look at what changed';

interface Operation {
  readonly operationId?: string;
  readonly summary?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly security?: readonly object[];
  readonly responses: Readonly<Record<string, { readonly content?: Record<string, unknown> }>>;
}

interface Document {
  readonly security: readonly object[];
  readonly tags: readonly { readonly name: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

const text = await openApiDocument();
const document = JSON.parse(text) as Document;
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    name: `${method.toUpperCase()} ${path}`,
    operation,
  })),
);

t.test('the committed document and examples are those that the service makes', async (t) => {
  t.equal(readFileSync(new URL('openapi.json', folder), 'utf8'), text, REFRESH);
  const examples = requestExamples();
  t.same(readdirSync(new URL('examples', folder)).sort(), Object.keys(examples).sort());
  for (const [name, example] of Object.entries(examples)) {
    t.equal(readFileSync(new URL(`examples/${name}`, folder), 'utf8'), example, REFRESH);
  }
});

t.test('the document is valid OpenAPI 3.1', async (t) => {
  const result = await new Validator().validate(JSON.parse(text));
  t.same(result.errors, undefined);
  t.equal(result.valid, true);
});

t.test('every operation says what it does, who may ask and how it refuses', async (t) => {
  t.ok(operations.length >= 10, `${operations.length} operations`);
  const groups = new Set(document.tags.map(({ name }) => name));
  for (const { name, operation } of operations) {
    const { operationId, summary, description, tags = [], responses } = operation;
    const security = operation.security ?? document.security;
    t.match(operationId, /^[a-z][A-Za-z]+$/, `${name} has an id`);
    t.match(summary, /^[A-Z].{10,}/, `${name} has a summary`);
    t.ok(tags.length === 1 && groups.has(tags[0] ?? ''), `${name} is in a described group`);
    const isOpen = security.length === 0;
    t.equal(/Needs `[a-z_.]+`, held by: /.test(description ?? ''), !isOpen, `${name}: its needs`);
    const statuses = Object.keys(responses);
    t.ok(
      statuses.some((status) => status.startsWith('2')),
      `${name} can succeed`,
    );
    const errors = statuses.filter((status) => /^[45]/.test(status));
    const wanted = isOpen ? ['5XX'] : ['401', '403', '429', '5XX'];
    t.ok(
      wanted.every((status) => errors.includes(status)),
      `${name} names the refusals all share`,
    );
    for (const status of errors) {
      t.match(
        responses[status]?.content,
        { 'application/problem+json': { schema: { $ref: /Problem$/ } } },
        `${name} answers ${status} with a problem`,
      );
    }
  }
  const ids = operations.map(({ operation }) => operation.operationId);
  t.equal(new Set(ids).size, ids.length, 'no id is given twice');
});

t.test('every named schema is used, and none is there twice', async (t) => {
  const names = Object.keys(document.components.schemas);
  t.ok(names.length > 10);
  for (const name of names) {
    t.ok(text.includes(`"#/components/schemas/${name}"`), `${name} is used`);
    t.notMatch(name, /Input$/);
  }
});
