/** This process's end of the channel to the one that forked it. */
import type { Envelope, Port } from '../../shared/channel/channel.ts';

export class ProcessPort implements Port {
  private readonly open = new Set<Promise<void>>();

  post(message: Envelope): void {
    if (!process.connected) return;
    const sent = new Promise<void>((resolve) => process.send?.(message, undefined, undefined, () => resolve()));
    this.open.add(sent);
    void sent.then(() => this.open.delete(sent));
  }

  onMessage(listener: (message: unknown) => void): void {
    process.on('message', listener);
  }

  /** Resolves when everything posted so far has left this process, or the channel is gone. */
  async flushed(): Promise<void> {
    await Promise.all(this.open);
  }
}
