import * as z from 'zod';

const path = z.string().min(1);

const normalization = z
  .enum(['per-channel', 'per-feature'])
  .optional()
  .describe(
    'How inputs are normalised, by mean and standard deviation of the training part: "per-channel", all columns of a table alike; "per-feature", each column of a table by itself. By default "per-feature" for tables that hold anything but whole numbers of 0 to 255.',
  );

/** idx files (MNIST's format), gzipped or not: a folder that holds the four usual names, or the four paths. */
const idxSchema = z.strictObject({
  kind: z.literal('idx').describe("Four idx files, MNIST's format, gzipped or not."),
  folder: path.optional().describe('Folder with the four idx files under their usual names, gzipped or not; relative to the config.'),
  trainImages: path.optional().describe('The idx file of the training images; wins over the one in "folder". Relative to the config.'),
  trainLabels: path.optional().describe('The idx file of their labels.'),
  testImages: path.optional().describe('The idx file of the test images.'),
  testLabels: path.optional().describe('The idx file of their labels.'),
  normalization,
});

const cifarSchema = z.strictObject({
  kind: z.literal('cifar').describe('CIFAR-10 or CIFAR-100 in their official binary layout.'),
  path: path.describe('Folder with the .bin files, or the official .tar.gz; relative to the config.'),
  classes: z.literal([10, 20, 100]).default(10).describe('10: CIFAR-10. 100: CIFAR-100 with its fine labels, 20: with its coarse ones.'),
});

const layout = z
  .enum(['auto', 'channels-first', 'channels-last'])
  .default('auto')
  .describe('Where the channels of images stand; "auto" takes a last dimension of 1 or 3 for channels.');

const arrayName = (name: string): z.ZodDefault<z.ZodString> =>
  path.default(name).describe(`Name of the array in the file; ${name} by default.`);

const npzSchema = z.strictObject({
  kind: z.literal('npz').describe('Four NumPy arrays in one .npz file.'),
  file: path.describe('The .npz file; relative to the config.'),
  trainImages: arrayName('x_train'),
  trainLabels: arrayName('y_train'),
  testImages: arrayName('x_test'),
  testLabels: arrayName('y_test'),
  layout,
  normalization,
});

const npySchema = z.strictObject({
  kind: z.literal('npy').describe('Four NumPy arrays in four .npy files.'),
  trainImages: path.describe('The .npy file of the training inputs; relative to the config.'),
  trainLabels: path.describe('Their labels, 0 to classes - 1.'),
  testImages: path.describe('The .npy file of the test inputs.'),
  testLabels: path.describe('Their labels.'),
  layout,
  normalization,
});

const csvSchema = z.strictObject({
  kind: z.literal('csv').describe('Two CSV files with one sample a line, gzipped or not.'),
  train: path.describe('CSV file of the training samples; relative to the config.'),
  test: path.describe('CSV file of the test samples.'),
  label: z
    .union([path, z.number().int().min(1)])
    .default('label')
    .describe("Name of the label's column, or its number from 1; the first column of a file without header by default."),
  header: z.enum(['auto', 'yes', 'no']).default('auto').describe('"auto" takes a first line that is not all numbers for a header.'),
  shape: z
    .array(z.number().int().min(1))
    .min(1)
    .max(3)
    .optional()
    .describe('Shape of one sample, such as [1, 28, 28] for images; one number for each column by default.'),
  normalization,
});

const imagesSchema = z.strictObject({
  kind: z.literal('images').describe('A folder of PNG images: train/<class>/*.png and test/<class>/*.png.'),
  folder: path.describe('Folder that holds train and test; relative to the config.'),
});

const datasetNames = ['mnist', 'fashion-mnist', 'cifar-10', 'cifar-100'] as const;
const kinds = [idxSchema, cifarSchema, npzSchema, npySchema, csvSchema, imagesSchema] as const;
/** Told apart by `kind`: what is wrong inside is reported there. */
export const datasetFilesSchema = z.discriminatedUnion('kind', kinds);
export const datasetSchema = z.union([z.enum(datasetNames), ...kinds]);
export type DatasetConfig = z.output<typeof datasetSchema>;
