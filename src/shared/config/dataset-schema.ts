import { z } from 'zod';

const path = z.string().min(1);

/** idx files (MNIST's format), gzipped or not: a folder that holds the four usual names, or the four paths. */
const idxSchema = z.strictObject({
  kind: z.literal('idx'),
  folder: path.optional().describe('Folder with the four idx files under their usual names, gzipped or not; relative to the config.'),
  trainImages: path.optional(),
  trainLabels: path.optional(),
  testImages: path.optional(),
  testLabels: path.optional(),
});

export const datasetNames = ['mnist'] as const;
export const datasetSchema = z.union([z.enum(datasetNames), idxSchema]);
export type DatasetConfig = z.output<typeof datasetSchema>;
