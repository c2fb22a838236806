/** Charts over the same x axis: what is read in one is read in all, and their axes stand side by side. */
interface Linked {
  /** Shows what it says at the nearest x; null hides it. */
  read(x: number | null): void;
  redraw(): void;
}

export class ChartLink {
  private readonly charts: Linked[] = [];
  /** Pixels that the title of each takes above the axes. */
  private readonly heads = new Map<Linked, number>();

  add(chart: Linked): void {
    this.charts.push(chart);
  }

  read(x: number | null): void {
    for (const chart of this.charts) chart.read(x);
  }

  /** What the highest title takes: every chart leaves as much. */
  get leastHead(): number {
    return Math.max(0, ...this.heads.values());
  }

  /** @param head null where nothing is drawn. */
  setHead(chart: Linked, head: number | null): void {
    const before = this.leastHead;
    if (head === null) this.heads.delete(chart);
    else this.heads.set(chart, head);
    if (this.leastHead !== before) for (const other of this.charts) other.redraw();
  }
}
