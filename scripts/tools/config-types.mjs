/** Writes the type of a config, as its schema takes it, into the library's types (src/api/winning-ticket.d.ts), whose users have no zod. A test compares. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import ts from 'typescript';

const root = path.join(import.meta.dirname, '../..');
const schema = path.join(root, 'src/shared/config/schema/schema.ts');
const contract = path.join(root, 'src/api/winning-ticket.d.ts');

/** `z.input` of the schema, with every name in it resolved. */
function configType() {
  const { config } = ts.readConfigFile(path.join(root, 'tsconfig.json'), (file) => ts.sys.readFile(file));
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const program = ts.createProgram([schema], options);
  const alias = program.getSourceFile(schema)?.statements.find((one) => ts.isTypeAliasDeclaration(one) && one.name.text === 'ConfigInput');
  if (!alias || !ts.isTypeAliasDeclaration(alias)) throw new Error('The schema has no type ConfigInput.');
  const checker = program.getTypeChecker();
  const flags = ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.InTypeAlias;
  return checker.typeToString(checker.getTypeAtLocation(alias.name), undefined, flags);
}

/** Beside other names each known one would have to be there: TypeScript takes the two apart. @param {string} text */
const besideOtherNames = (text) => text.replace(/(\[x: string\]: \w+;) /g, '$1 } & { ');

const marks = /(\/\/ begin: [^\n]*\n)[^]*(\n\/\/ end)/;
const written = readFileSync(contract, 'utf8').replace(
  marks,
  (_, begin, end) => `${begin}type PlainConfig = ${besideOtherNames(configType())};${end}`,
);
writeFileSync(contract, await format(written, { ...(await resolveConfig(contract)), filepath: contract }));
