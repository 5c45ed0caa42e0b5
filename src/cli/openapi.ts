/** `npm run openapi`: writes the OpenAPI document of the service and its examples to openapi/. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { openApiDocument, requestExamples } from './openapi-document.js';

const folder = fileURLToPath(new URL('../../openapi', import.meta.url));
mkdirSync(path.join(folder, 'examples'), { recursive: true });
writeFileSync(path.join(folder, 'openapi.json'), await openApiDocument());
for (const [name, text] of Object.entries(requestExamples())) {
  writeFileSync(path.join(folder, 'examples', name), text);
}
process.stdout.write('openapi/openapi.json and its examples are written.\n');
