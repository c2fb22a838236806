/** Data sets that the program knows by name: what they consist of, where they officially lie, and how to tell that they are whole. */
import { tell, type Told } from '../../shared/text/told.ts';

export interface KnownFile {
  readonly name: string;
  readonly url: string;
  /** Of the file as it is downloaded, in bytes. */
  readonly bytes: number;
  /** Of the file itself, or of what it unpacks to: others pack the same contents anew. */
  readonly sha256: string;
  readonly of: 'file' | 'contents';
}

interface KnownDataset {
  readonly title: Told;
  readonly files: readonly KnownFile[];
  /** Who made it and what they ask for. */
  readonly source: string;
}

const fashion = (name: string, bytes: number, sha256: string): KnownFile => ({
  name: `${name}.gz`,
  // The authors' repository; their own server has no https.
  url: `https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/${name}.gz`,
  bytes,
  sha256,
  of: 'contents',
});

const cifar = (name: string, bytes: number, sha256: string): KnownFile => ({
  name,
  url: `https://www.cs.toronto.edu/~kriz/${name}`,
  bytes,
  sha256,
  of: 'file',
});

export const downloadableNames = ['fashion-mnist', 'cifar-10', 'cifar-100'] as const;
export type DownloadableName = (typeof downloadableNames)[number];

export const knownDatasets: Readonly<Record<DownloadableName, KnownDataset>> = {
  'fashion-mnist': {
    title: tell('Fashion-MNIST: 70,000 grey images of clothes, 28 x 28, 10 classes'),
    source: 'Xiao, Rasul and Vollgraf, 2017 (github.com/zalandoresearch/fashion-mnist), MIT licence',
    files: [
      fashion('train-images-idx3-ubyte', 26_421_880, 'c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888'),
      fashion('train-labels-idx1-ubyte', 29_515, 'bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9'),
      fashion('t10k-images-idx3-ubyte', 4_422_102, '5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b'),
      fashion('t10k-labels-idx1-ubyte', 5_148, '0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34'),
    ],
  },
  'cifar-10': {
    title: tell('CIFAR-10: 60,000 colour images, 32 x 32, 10 classes'),
    source: 'Krizhevsky, 2009 (cs.toronto.edu/~kriz/cifar.html)',
    files: [cifar('cifar-10-binary.tar.gz', 170_052_171, 'c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd')],
  },
  'cifar-100': {
    title: tell('CIFAR-100: 60,000 colour images, 32 x 32, 100 classes'),
    source: 'Krizhevsky, 2009 (cs.toronto.edu/~kriz/cifar.html)',
    files: [cifar('cifar-100-binary.tar.gz', 168_513_733, '58a81ae192c23a4be8b1804d68e518ed807d710a4eb253b1f2a199162a40d8ec')],
  },
};
