import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import eslint from '@eslint/js';
import globals from 'globals';
import tseslint from 'typescript-eslint';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** Files over 400 lines and functions over 70 do two things. */
const size = {
  'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
  'max-lines-per-function': ['error', { max: 70, skipBlankLines: true, skipComments: true }],
};

const strictRules = {
  '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
  '@typescript-eslint/switch-exhaustiveness-check': [
    'error',
    { considerDefaultExhaustiveForUnions: true },
  ],
  // fastify's reply is thenable, so `reply.header(…)` looks like a promise nobody waits for.
  '@typescript-eslint/no-floating-promises': [
    'error',
    { allowForKnownSafePromises: [{ from: 'package', package: 'fastify', name: 'FastifyReply' }] },
  ],
  '@typescript-eslint/no-unused-vars': [
    'error',
    { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
  ],
  // Counts and codes go into sentences all the time; objects in sentences are still refused.
  '@typescript-eslint/restrict-template-expressions': [
    'error',
    { allowNumber: true, allowBoolean: true, allowNever: true },
  ],
  '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
  // tsc's noPropertyAccessFromIndexSignature asks for the opposite.
  '@typescript-eslint/dot-notation': 'off',
  // Both spellings of a record are clear.
  '@typescript-eslint/consistent-indexed-object-style': 'off',
  // fastify's hooks and postgres.js' transactions are async by contract, with or without an await.
  '@typescript-eslint/require-await': 'off',
  '@typescript-eslint/no-unnecessary-type-parameters': 'off',
  // It does not see that a branded bigint is one.
  '@typescript-eslint/no-unsafe-unary-minus': 'off',
  // It takes an assertion that decides what a generic becomes for superfluous.
  '@typescript-eslint/no-unnecessary-type-assertion': 'off',
  eqeqeq: 'error',
  'no-console': 'error',
};

/** In tests a promise of tap's `t.test` is awaited by tap, and an empty function is a stand-in. */
const testRules = {
  '@typescript-eslint/no-floating-promises': [
    'error',
    {
      allowForKnownSafePromises: [
        { from: 'package', package: 'fastify', name: 'FastifyReply' },
        { from: 'package', package: '@tapjs/core', name: 'PromiseWithSubtest' },
      ],
    },
  ],
  // Answers are read as they come; a wrong guess fails the test.
  '@typescript-eslint/no-unsafe-assignment': 'off',
  '@typescript-eslint/no-unsafe-member-access': 'off',
  '@typescript-eslint/no-unsafe-argument': 'off',
  '@typescript-eslint/no-unsafe-call': 'off',
  '@typescript-eslint/no-unsafe-return': 'off',
  '@typescript-eslint/no-unnecessary-condition': 'off',
  '@typescript-eslint/use-unknown-in-catch-callback-variable': 'off',
  '@typescript-eslint/no-empty-function': 'off',
  '@typescript-eslint/no-non-null-assertion': 'off',
  'max-lines-per-function': 'off',
};

export default tseslint.config(
  { ignores: ['node_modules/', '.tap/', '.sehat/', 'coverage/', 'openapi/', 'src/web/types/'] },
  {
    files: ['**/*.ts'],
    extends: [eslint.configs.recommended, ...tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { project: resolve(root, 'tsconfig.json'), tsconfigRootDir: root },
    },
    rules: { ...size, ...strictRules },
  },
  // What speaks to a person at a terminal rather than to the log.
  {
    files: ['src/main.ts', 'src/cli/**/*.ts', 'tests/bench/**/*.ts', 'tests/support/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  { files: ['tests/**/*.ts'], rules: testRules },
  {
    files: ['**/*.mjs'],
    extends: [eslint.configs.recommended],
    languageOptions: { globals: globals.node },
    rules: size,
  },
);
