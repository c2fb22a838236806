import importX from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

/** Imports point one way (see CONTRIBUTING): what each folder must not import.
 * @param {string} target @param {string[]} from @param {string} message */
const zone = (target, from, message) => ({ target: `./${target}`, from: from.map((f) => `./${f}`), message });
const houses = [
  zone(
    'src/shared',
    ['src/data', 'src/engine', 'src/formats', 'src/lottery', 'src/runs', 'src/api', 'src/cli', 'src/extension', 'webview'],
    'src/shared imports nothing of ours.',
  ),
  zone(
    'src/data',
    ['src/engine', 'src/formats', 'src/lottery', 'src/runs', 'src/api', 'src/cli', 'src/extension', 'webview'],
    'src/data imports src/shared only.',
  ),
  zone(
    'src/formats',
    ['src/engine', 'src/lottery', 'src/runs', 'src/api', 'src/cli', 'src/extension', 'webview'],
    'src/formats imports data and shared.',
  ),
  zone(
    'src/engine',
    ['src/data', 'src/formats', 'src/lottery', 'src/runs', 'src/api', 'src/cli', 'src/extension', 'webview'],
    'src/engine imports src/shared only.',
  ),
  zone(
    'src/lottery',
    ['src/formats', 'src/runs', 'src/api', 'src/cli', 'src/extension', 'webview'],
    'src/lottery imports engine, data, shared.',
  ),
  zone('src/runs', ['src/api', 'src/cli', 'src/extension', 'webview'], 'src/runs imports lottery and below.'),
  zone('src/api', ['src/cli', 'src/extension', 'webview'], 'The library knows neither the terminal nor the editor.'),
  zone('src/cli', ['src/api', 'src/extension', 'webview'], 'The terminal does not know the editor.'),
  zone('src/extension', ['src/api', 'src/cli', 'webview'], 'The editor does not know the terminal.'),
  zone(
    'webview',
    ['src/data', 'src/engine', 'src/formats', 'src/lottery', 'src/runs', 'src/api', 'src/cli', 'src/extension'],
    'The panel imports src/shared only.',
  ),
];

/** Within a house, a floor imports from the floors below it only; listed from the ground up.
 * @param {string} house @param {string[]} names */
const floors = (house, ...names) =>
  names.slice(0, -1).map((name, at) =>
    zone(
      `${house}/${name}`,
      names.slice(at + 1).map((above) => `${house}/${above}`),
      `${house}/${name} stands below it.`,
    ),
  );

/** Inner rooms below the files of the room around them, also from the ground up: they import none of those files but the ones named as ground.
 * @param {string} room @param {string[]} names @param {string[]} [ground] */
const innerRooms = (room, names, ground = []) => [
  ...floors(room, ...names),
  ...names.map((name) => ({
    ...zone(`${room}/${name}`, [room], `${room}/${name} is a room within ${room}: only what is named as ground lies below it.`),
    except: [...names, ...ground].map((below) => `./${below}`),
  })),
];
const innerFloors = [
  ...floors(
    'src/runs',
    'packages',
    'store',
    'lock',
    'reading',
    'threads',
    'work',
    'estimate',
    'slurm',
    'report',
    'library',
    'exchange',
    'agent',
    'runner',
    'client',
  ),
  ...floors('src/lottery', 'places', 'masks', 'weights', 'plan', 'pruning', 'controls', 'results', 'claims'),
  ...floors('src/shared', 'numbers', 'text', 'network', 'specs', 'tensors', 'config', 'results', 'figures', 'charts', 'channel'),
  ...floors('src/engine/wasm', 'memory', 'layers', 'dense', 'passes', 'layered', 'evaluation'),
  ...innerRooms(
    'src/data',
    ['files', 'cifar', 'csv', 'images', 'numpy', 'known'],
    ['data-array.ts', 'data-error.ts', 'idx.ts', 'labelled-images.ts'],
  ),
  ...innerRooms('src/runs/library', ['trainings', 'tickets'], ['store-reader.ts']),
  ...floors('src/cli', 'text', 'run', 'mcp', 'completion', 'commands'),
  ...floors('src/shared/results', 'verdict', 'pruning', 'ticket'),
  ...floors('webview', 'dom', 'model', 'charts', 'head', 'claims', 'filters', 'curves', 'ticket', 'masks', 'overview', 'sweep', 'compare'),
  ...innerRooms('src/engine/wasm/evaluation', ['inputs', 'layers'], ['group.ts']),
  ...innerRooms('src/engine/wasm/layered', ['convolution'], ['node.ts']),
  ...innerRooms('src/runs/runner', ['opening', 'parts']),
  ...innerRooms('src/runs/store', ['files', 'work', 'experiments']),
  ...innerRooms('src/shared/config', [
    'schema',
    'facts',
    'presets',
    'reference',
    'problems',
    'text',
    'networks',
    'sweep',
    'checks',
    'reading',
    'executor',
  ]),
  ...innerRooms('src/shared/figures', ['figure']),
  ...innerRooms('webview/masks', ['layer']),
  ...innerRooms('src/engine/tfjs', ['tensors', 'bundle', 'backends', 'model', 'passes'], ['numerics.ts']),
  ...floors('src/formats', 'bytes', 'tensors', 'networks', 'sparse', 'results'),
  ...floors(
    'src/extension',
    'experiments',
    'saving',
    'config',
    'runs',
    'panel',
    'compare',
    'documents',
    'editor',
    'views',
    'commands',
    'agent',
  ),
];

