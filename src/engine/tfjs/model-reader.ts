/** A process of its own, to be killed where TensorFlow.js never comes back from a file: reads one model, says what it is, and ends. */
import { createRequire } from 'node:module';
import { messageOf } from '../../shared/text/message-of.ts';
import type * as tfjs from './index.ts';
import type { ModelRequest, ReadModel } from './model/read-model.ts';

export type ModelAnswer = ReadModel | { readonly problem: string };

const { readModel } = createRequire(__filename)('./engine.cjs') as typeof tfjs;

process.once('message', (request: ModelRequest) => {
  const answer = readModel(request).catch((error: unknown) => ({ problem: messageOf(error) }));
  void answer.then((known: ModelAnswer) => process.send?.(known, () => process.disconnect()));
});
