import * as z from 'zod';
import { presetNames } from '../presets/presets.ts';
import { configSchema } from '../schema/schema.ts';

/** The part of draft-07 that our schema uses. */
export interface JsonSchema {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly minItems?: number;
  readonly minLength?: number;
  readonly anyOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: JsonSchema | boolean;
}

/** Written to media/lottery.schema.json: completion and hover in the editor, and the words of our Problems. */
export function configJsonSchema(): JsonSchema {
  const override = ({ jsonSchema }: { jsonSchema: { oneOf?: unknown; anyOf?: unknown } }): void => {
    // Layers told apart by `kind` are one of several like any other; one word for that is enough.
    if (jsonSchema.oneOf) [jsonSchema.anyOf, jsonSchema.oneOf] = [jsonSchema.oneOf, undefined];
  };
  const generated = z.toJSONSchema(configSchema, { target: 'draft-07', io: 'input', override } as never) as JsonSchema;
  const extending = { ...generated.properties?.['extends'], anyOf: [{ enum: presetNames }, { type: 'string' }] };
  // The last two are VS Code's own words: its JSON editor then accepts what our parser accepts.
  const editor = { title: 'Winning Ticket experiment', allowComments: true, allowTrailingCommas: true };
  return { ...generated, ...editor, properties: { ...generated.properties, extends: extending } };
}
