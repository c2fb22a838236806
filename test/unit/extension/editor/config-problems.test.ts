import { beforeEach, expect, test, vi } from 'vitest';

/** Just as much of VS Code as the editor support uses. */
const fake = vi.hoisted(() => {
  const handlers: Record<string, (argument: unknown) => void> = {};
  const on = (name: string) => (handler: (argument: unknown) => void) => ((handlers[name] = handler), { dispose: () => undefined });
  const shown = new Map<string, readonly { readonly range: unknown; readonly message: string; readonly source?: string }[]>();
  return {
    handlers,
    on,
    shown,
    documents: [] as unknown[],
    codeLens: true,
    provider: undefined as undefined | { provideCodeLenses(document: unknown): readonly { readonly command: unknown }[] },
  };
});

vi.mock('vscode', () => ({
  workspace: {
    get textDocuments() {
      return fake.documents;
    },
    onDidOpenTextDocument: fake.on('open'),
    onDidChangeTextDocument: fake.on('change'),
    onDidSaveTextDocument: fake.on('save'),
    onDidCloseTextDocument: fake.on('close'),
    onDidChangeConfiguration: fake.on('configuration'),
    getConfiguration: () => ({ get: () => fake.codeLens }),
  },
  languages: {
    match: (_selector: unknown, document: { readonly uri: { readonly fsPath: string } }) =>
      document.uri.fsPath.endsWith('.lottery.json') ? 10 : 0,
    createDiagnosticCollection: () => ({
      set: (uri: { readonly fsPath: string }, list: []) => fake.shown.set(uri.fsPath, list),
      delete: (uri: { readonly fsPath: string }) => fake.shown.delete(uri.fsPath),
      dispose: () => undefined,
    }),
    registerCodeLensProvider: (_selector: unknown, provider: typeof fake.provider) => (
      (fake.provider = provider),
      { dispose: () => undefined }
    ),
  },
  Range: class {
    constructor(
      readonly start: unknown,
      readonly end: unknown,
    ) {}
  },
  Diagnostic: class {
    constructor(
      readonly range: unknown,
      readonly message: string,
      readonly severity: number,
    ) {}
  },
  CodeLens: class {
    constructor(
      readonly range: unknown,
      readonly command: unknown,
    ) {}
  },
  EventEmitter: class {
    readonly event = (): void => undefined;
    fire(): void {
      /* nobody listens */
    }
    dispose(): void {
      /* nothing held */
    }
  },
  Disposable: {
    from: (...all: readonly { dispose(): void }[]) => ({
      dispose: () => {
        all.forEach((one) => {
          one.dispose();
        });
      },
    }),
  },
  DiagnosticSeverity: { Error: 0, Warning: 1 },
}));

const document = (fsPath: string, text: string): unknown => ({
  uri: { fsPath, scheme: 'file' },
  isClosed: false,
  getText: () => text,
  positionAt: (offset: number) => offset,
});

async function register(): Promise<void> {
  const { registerEditorSupport } = await import('../../../../src/extension/editor/register-editor-support.ts');
  registerEditorSupport({ subscriptions: [] } as unknown as Parameters<typeof registerEditorSupport>[0]);
}

beforeEach(() => {
  vi.useFakeTimers();
  fake.shown.clear();
  fake.documents.length = 0;
  fake.codeLens = true;
});

test('Problems of open configs, at their place, and only of configs', async () => {
  fake.documents.push(document('/a/x.lottery.json', '{ "sed": 1 }'), document('/a/other.json', '{ "sed": 1 }'));
  await register();
  expect([...fake.shown]).toMatchObject([['/a/x.lottery.json', [{ range: { start: 2, end: 7 }, severity: 0, source: 'Winning Ticket' }]]]);
});

test('a base counts as it is shown, and a change of it is seen after a pause', async () => {
  fake.documents.push(document('/a/x.lottery.json', '{ "extends": "./base.lottery.json" }'), document('/a/base.lottery.json', '{}'));
  await register();
  expect(fake.shown.get('/a/x.lottery.json')).toEqual([]);
  fake.documents[1] = document('/a/base.lottery.json', '{ "trials": 0 }');
  fake.handlers['change']?.({ document: fake.documents[1] });
  expect(fake.shown.get('/a/x.lottery.json')).toEqual([]);
  vi.advanceTimersByTime(1000);
  expect(fake.shown.get('/a/x.lottery.json')).toMatchObject([{ range: { start: 13, end: 34 } }]);
  fake.handlers['close']?.(fake.documents[0]);
  expect(fake.shown.has('/a/x.lottery.json')).toBe(false);
});

test("two lenses with the config's Uri, none where the setting is off", async () => {
  await register();
  const config = document('/a/x.lottery.json', '{}') as { readonly uri: unknown };
  expect(fake.provider?.provideCodeLenses(config).map(({ command }) => command)).toEqual([
    { title: '$(play) Find Winning Ticket', command: 'winningTicket.find', arguments: [config.uri] },
    { title: 'Show Results', command: 'winningTicket.showPanel', arguments: [config.uri] },
  ]);
  fake.codeLens = false;
  expect(fake.provider?.provideCodeLenses(config)).toEqual([]);
});
