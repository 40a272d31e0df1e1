import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import { defineConfig } from 'eslint/config';
import globals from 'globals';
import tseslint from 'typescript-eslint';
import house from './scripts/house/lint-rules.mjs';
import { DETERMINISM, importLaws, PRIVACY } from './scripts/house/lint-laws.mjs';

const WORLDS = ['pure', 'dom', 'worker', 'node'].map((world) => `./tsconfig.${world}.json`);
const TESTS = ['**/*.test.ts', 'e2e/**', 'vitest.*.ts'];

/** What people who read the code may expect of all of it. */
const common = {
  plugins: { house },
  linterOptions: { reportUnusedDisableDirectives: 'error' },
  rules: {
    'house/described-disable': 'error',
    'no-restricted-imports': importLaws(),
    'no-restricted-syntax': ['error', ...PRIVACY],
    'no-eval': 'error',
    'no-new-func': 'error',
    'no-console': 'error',
    eqeqeq: ['error', 'always'],
    'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
    'max-lines-per-function': ['error', { max: 90, skipBlankLines: true, skipComments: true }],
  },
};

const typed = {
  files: ['**/*.ts'],
  extends: [tseslint.configs.recommendedTypeChecked],
  languageOptions: { parserOptions: { project: WORLDS, tsconfigRootDir: import.meta.dirname } },
  rules: {
    '@typescript-eslint/consistent-type-imports': 'error',
    '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    '@typescript-eslint/no-non-null-assertion': 'error',
    '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
  },
};

export default defineConfig(
  {
    ignores: [
      'build',
      'dist',
      'node_modules',
      'bench/node_modules',
      'playwright-report',
      'test-results',
      'public',
    ],
  },
  js.configs.recommended,
  tseslint.configs.strict,
  common,
  typed,
  svelte.configs.recommended,
  {
    files: ['**/*.svelte'],
    languageOptions: { parserOptions: { parser: tseslint.parser }, globals: globals.browser },
    rules: {
      'svelte/no-at-html-tags': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
    // A rune class may keep a plain Set or Map that nothing on the screen follows.
    rules: { 'svelte/prefer-svelte-reactivity': 'off' },
  },
  { files: ['**/*.{js,mjs}'], languageOptions: { globals: globals.node }, rules: { 'no-console': 'off' } },
  // Part of it runs in the page of a browser.
  {
    files: [
      'bench/{augment-images,augment-rows,augment-series,augment-texts,big,ease,resample,sluice,variants,visits}.mjs',
    ],
    languageOptions: { globals: globals.browser },
  },
  { files: ['headless/**'], rules: { 'no-console': 'off' } },
  {
    files: ['{src,workers,headless}/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: { 'house/documented-export': 'error' },
  },
  {
    files: ['src/{core,document,steps,kernels}/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: { 'no-restricted-syntax': ['error', ...PRIVACY, ...DETERMINISM] },
  },
  { files: ['src/engine/client.ts'], rules: { 'no-restricted-imports': importLaws('comlink') } },
  { files: ['workers/**', 'headless/**'], rules: { 'no-restricted-imports': importLaws('apache-arrow') } },
  {
    files: ['workers/*.worker.ts'],
    rules: { 'no-restricted-imports': importLaws('comlink', 'apache-arrow') },
  },
  {
    files: ['workers/duckdb/**'],
    rules: { 'no-restricted-imports': importLaws('@duckdb/duckdb-wasm', 'apache-arrow') },
  },
  { files: ['src/charts/**'], rules: { 'no-restricted-imports': importLaws('d3') } },
  { files: ['src/kernels/**'], rules: { 'no-restricted-imports': importLaws('d3-array') } },
  {
    // Typed arrays are read by index in tight loops, where a check for undefined would cost and say nothing.
    files: ['src/{kernels,steps}/**/*.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  {
    files: TESTS,
    rules: { 'no-restricted-syntax': 'off', 'max-lines-per-function': 'off', 'no-restricted-imports': 'off' },
  },
);