const noEditor = { name: 'vscode', message: 'Only src/extension imports vscode.' };
const noTensorFlow = { group: ['@tensorflow/*'], message: 'Only src/engine/tfjs imports TensorFlow.js.' };

/** Math functions whose last bit differs between engines; see "Seeds and bits" in CONTRIBUTING. */
const inexact = [
  'acos',
  'acosh',
  'asin',
  'asinh',
  'atan',
  'atan2',
  'atanh',
  'cbrt',
  'cos',
  'cosh',
  'exp',
  'expm1',
  'hypot',
  'log',
  'log10',
  'log1p',
  'log2',
  'pow',
  'random',
  'sin',
  'sinh',
  'tan',
  'tanh',
];

const kernels = ['src/engine/wasm/kernels/**/*.ts', 'bench/kernels/assembly/**/*.ts'];

/** AssemblyScript decorates functions, which no parser of ESLint reads: of a kernel only its lines are looked at. */
const linesOnly = {
  /** @param {string} text */
  parseForESLint(text) {
    const lines = text.split('\n');
    const loc = { start: { line: 1, column: 0 }, end: { line: lines.length, column: lines.at(-1)?.length ?? 0 } };
    return { ast: { type: 'Program', sourceType: 'module', body: [], tokens: [], comments: [], range: [0, text.length], loc } };
  },
};

export default tseslint.config(
  {
    ignores: ['dist/', 'build/', '.vscode-test/', 'node_modules/', 'test/fixtures/', 'test-results/', 'examples/'],
  },
  {
    files: ['**/*.ts', '**/*.mjs', '**/*.mts'],
    ignores: kernels,
    extends: [tseslint.configs.strict],
    plugins: { 'import-x': importX },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    settings: {
      'import-x/extensions': ['.ts', '.mjs'],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts', '.mjs'] },
      'import-x/resolver-next': [importX.createNodeResolver({ extensions: ['.ts', '.mjs', '.js'] })],
    },
    rules: {
      'import-x/no-restricted-paths': ['error', { zones: [...houses, ...innerFloors], basePath: import.meta.dirname }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-import-type-side-effects': 'error',
      'import-x/no-duplicates': ['error', { 'prefer-inline': true }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      eqeqeq: 'error',
      'max-lines': ['error', 300],
      complexity: ['error', 16],
    },
  },
  {
    // Tests nest functions in one `describe`, so their functions are not counted.
    files: ['{src,webview,bench,scripts}/**/*.{ts,mjs}'],
    ignores: kernels,
    rules: {
      'max-lines': ['error', 250],
      'max-lines-per-function': ['error', 45],
      'max-params': ['error', 6],
    },
  },
  {
    // The reference engine is written as plain nested loops.
    files: ['{src,webview,bench,scripts}/**/*.{ts,mjs}'],
    ignores: ['src/engine/reference/**', ...kernels],
    rules: { 'max-depth': ['error', 3] },
  },
  {
    files: ['src/**/*.ts', 'webview/**/*.ts'],
    ignores: ['src/extension/**', 'src/engine/tfjs/**'],
    rules: { 'no-restricted-imports': ['error', { paths: [noEditor], patterns: [noTensorFlow] }] },
  },
  { files: ['src/extension/**/*.ts'], rules: { 'no-restricted-imports': ['error', { patterns: [noTensorFlow] }] } },
  {
    files: ['src/extension/**/*.ts'],
    ignores: ['src/extension/notify.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'MemberExpression[property.name=/^(show(Information|Warning|Error)Message|showInputBox|withProgress)$/]',
          message: 'Notifications and questions for text go through notify.ts, which makes names in them harmless.',
        },
      ],
    },
  },
  {
    files: ['src/cli/**/*.ts'],
    ignores: ['src/cli/output.ts', 'src/cli/run/progress-report.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'MemberExpression[object.property.name=/^std(out|err)$/][property.name="write"]',
          message: 'Texts go through output.ts, which lets no escape sequence reach a terminal.',
        },
      ],
    },
  },
  { files: ['src/engine/tfjs/**/*.ts'], rules: { 'no-restricted-imports': ['error', { paths: [noEditor] }] } },
  {
    files: ['src/{data,engine,formats,lottery,runs}/**/*.ts', 'src/shared/numbers/**/*.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        ...inexact.map((property) => ({ object: 'Math', property, message: 'Differs between JavaScript engines; results must not.' })),
      ],
      'no-restricted-syntax': ['error', { selector: "BinaryExpression[operator='**']", message: '** differs between Node versions.' }],
    },
  },
  {
    // Prettier does not read them either.
    files: kernels,
    languageOptions: { parser: linesOnly },
    rules: { 'max-lines': ['error', 250], 'max-len': ['error', { code: 140 }] },
  },
);
